package polya.spark.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import polya.Failure;
import polya.spark.Files;
import polya.spark.Json;
import polya.spark.store.ModelManifest;
import polya.spark.store.ResultTable;

/** The numbers of a model's {@code metrics.jsonl}: a row a round, a column a name. */
final class RoundMetrics {
  private static final String FILE = "metrics.jsonl";

  private RoundMetrics() {}

  /**
   * The table: whole numbers where all of a name are, null where a round lacks one; without rows
   * and columns for a model that was not trained.
   *
   * @throws Failure (store) if there is no model, or the file is damaged
   */
  static ResultTable of(SparkSession spark, String path) {
    ModelManifest.read(spark.sparkContext().hadoopConfiguration(), path);
    Files files = new Files(spark.sparkContext().hadoopConfiguration());
    List<JsonNode> rounds = new ArrayList<>();
    Map<String, Boolean> whole = new LinkedHashMap<>();
    for (String line : files.read(new Path(path, FILE)).orElse("").lines().toList()) {
      JsonNode round = round(path, line);
      rounds.add(round);
      for (Map.Entry<String, JsonNode> value : round.properties()) {
        if (value.getValue().isNumber()) {
          whole.merge(value.getKey(), value.getValue().isIntegralNumber(), Boolean::logicalAnd);
        }
      }
    }
    ResultTable table = new ResultTable("metrics");
    whole.forEach((name, is) -> table.with(name, is ? DataTypes.LongType : DataTypes.DoubleType));
    for (JsonNode round : rounds) {
      List<Object> row = new ArrayList<>();
      whole.forEach((name, is) -> row.add(number(round.path(name), is)));
      table.add(row.toArray());
    }
    return table;
  }

  private static Number number(JsonNode value, boolean whole) {
    if (!value.isNumber()) {
      return null;
    }
    return whole ? (Number) value.asLong() : (Number) value.asDouble();
  }

  private static JsonNode round(String path, String line) {
    try {
      return Json.read(line);
    } catch (JsonProcessingException e) {
      throw Failure.store(
          "Cannot read model at "
              + path
              + ": its "
              + FILE
              + " is damaged. Restore it, or train again.",
          e);
    }
  }
}
