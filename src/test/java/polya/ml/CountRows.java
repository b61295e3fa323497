package polya.ml;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import polya.corpus.Document;
import polya.spark.LocalSpark;
import polya.spark.PlantedCorpus;

/** Documents as rows of {@code id} and {@code features}. */
public final class CountRows {
  private static final StructType COLUMNS =
      new StructType().add("id", DataTypes.StringType).add("features", SQLDataTypes.VectorType());

  private CountRows() {}

  /** Rows of these documents over the planted corpus's terms, as sparse vectors. */
  public static Dataset<Row> of(List<Document> documents) {
    return rows(documents.stream().map(CountRows::row).toList());
  }

  /** One document's row. */
  public static Row row(Document d) {
    double[] counts = Arrays.stream(d.counts()).asDoubleStream().toArray();
    return RowFactory.create(d.id(), Vectors.sparse(PlantedCorpus.TERMS, d.terms(), counts));
  }

  /** Rows as they are. */
  public static Dataset<Row> rows(List<Row> rows) {
    return LocalSpark.session().createDataFrame(rows, COLUMNS);
  }
}
