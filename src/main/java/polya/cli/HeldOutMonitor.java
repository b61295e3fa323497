package polya.cli;

import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import polya.corpus.Document;
import polya.heldout.DocumentCompletion;
import polya.heldout.HeldOutResult;
import polya.infer.ModelFamily;
import polya.infer.ModelState;
import polya.spark.HeldOutPass;
import polya.spark.RoundReport;
import polya.spark.TrainingLoop;

/** Adds the held-out perplexity by document completion to the report of each pass's last round. */
final class HeldOutMonitor implements TrainingLoop.Listener {
  private final JavaSparkContext spark;
  private final ModelFamily family;
  private final ModelFamily.Training training;
  private final JavaRDD<Document> documents;
  private final TrainingLoop.Listener next;

  /**
   * A monitor before another listener.
   *
   * @param documents held out of training, over the same vocabulary
   */
  HeldOutMonitor(
      JavaSparkContext spark,
      ModelFamily family,
      ModelFamily.Training training,
      JavaRDD<Document> documents,
      TrainingLoop.Listener next) {
    this.spark = spark;
    this.family = family;
    this.training = training;
    this.documents = documents;
    this.next = next;
  }

  @Override
  public void round(RoundReport report, ModelState after) {
    next.round(report.round().endsPass() ? evaluated(report, after) : report, after);
  }

  @Override
  public String log() {
    return next.log();
  }

  private RoundReport evaluated(RoundReport report, ModelState after) {
    try (HeldOutPass pass =
        HeldOutPass.of(spark, family.posterior(training.inference().parameters(after)))) {
      HeldOutResult result =
          pass.evaluate(documents, new DocumentCompletion(training.seed()), training.seed());
      if (result.scoredDocuments() == 0) {
        return report;
      }
      TreeMap<String, Double> observed = new TreeMap<>(report.observed());
      observed.put("heldOutPerplexity", result.perplexity());
      observed.put("heldOutStandardError", result.standardError());
      return report.with(observed);
    }
  }
}
