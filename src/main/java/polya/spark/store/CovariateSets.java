package polya.spark.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import polya.Failure;
import polya.corpus.Covariates;
import polya.corpus.LabelSyntax;
import scala.Tuple2;

/**
 * The distinct sets of covariates among documents. Rows have {@link Covariates#columns} and nothing
 * else, as strings.
 */
public final class CovariateSets {
  private CovariateSets() {}

  /**
   * The covariates with bins of their numbers; one job a number.
   *
   * @throws Failure (input) if one is no number, or there are more than {@link
   *     polya.corpus.Groups#MOST} distinct ones
   */
  public static Covariates binned(Covariates covariates, JavaRDD<Row> rows) {
    List<String> columns = covariates.columns();
    Map<String, Map<Double, Long>> counts = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      if (covariates.knots(columns.get(i)) > 0) {
        counts.put(columns.get(i), numbers(columns.get(i), i, rows));
      }
    }
    return covariates.withBins(counts);
  }

  private static Map<Double, Long> numbers(String column, int at, JavaRDD<Row> rows) {
    JavaPairRDD<String, Long> finite =
        rows.map(row -> Covariates.number(column, row.getString(at)))
            .filter(Double::isFinite)
            .mapToPair(x -> new Tuple2<>(Double.toString(x), 1L));
    Map<Double, Long> counts = new HashMap<>();
    LabelSets.counted(finite, column).forEach((x, n) -> counts.put(Double.valueOf(x), n));
    return counts;
  }

  /**
   * How many documents have each set, by its canonical text; one job.
   *
   * @param covariates with their bins
   * @throws Failure (input) if a number is none, or there are too many sets
   */
  public static Map<String, Long> counted(Covariates covariates, JavaRDD<Row> rows) {
    int columns = covariates.columns().size();
    return LabelSets.counted(
        rows.mapToPair(row -> new Tuple2<>(text(covariates, row, 0, columns), 1L)),
        covariates.text());
  }

  /** The canonical text of a row's set. */
  public static String text(Covariates covariates, Row row, int from, int to) {
    return LabelSyntax.text(covariates.labels(CorpusGroups.texts(row, from, to)));
  }

  /**
   * Demands a value.
   *
   * @param of whose documents they are: "of corpus C"
   * @throws Failure (input) if every set is empty
   */
  public static void demandAny(Map<String, Long> sets, Covariates covariates, String of) {
    if (sets.keySet().stream().allMatch(String::isEmpty)) {
      throw Failure.input(
          "Cannot read covariates "
              + covariates.text()
              + of
              + ": they are empty throughout; at least one document needs a value. Give other"
              + " columns.");
    }
  }
}
