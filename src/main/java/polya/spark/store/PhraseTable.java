package polya.spark.store;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import polya.spark.Tables;
import polya.text.Analysis;
import polya.text.PhraseScore;

/**
 * The table {@code phrases} of a corpus: every pair of neighbours that occurs often enough, joined
 * or not, so that a threshold can be chosen by looking. Rounds in turn, the closest pairs first.
 */
final class PhraseTable {
  /** The table's name. */
  static final String NAME = "phrases";

  private static final StructType COLUMNS =
      new StructType()
          .add("round", DataTypes.IntegerType, false)
          .add("first", DataTypes.StringType, false)
          .add("second", DataTypes.StringType, false)
          .add("term", DataTypes.StringType, false)
          .add("count", DataTypes.LongType, false)
          .add("npmi", DataTypes.DoubleType, false)
          .add("joined", DataTypes.BooleanType, false);

  private PhraseTable() {}

  /** Writes the table; none where no phrases were looked for. */
  static void write(SparkSession spark, String data, Analysis analysis, List<PhraseScore> scores) {
    List<Row> rows = new ArrayList<>(scores.size());
    for (PhraseScore s : scores) {
      rows.add(
          RowFactory.create(
              s.round(),
              s.first(),
              s.second(),
              s.term(),
              s.count(),
              s.npmi(),
              analysis.phrases().contains(s.parts())));
    }
    Tables.write(spark.createDataFrame(rows, COLUMNS).coalesce(1), data + "/" + NAME);
  }
}
