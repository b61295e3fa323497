package polya.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import polya.Failure;
import polya.describe.TopicTerms;
import polya.infer.ModelFamily;
import polya.infer.Posterior;
import polya.mixing.Predictor;
import polya.spark.Tables;
import polya.spark.pass.MetTerms;
import polya.spark.pass.PredictionPass;
import polya.spark.pass.Predictions;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelStore;
import polya.spark.store.StoreFolder;

/** {@code predict}: what a model makes of documents beyond their words: labels, or clusters. */
@Command(
    name = "predict",
    description = {
      "Writes what each document's words predict, its labels or its cluster, as Parquet.",
      "Where the corpus has the truth it is told how well that is met, beside a baseline."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Predict implements Runnable {
  private static final String TABLE = "predictions";

  @Option(names = "--model", required = true, paramLabel = "PATH", description = "Model to apply.")
  private String model;

  @Mixin private DocumentOptions documents;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "Only the N labels, or topics, of the highest scores. Default: all.")
  private Integer top;

  @Option(
      names = "--truth",
      paramLabel = "COLUMN",
      description =
          "Column of the corpus that has the true labels, or classes. Default: the one that the"
              + " model was trained with, if the corpus has it.")
  private String truth;

  @Option(
      names = "--covariate",
      paramLabel = "COLUMN",
      description =
          "Of a model with covariates the category to predict, by Bayes' rule. Default: the only"
              + " one.")
  private String covariate;

  @Option(
      names = "--trained-on",
      paramLabel = "PATH",
      description =
          "Corpus to choose the threshold on from which a label is predicted. Default: the one that"
              + " the model names.")
  private String trainedOn;

  @Mixin private LabelsFlag labels;

  @Mixin private ResultFlags result;

  @Mixin private RunIdFlag runId;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    Usage.demand(top == null || top >= 1, "--top", top, "a whole number ≥ 1");
    documents.check(true);
    Job.run("predict", result.output, runId, this::predict);
  }

  private void predict(Job job) {
    job.configure("model", model);
    documents.configure(job);
    job.configure("top", top);
    job.configure("truth", truth);
    job.configure("covariate", covariate);
    job.configure("trainedOn", trainedOn);
    job.configure("labels", labels.file);
    try (ResultFolder folder =
        result.claim(job, PredictReport.MANIFEST, model, trainedOn, labels.file)) {
      predict(job, folder);
    }
  }

  private void predict(Job job, ResultFolder folder) {
    SparkSession spark = job.spark();
    ModelStore fitted = job.timed("open", () -> job.open(model));
    TextsAsked asked = TextsAsked.of(truth);
    try (GivenDocuments given = documents.open(job, "apply", fitted, folder.store(), asked)) {
      predict(job, folder, fitted, given.corpus());
    }
  }

  private void predict(Job job, ResultFolder folder, ModelStore fitted, CorpusStore corpus) {
    SparkSession spark = job.spark();
    Optional<TrainedOn> given =
        Optional.ofNullable(trainedOn)
            .map(path -> TrainedOn.given(spark, path, "choose a threshold for", fitted));
    if (covariate != null || fitted.info().attributes().covariates().isPresent()) {
      predictCovariate(job, folder, fitted, corpus);
      return;
    }
    Predictor predictor = fitted.posterior().documents().predictor().orElseThrow(this::refusal);
    PredictionKind kind = PredictionKind.of(predictor, fitted.info());
    Usage.demand(
        labels.file == null || kind == PredictionKind.CLUSTERS,
        "--labels",
        labels.file,
        "for models that predict topics; labels of documents have names of their own");
    PredictionTruth against =
        new PredictionTruth(kind, fitted, fitted.info().attributes(), corpus, truth);
    double[] alpha = fitted.posterior().documents().alpha();
    Predictor scoring = kind == PredictionKind.LABELS ? predictor.ofTokens(alpha) : predictor;
    try (PredictionPass pass = pass(spark, fitted, scoring, corpus)) {
      Predictions predictions = against.predictions(pass);
      Map<String, Long> counts =
          job.timed(TABLE, () -> write(spark, table(kind, fitted, predictions), folder.store()));
      counts.forEach(job::count);
      Judged judged =
          job.timed(
              "measures",
              () ->
                  against.judged(
                      predictions,
                      () -> given.orElseGet(() -> TrainedOn.named(spark, fitted)),
                      trained -> pass(spark, fitted, scoring, trained)));
      tell(
          folder,
          judged,
          new PredictReport(fitted, corpus, kind, predictor.size(), top, counts, judged));
    }
  }

  private void tell(ResultFolder folder, Judged judged, PredictReport report) {
    folder.commit(report.json(folder.store().dataName()));
    spec.commandLine().getOut().print(report.table(result.output));
    spec.commandLine().getOut().flush();
    judged.notes().stream()
        .map(note -> "note: " + Printable.text(note))
        .forEach(spec.commandLine().getErr()::println);
    spec.commandLine().getErr().flush();
  }

  /** The category that a document has, by its words under the prior of each. */
  private void predictCovariate(
      Job job, ResultFolder folder, ModelStore fitted, CorpusStore corpus) {
    SparkSession spark = job.spark();
    CovariateValues values = CovariateValues.of(fitted, "--covariate", covariate);
    if (!fitted.info().attributes().covariates().orElseThrow().isCategory(values.column())) {
      throw Failure.usage(
          "Cannot predict "
              + values.column()
              + ": it is no category, of which a document has one; allowed are covariates without"
              + " :labels or :number. Name another by --covariate.");
    }
    PredictionKind kind = PredictionKind.CLASSES;
    PredictionTruth against = new PredictionTruth(kind, fitted, values.values(), corpus, truth);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Posterior posterior = MetTerms.of(context, corpus.documentRdd()).of(fitted.posterior());
    try (PredictionPass pass = new PredictionPass(spark, posterior, values.priors(fitted))) {
      Predictions predictions = against.predictions(pass);
      OptionalInt most = top == null ? OptionalInt.empty() : OptionalInt.of(top);
      Map<String, Long> counts =
          job.timed(
              TABLE, () -> write(spark, predictions.labels(most, values.values()), folder.store()));
      counts.forEach(job::count);
      Judged judged = job.timed("measures", () -> against.judged(predictions, null, null));
      int size = values.values().size();
      tell(folder, judged, new PredictReport(fitted, corpus, kind, size, top, counts, judged));
    }
  }

  /** A pass that may have the rows of this corpus's terms alone. */
  private static PredictionPass pass(
      SparkSession spark, ModelStore fitted, Predictor scoring, CorpusStore corpus) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Posterior posterior = MetTerms.of(context, corpus.documentRdd()).of(fitted.posterior());
    return new PredictionPass(spark, posterior, scoring);
  }

  private Dataset<Row> table(PredictionKind kind, ModelStore fitted, Predictions predictions) {
    OptionalInt most = top == null ? OptionalInt.empty() : OptionalInt.of(top);
    if (kind != PredictionKind.CLUSTERS) {
      return predictions.labels(most, fitted.info().attributes());
    }
    Dataset<Row> clusters = predictions.clusters(most);
    return labels.file == null ? clusters : named(clusters, fitted);
  }

  /** The rows with what their topic is called. */
  private Dataset<Row> named(Dataset<Row> clusters, ModelStore fitted) {
    TopicsAtHand topics =
        TopicsAtHand.of(fitted, TopicTerms.LAMBDA, labels, clusters.sparkSession());
    String[] names = topics.labels().all().toArray(String[]::new);
    return clusters.withColumn(
        "label", functions.element_at(functions.lit(names), functions.col("topic").plus(1)));
  }

  /** Writes the rows, and counts them from disk. */
  private static Map<String, Long> write(
      SparkSession spark, Dataset<Row> table, StoreFolder folder) {
    String path = folder.dataPath(TABLE);
    Tables.write(table, path);
    Row sums =
        Tables.read(spark, null, path)
            .selectExpr(
                "count(*)",
                "count_if(tokens = 0)",
                "coalesce(sum(tokens), 0)",
                "coalesce(sum(outOfVocabularyTokens), 0)")
            .first();
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("documents", sums.getLong(0));
    counts.put("emptyDocuments", sums.getLong(1));
    counts.put("tokens", sums.getLong(2));
    counts.put("outOfVocabularyTokens", sums.getLong(3));
    return counts;
  }

  private Failure refusal() {
    String others =
        ModelFamily.all().stream()
            .filter(ModelFamily::predicts)
            .map(ModelFamily::name)
            .collect(Collectors.joining(", "));
    return Failure.usage(
        "Cannot predict with model at "
            + model
            + ": its documents have a mixture of topics and nothing that follows from it; "
            + (others.isEmpty() ? "no family of this build predicts" : "allowed is " + others)
            + ". Use transform for mixtures.");
  }
}
