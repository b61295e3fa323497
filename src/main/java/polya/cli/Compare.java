package polya.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import polya.Failure;
import polya.heldout.Estimator;
import polya.heldout.HeldOut;
import polya.heldout.completion.DocumentCompletion;
import polya.heldout.error.PairedResult;
import polya.heldout.error.PairedScore;
import polya.spark.pass.HeldOutPairs;
import polya.spark.pass.HeldOutPass;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelStore;
import polya.spark.store.StoreFolder;

/** {@code compare}: which of two models predicts the same documents better, and how surely. */
@Command(
    name = "compare",
    description = "Compares two models on the same held-out documents.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Compare implements Runnable {
  private static final String TABLE = "documents";

  @Option(
      names = "--models",
      required = true,
      split = ",",
      paramLabel = "PATH",
      description = "Two models of one vocabulary, with a comma.")
  private List<String> models;

  @Option(
      names = "--corpus",
      required = true,
      paramLabel = "PATH",
      description = "Held-out documents, ingested with the models' vocabulary.")
  private String corpus;

  @Option(
      names = "--estimator",
      defaultValue = DocumentCompletion.NAME,
      paramLabel = "NAME",
      description = "One of those of perplexity, but the bound. Default: ${DEFAULT-VALUE}.")
  private String estimator;

  @Option(
      names = "--observed",
      paramLabel = "PATH",
      description =
          "completion: corpus with the observed tokens, by document id; then every token of"
              + " --corpus is scored.")
  private String observed;

  @Mixin private LikelihoodFlag likelihood;

  @Mixin private TopicsFlag topics;

  @Mixin private AttributesFlag attributes;

  @Mixin private SamplingFlags sampling;

  @Mixin private ResultFlags place;

  @Mixin private RunIdFlag runId;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    Usage.demand(models.size() == 2, "--models", models, "two paths with a comma");
    Estimator named = Estimators.named(estimator, sampling.check());
    Usage.demand(
        !named.isBound(), "--estimator", estimator, "any but a bound, whose gap differs by model");
    Usage.demand(
        observed == null || named.takesObserved(),
        "--observed",
        observed,
        "none but with completion");
    likelihood.check(named);
    topics.check();
    attributes.check();
    Job.run("compare", place.output, runId, job -> compare(job, named));
  }

  private void compare(Job job, Estimator named) {
    job.configure("models", models);
    job.configure("corpus", corpus);
    job.configure("observed", observed);
    job.configure("estimator", estimator);
    job.configure("likelihood", likelihood.likelihood);
    job.configure("topics", topics.topics);
    job.configure("attributes", attributes.attributes);
    job.configure("sampling", sampling.check().toString());
    String[] reads = {models.get(0), models.get(1), corpus, observed};
    try (ResultFolder folder = place.claim(job, CompareReport.MANIFEST, reads)) {
      compare(job, named, folder);
    }
  }

  private void compare(Job job, Estimator named, ResultFolder folder) {
    SparkSession spark = job.spark();
    List<ModelStore> opened = job.timed("open", () -> open(job));
    opened.forEach(model -> Estimators.check(List.of(named), model));
    attributes.demand(opened.get(0), opened.get(1));
    CorpusStore scored = SameVocabulary.open(spark, corpus, "evaluate", opened.get(0));
    PrintWriter err = spec.commandLine().getErr();
    opened.forEach(
        model -> SameAnalysis.warning(scored, model).map(Printable::text).ifPresent(err::println));
    List<KnownLabels> labels = opened.stream().map(model -> attributes.of(model, scored)).toList();
    PairedResult result =
        job.timed(
            named.name(), () -> evaluate(spark, opened, scored, labels, named, folder.store()));
    job.count("documents", result.documents());
    job.count("comparedDocuments", result.comparedDocuments());
    job.count("emptyDocuments", result.emptyDocuments());
    folder.commit(
        CompareReport.json(
            folder.store(), opened, corpus, observed, topics, labels, sampling.seed, result));
    CompareReport.lines(models, labels, result).forEach(spec.commandLine().getOut()::println);
    spec.commandLine().getOut().flush();
  }

  private List<ModelStore> open(Job job) {
    ModelStore first = job.open(models.get(0));
    ModelStore second = job.open(models.get(1));
    if (!first.info().vocabularyHash().equals(second.info().vocabularyHash())) {
      throw Failure.store(
          "Cannot compare model at "
              + first.path()
              + " with model at "
              + second.path()
              + ": their vocabularies differ, "
              + first.info().vocabularySize()
              + " against "
              + second.info().vocabularySize()
              + " terms; they must be equal. Train both on corpora of one vocabulary.");
    }
    return List.of(first, second);
  }

  private PairedResult evaluate(
      SparkSession spark,
      List<ModelStore> opened,
      CorpusStore scored,
      List<KnownLabels> labels,
      Estimator named,
      StoreFolder folder) {
    SparkContext context = spark.sparkContext();
    context.setJobDescription("compare · " + named.name());
    KnownLabels a = labels.get(0);
    KnownLabels b = labels.get(1);
    // Where only one model knows labels the other does not mind which group a document is in.
    JavaRDD<HeldOut> forA = documents(spark, scored, opened.get(0), a.groups().isPresent() ? a : b);
    JavaRDD<HeldOut> forB =
        a.groups().isPresent() && b.groups().isPresent()
            ? documents(spark, scored, opened.get(1), b)
            : forA;
    try (ScoredDocuments first = scored(spark, opened.get(0), forA, a, folder, "a");
        ScoredDocuments second = scored(spark, opened.get(1), forB, b, folder, "b")) {
      JavaRDD<PairedScore> pairs =
          HeldOutPairs.write(spark, first.pairs(second, named), folder.dataPath(TABLE));
      first.clear();
      second.clear();
      return checked(HeldOutPass.compared(pairs, first.estimator(named), sampling.seed));
    } finally {
      context.setJobDescription(null);
    }
  }

  private JavaRDD<HeldOut> documents(
      SparkSession spark, CorpusStore scored, ModelStore model, KnownLabels labels) {
    return SameVocabulary.heldOut(spark, scored, observed, model, labels);
  }

  private ScoredDocuments scored(
      SparkSession spark,
      ModelStore model,
      JavaRDD<HeldOut> documents,
      KnownLabels labels,
      StoreFolder folder,
      String name) {
    return new ScoredDocuments(
        spark,
        new ScoredDocuments.Scoring(topics, likelihood, UnaryOperator.identity(), sampling.seed),
        model,
        documents,
        labels.groups(),
        folder.dataPath("between-samples-" + name));
  }

  private PairedResult checked(PairedResult result) {
    if (result.tokens() == 0) {
      throw Failure.input(
          "Cannot compare models on corpus at "
              + corpus
              + ": none of its "
              + result.documents()
              + " documents can be scored by "
              + result.estimator()
              + " ("
              + result.emptyDocuments()
              + " are empty, "
              + result.unscorableDocuments()
              + " are too short); one is needed. Give longer documents.");
    }
    return result;
  }
}
