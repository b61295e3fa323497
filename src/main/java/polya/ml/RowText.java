package polya.ml;

import java.io.Serializable;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import polya.Failure;
import polya.corpus.Vocabulary;
import polya.text.Analysis;
import polya.text.TextReader;
import polya.text.Token;
import scala.jdk.javaapi.CollectionConverters;

/** Reads the value of a column: a text, or an array of words that were cut before. */
final class RowText implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Analysis analysis;
  private transient ConcurrentLinkedQueue<TextReader> readers;

  RowText(Analysis analysis) {
    this.analysis = analysis;
  }

  /**
   * Checks that the column is there and has texts.
   *
   * @throws Failure (usage) if it is missing or of another type
   */
  static void require(StructType schema, String uid, String column) {
    DataType found = StageColumns.requirePresent(schema, uid, column, "inputCol");
    boolean words = found instanceof ArrayType a && a.elementType() instanceof StringType;
    if (!words && !(found instanceof StringType)) {
      throw Failure.usage(
          "Cannot use column "
              + column
              + " as inputCol of "
              + uid
              + ": it holds "
              + found.catalogString()
              + "; allowed are string and array<string>. Set inputCol.");
    }
  }

  /** Its tokens. */
  List<Token> tokens(Object value) {
    return reading(
        reader ->
            value instanceof String text
                ? reader.tokens(text, analysis.language())
                : reader.tokens(words(value), analysis.language()));
  }

  /** Its terms with their counts. */
  Analysis.Ordered counted(Object value) {
    return reading(
        reader ->
            value instanceof String text
                ? reader.inOrder(text, analysis.language())
                : reader.inOrder(words(value), analysis.language()));
  }

  /** Its counts over a vocabulary. */
  Vector vector(Object value, Vocabulary vocabulary) {
    Analysis.Ordered counted = counted(value);
    java.util.TreeMap<Integer, Double> counts = new java.util.TreeMap<>();
    for (int i = 0; i < counted.words().length; i++) {
      int term = vocabulary.indexOf(counted.words()[i]);
      if (term >= 0) {
        counts.put(term, (double) counted.counts()[i]);
      }
    }
    return Vectors.sparse(
        vocabulary.size(),
        counts.keySet().stream().mapToInt(i -> i).toArray(),
        counts.values().stream().mapToDouble(c -> c).toArray());
  }

  private static List<String> words(Object value) {
    return value == null
        ? List.of()
        : CollectionConverters.asJava((scala.collection.Seq<?>) value).stream()
            .map(word -> (String) word)
            .toList();
  }

  private <T> T reading(Function<TextReader, T> reading) {
    ConcurrentLinkedQueue<TextReader> free = readers();
    TextReader reader = free.poll();
    if (reader == null) {
      reader = analysis.reader();
    }
    T read = reading.apply(reader);
    free.offer(reader);
    return read;
  }

  private synchronized ConcurrentLinkedQueue<TextReader> readers() {
    if (readers == null) {
      readers = new ConcurrentLinkedQueue<>();
    }
    return readers;
  }
}
