package polya.spark.source;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import polya.Failure;
import polya.describe.TermOrder;
import polya.describe.TopicTerms;

/**
 * What is asked of a model.
 *
 * @param path of the model
 * @param answer which table
 * @param terms how many of a topic
 * @param order what they are ranked by
 * @param lambda of relevance
 */
record Asked(String path, Answer answer, int terms, TermOrder order, double lambda) {
  private static final String PATH = "path";
  private static final String TABLE = "table";

  /**
   * What these options ask for.
   *
   * @throws Failure (usage) if path or table is missing, or one is not allowed
   */
  static Asked of(CaseInsensitiveStringMap options) {
    String path = options.get(PATH);
    if (path == null || path.isEmpty()) {
      throw Failure.usage(
          "Cannot read a model: there is no path; allowed is one model's folder. Give it to load.");
    }
    String table = options.get(TABLE);
    if (table == null) {
      throw Failure.usage(
          "Cannot read model at "
              + path
              + ": there is no option table; allowed is "
              + String.join(", ", Answer.words())
              + ". Set one.");
    }
    Answer answer = Answer.named(path, table);
    return new Asked(
        path,
        answer,
        whole(options.getOrDefault("terms", Integer.toString(answer.fewTerms()))),
        TermOrder.named(options.getOrDefault("order", answer.order().word())),
        share(options.getOrDefault("lambda", Double.toString(TopicTerms.LAMBDA))));
  }

  private static int whole(String text) {
    try {
      int value = Integer.parseInt(text);
      if (value >= 1) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw refused("terms", text, "a whole number ≥ 1");
  }

  private static double share(String text) {
    try {
      double value = Double.parseDouble(text);
      if (value >= 0 && value <= 1) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw refused("lambda", text, "a number from 0 to 1");
  }

  private static Failure refused(String option, String found, String allowed) {
    return Failure.usage(
        "Cannot read a model with option "
            + option
            + " "
            + found
            + ": allowed is "
            + allowed
            + ". Correct it.");
  }

  /** The columns of the answer. */
  StructType schema() {
    return answer.schema(SparkSession.active(), this);
  }

  /** The rows of the answer. */
  List<Row> rows() {
    return answer.rows(SparkSession.active(), this);
  }

  @Override
  public String toString() {
    return answer.word() + " of " + path;
  }
}
