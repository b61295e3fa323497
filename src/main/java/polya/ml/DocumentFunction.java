package polya.ml;

import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import polya.Failure;
import polya.corpus.Bag;
import polya.spark.store.CorpusStore;

/** A row's vector and id as a document of a pass; without an id it is a hash of the counts. */
final class DocumentFunction implements UDF2<Vector, String, Row> {
  private static final long serialVersionUID = 1L;

  /** What it makes of a row. */
  static final StructType FIELDS =
      new StructType()
          .add("id", DataTypes.StringType, false)
          .add("terms", CorpusStore.INTS, false)
          .add("counts", CorpusStore.INTS, false);

  private final int size;
  private final boolean named;

  /**
   * The function.
   *
   * @param size V
   * @param named whether rows have ids
   */
  DocumentFunction(int size, boolean named) {
    this.size = size;
    this.named = named;
  }

  @Override
  public Row call(Vector counts, String id) {
    if (named && (id == null || id.isEmpty())) {
      throw Failure.input(
          "Cannot read a row as counts of terms: it has no id; allowed is a distinct one a row."
              + " Fill the column, or name no idCol.");
    }
    Bag bag = WordCounts.of(counts, size, id);
    String name = named ? id : FeatureDocuments.hashed(bag).id();
    return RowFactory.create(name, bag.terms(), bag.counts());
  }
}
