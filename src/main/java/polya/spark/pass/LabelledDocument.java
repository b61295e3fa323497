package polya.spark.pass;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;
import polya.corpus.Document;
import polya.corpus.Encoding;
import polya.spark.store.CorpusStore;

/** A document and what it truly has. A class and not a record, for Kryo. */
final class LabelledDocument implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What {@link #of(Row)} reads, in this order. */
  static final List<String> COLUMNS = List.of("id", "terms", "counts", "outOfVocabulary");

  final Document document;
  final int outOfVocabulary;

  /** Ascending; null where no truth is known. */
  final int[] labels;

  /** How many labels it has beside them, which a model has never seen. */
  final int unseen;

  private LabelledDocument(Row row, int[] labels, int unseen) {
    document = CorpusStore.document(row);
    outOfVocabulary = row.getInt(3);
    this.labels = labels;
    this.unseen = unseen;
  }

  /** A document of which no truth is known. */
  static LabelledDocument of(Row row) {
    return new LabelledDocument(row, null, 0);
  }

  /** A document of a class; of class 0 it has none. */
  static LabelledDocument of(Row row, int ofClass) {
    return new LabelledDocument(row, ofClass == 0 ? new int[0] : new int[] {ofClass}, 0);
  }

  /** A document of labels: a column that follows the others. */
  static LabelledDocument of(Row row, Encoding encoding) {
    List<String> labels = encoding.syntax().labels(row.getString(COLUMNS.size()));
    int[] known = encoding.encode(labels);
    return new LabelledDocument(row, known, labels.size() - known.length);
  }
}
