package polya.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import polya.Failure;
import polya.heldout.Estimator;
import polya.heldout.HeldOut;
import polya.heldout.error.DocumentScore;
import polya.heldout.error.HeldOutResult;
import polya.spark.pass.HeldOutPass;
import polya.spark.pass.HeldOutRows;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelStore;
import polya.spark.store.StoreFolder;

/** {@code perplexity}: how well a model predicts documents that it was not trained on. */
@Command(
    name = "perplexity",
    description = "Evaluates a model on held-out documents.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Perplexity implements Runnable {
  @Mixin private DocumentOptions documents;

  @Mixin private PerplexityOptions options;

  @Mixin private RunIdFlag runId;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    documents.check(true);
    List<Estimator> estimators = options.check();
    Job.run("perplexity", options.result.output, runId, job -> evaluate(job, estimators));
  }

  private void evaluate(Job job, List<Estimator> estimators) {
    configure(job, estimators);
    String[] reads = {options.model, options.observed, options.trainedOn};
    try (ResultFolder folder = options.result.claim(job, PerplexityReport.MANIFEST, reads)) {
      evaluate(job, estimators, folder);
    }
  }

  private void evaluate(Job job, List<Estimator> estimators, ResultFolder folder) {
    SparkSession spark = job.spark();
    ModelStore model = job.timed("open", () -> job.open(options.model));
    Estimators.check(estimators, model);
    options.attributes.demand(model);
    TextsAsked asked = TextsAsked.of(options.attributes.columns(model)).withoutTables();
    try (GivenDocuments given = documents.open(job, "evaluate", model, folder.store(), asked)) {
      evaluate(job, estimators, folder, model, given.corpus());
    }
  }

  private void evaluate(
      Job job,
      List<Estimator> estimators,
      ResultFolder folder,
      ModelStore model,
      CorpusStore corpus) {
    SparkSession spark = job.spark();
    KnownLabels labels = options.attributes.of(model, corpus);
    TrainingOverlap overlap =
        job.timed("overlap", () -> TrainingOverlap.of(spark, options, model, corpus));
    PerplexityResults results = results(job, model, corpus, labels, estimators, folder.store());
    folder.commit(
        PerplexityReport.json(options, model, corpus, folder.store(), labels, overlap, results));
    int samples = options.topics.samples(model);
    for (HeldOutResult result : results.estimates()) {
      spec.commandLine().getOut().println(PerplexityReport.line(result, samples, labels));
    }
    results.swept().map(SweptCompletion::line).ifPresent(spec.commandLine().getOut()::println);
    spec.commandLine().getOut().flush();
    overlap.message().map(Printable::text).ifPresent(spec.commandLine().getErr()::println);
    spec.commandLine().getErr().flush();
  }

  private void configure(Job job, List<Estimator> estimators) {
    job.configure("model", options.model);
    documents.configure(job);
    job.configure("observed", options.observed);
    job.configure("estimators", estimators.stream().map(Estimator::name).toList());
    job.configure("likelihood", options.likelihood.likelihood);
    job.configure("topics", options.topics.topics);
    job.configure("attributes", options.attributes.attributes);
    job.configure("sweeps", options.sweeps);
    job.configure("docConcentration", options.docConcentration);
    job.configure("documentRows", options.documentRows);
    job.configure("sampling", options.sampling.check().toString());
    job.configure("trainedOn", options.trainedOn);
    job.configure("seed", options.sampling.seed);
  }

  private PerplexityResults results(
      Job job,
      ModelStore model,
      CorpusStore corpus,
      KnownLabels labels,
      List<Estimator> estimators,
      StoreFolder folder) {
    SparkContext context = job.spark().sparkContext();
    List<HeldOutResult> results = new ArrayList<>();
    Optional<SweptCompletion> swept = Optional.empty();
    JavaRDD<HeldOut> scoring =
        SameVocabulary.heldOut(job.spark(), corpus, options.observed, model, labels);
    String between = folder.dataPath("between-samples");
    try (ScoredDocuments scored =
        new ScoredDocuments(
            job.spark(), options.scoring(), model, scoring, labels.groups(), between)) {
      for (Estimator named : estimators) {
        context.setJobDescription("perplexity · " + named.name());
        results.add(
            job.timed(
                named.name(), () -> checked(result(job.spark(), scored, named, folder), corpus)));
      }
      if (options.sweeps != null) {
        swept = Optional.of(job.timed("sweeps", () -> swept(scored)));
        job.result("sweptCompletion", swept.get().json());
      }
      if (!options.documentRows) {
        folder.abandon(); // The manifest is all that there is.
      }
    } finally {
      context.setJobDescription(null);
    }
    HeldOutResult first = results.get(0);
    job.count("documents", first.documents());
    job.count("emptyDocuments", first.emptyDocuments());
    job.count("oneTokenDocuments", first.oneTokenDocuments());
    job.count("outOfVocabularyTokens", first.outOfVocabularyTokens());
    return new PerplexityResults(results, swept);
  }

  private SweptCompletion swept(ScoredDocuments scored) {
    return SweptCompletion.of(scored, options.sweeps, options.sampling.seed);
  }

  /** What an estimator says; its rows are written where they are asked for. */
  private HeldOutResult result(
      SparkSession spark, ScoredDocuments scored, Estimator named, StoreFolder folder) {
    Estimator estimator = scored.estimator(named);
    JavaRDD<DocumentScore> scores = scored.scores(named);
    if (options.documentRows) {
      scores = HeldOutRows.write(spark, scores, estimator, folder.dataPath("documents"));
    }
    HeldOutResult result = HeldOutPass.result(scores, estimator, options.sampling.seed);
    scored.clear();
    return result;
  }

  private HeldOutResult checked(HeldOutResult result, CorpusStore corpus) {
    if (result.tokens() == 0) {
      throw Failure.input(
          "Cannot evaluate on corpus at "
              + corpus.path()
              + ": none of its "
              + result.documents()
              + " documents can be scored by "
              + result.estimator()
              + " ("
              + result.emptyDocuments()
              + " are empty, "
              + result.unscorableDocuments()
              + " have no token to observe or none to score); one is needed. "
              + (options.observed == null
                  ? "Give longer documents."
                  : "Give an --observed corpus with the same document ids."));
    }
    if (!(result.perplexity() <= Double.MAX_VALUE)) {
      throw Failure.resources(
          "Cannot evaluate model at "
              + options.model
              + ": log probability by "
              + result.estimator()
              + " is "
              + result.logProbabilityPerToken()
              + " a token, beyond what a perplexity can express. Raise --doc-concentration.");
    }
    return result;
  }
}
