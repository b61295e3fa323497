package polya.spark.pass;

import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import polya.corpus.Vocabulary;

/**
 * One row a recommended term, as Spark has rows inside: id of the document, rank of the term from
 * 1, its text as term, its score. The same row object each time, as readers of such rows expect. A
 * hundred rows a document are what a job writes most of, and as public rows, or joined with the
 * terms, they cost up to twice the time.
 */
final class RecommendedRows implements Iterator<InternalRow> {
  /** The columns. */
  static final StructType COLUMNS =
      new StructType()
          .add("id", DataTypes.StringType, false)
          .add("rank", DataTypes.IntegerType, false)
          .add("term", DataTypes.StringType, false)
          .add("score", DataTypes.FloatType, false);

  /**
   * The texts of all terms in UTF-8, side by side: read in any order they stay in the processor's
   * cache where as many objects would not. A class and not a record, for Kryo.
   */
  static final class Texts implements Serializable {
    private static final long serialVersionUID = 1L;

    private final byte[] bytes;
    private final int[] ends;

    /** At most 2 GB of them. */
    Texts(Vocabulary vocabulary) {
      ByteArrayOutputStream texts = new ByteArrayOutputStream();
      ends = new int[vocabulary.size()];
      for (int w = 0; w < ends.length; w++) {
        texts.writeBytes(vocabulary.term(w).getBytes(StandardCharsets.UTF_8));
        ends[w] = texts.size();
      }
      bytes = texts.toByteArray();
    }

    private UTF8String of(int term) {
      int from = term == 0 ? 0 : ends[term - 1];
      return UTF8String.fromBytes(bytes, from, ends[term] - from);
    }
  }

  private final Iterator<Recommended> lists;
  private final Texts texts;
  private final SpecificInternalRow row = new SpecificInternalRow(COLUMNS);
  private int[] terms = {};
  private float[] scores = {};
  private int next;

  /** The rows of these lists, in their order and that of their terms. */
  RecommendedRows(Iterator<Recommended> lists, Texts texts) {
    this.lists = lists;
    this.texts = texts;
  }

  @Override
  public boolean hasNext() {
    while (next == terms.length && lists.hasNext()) {
      Recommended recommended = lists.next();
      terms = recommended.list.terms();
      scores = recommended.list.scores();
      next = 0;
      row.update(0, UTF8String.fromString(recommended.id));
    }
    return next < terms.length;
  }

  @Override
  public InternalRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    row.setInt(1, next + 1);
    row.update(2, texts.of(terms[next]));
    row.setFloat(3, scores[next]);
    next++;
    return row;
  }
}
