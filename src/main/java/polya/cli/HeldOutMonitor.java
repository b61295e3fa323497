package polya.cli;

import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import polya.Failure;
import polya.corpus.Groups;
import polya.heldout.HeldOut;
import polya.heldout.completion.DocumentCompletion;
import polya.heldout.error.HeldOutResult;
import polya.infer.ModelFamily;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.mixing.DocumentPrior;
import polya.spark.pass.HeldOutPass;
import polya.spark.pass.MetTerms;
import polya.spark.train.RoundReport;
import polya.spark.train.TrainingLoop;

/**
 * Adds the held-out perplexity by document completion to the report of each pass's last round, and
 * ends training where that has been asked for and nothing is gained any more: between two passes,
 * when incremental rounds have visited every part equally often.
 */
final class HeldOutMonitor implements TrainingLoop.Listener {
  private final JavaSparkContext spark;
  private final ModelFamily family;
  private final ModelFamily.Training training;
  private final JavaRDD<HeldOut> documents;
  private final MetTerms terms;
  private final Optional<Groups> groups;
  private final Optional<EarlyStop> early;
  private final TrainingLoop.Listener next;

  /**
   * A monitor before another listener.
   *
   * @param documents held out of training, over the same vocabulary
   * @param groups of them, if the model is to know their labels
   * @param early when to stop, if before the last round
   * @param far whether topics lie on executors, which are to have room for those of the documents
   * @throws Failure (resources) if they have not
   */
  HeldOutMonitor(
      JavaSparkContext spark,
      ModelFamily family,
      ModelFamily.Training training,
      JavaRDD<HeldOut> documents,
      Optional<Groups> groups,
      Optional<EarlyStop> early,
      TrainingLoop.Listener next,
      boolean far) {
    this.spark = spark;
    this.family = family;
    this.training = training;
    this.documents = documents;
    this.terms = MetTerms.ofHeldOut(spark, documents);
    this.groups = groups;
    this.early = early;
    this.next = next;
    if (far) {
      terms.demand(training.topics());
    }
  }

  @Override
  public void round(RoundReport report, ModelState after) {
    next.round(report.round().endsPass() ? evaluated(report, after) : report, after);
  }

  @Override
  public boolean stops() {
    return early.flatMap(EarlyStop::reason).isPresent();
  }

  @Override
  public String log() {
    return next.log();
  }

  private RoundReport evaluated(RoundReport report, ModelState after) {
    Posterior posterior = family.posterior(training.inference().parameters(after));
    DocumentCompletion completion = new DocumentCompletion(training.seed());
    DocumentPrior prior = posterior.documents();
    try (HeldOutPass pass = new HeldOutPass(spark, terms.of(posterior), prior, groups)) {
      HeldOutResult result =
          HeldOutPass.result(pass.scores(documents, completion), completion, training.seed());
      if (result.scoredDocuments() == 0) {
        if (early.isPresent()) {
          throw Failure.input(
              "Cannot stop early: none of the held-out documents can be scored; allowed are"
                  + " documents of 2 or more tokens. Give another --held-out, or leave out"
                  + " --early-stop.");
        }
        return report;
      }
      TreeMap<String, Double> observed = new TreeMap<>(report.observed());
      observed.put("heldOutPerplexity", result.perplexity());
      observed.put("heldOutStandardError", result.standardError());
      if (early.isEmpty()) {
        return report.with(observed);
      }
      early.get().evaluated(result.perplexity());
      observed.put("evaluationsWithoutGain", (double) early.get().evaluationsWithoutGain());
      RoundReport told = report.with(observed);
      return told.last() ? told : early.get().reason().map(told::stopping).orElse(told);
    }
  }
}
