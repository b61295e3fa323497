package polya.spark.store;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import polya.corpus.AttributeRow;
import polya.corpus.ColumnKind;
import polya.corpus.Covariates;
import polya.corpus.Encoding;
import polya.corpus.LabelSyntax;
import polya.infer.LabelParameters;
import polya.infer.ModelInfo;
import polya.spark.Tables;

/**
 * The dictionary of a model's labels as the Parquet table {@code attributes}: kind, column, index,
 * value, and how many training documents have it. What stands between labels is among the model's
 * parameters.
 */
final class AttributeTable {
  /** The table's name. */
  static final String NAME = "attributes";

  private static final StructType COLUMNS =
      new StructType()
          .add("kind", DataTypes.StringType, false)
          .add("column", DataTypes.StringType, false)
          .add("index", DataTypes.IntegerType, false)
          .add("value", DataTypes.StringType, false)
          .add("documents", DataTypes.LongType, false);

  private AttributeTable() {}

  /** Writes the table, in the place of what a killed run may have left there. */
  static void write(SparkSession spark, String data, Encoding attributes) {
    List<Row> rows = new ArrayList<>(attributes.size());
    for (AttributeRow row : attributes.rows()) {
      rows.add(
          RowFactory.create(row.kind(), row.column(), row.index(), row.value(), row.documents()));
    }
    Tables.write(
        spark.createDataFrame(rows, COLUMNS).coalesce(1), SaveMode.Overwrite, data + "/" + NAME);
  }

  /**
   * Reads the table.
   *
   * @param info of the model whose it is
   * @throws IllegalArgumentException if it is no dictionary
   */
  static Encoding read(Dataset<Row> table, ModelInfo info) {
    List<AttributeRow> rows = new ArrayList<>();
    for (Row row : table.select("kind", "column", "index", "value", "documents").collectAsList()) {
      rows.add(
          new AttributeRow(
              row.getString(0), row.getString(1), row.getInt(2), row.getString(3), row.getLong(4)));
    }
    return encoding(rows, info);
  }

  /**
   * The dictionary of these rows.
   *
   * @param info of the model whose it is
   * @throws IllegalArgumentException if they are none
   */
  static Encoding encoding(List<AttributeRow> rows, ModelInfo info) {
    if (!rows.isEmpty() && rows.get(0).kind().equals(Covariates.KIND)) {
      return Encoding.ofCovariates(rows);
    }
    ColumnKind kind =
        rows.stream()
            .findFirst()
            .flatMap(row -> ColumnKind.of(row.kind()))
            .orElseThrow(() -> new IllegalArgumentException("no row of a kind that is known"));
    String separator =
        info.parameters().getOrDefault(LabelParameters.SEPARATOR.name(), LabelSyntax.SEPARATOR);
    return Encoding.of(new LabelSyntax(kind, separator), rows);
  }
}
