package polya.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import polya.Failure;
import polya.spark.Files;
import polya.spark.Json;
import polya.spark.pass.MixturePass;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelStore;
import polya.spark.store.StoreFolder;

/** {@code transform}: documents to their mixtures of a model's topics. */
@Command(
    name = "transform",
    description = "Writes each document's mixture of topics as Parquet.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Transform implements Runnable {
  private static final String MANIFEST = "transform.json";
  private static final String TABLE = "mixtures";
  private static final int FORMAT = 1;

  @Option(names = "--model", required = true, paramLabel = "PATH", description = "Model to apply.")
  private String model;

  @Mixin private DocumentOptions documents;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "Only the N largest shares, with their topics. Default: all shares.")
  private Integer top;

  @Mixin private ResultFlags result;

  @Mixin private RunIdFlag runId;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    Usage.demand(top == null || top >= 1, "--top", top, "a whole number ≥ 1");
    documents.check(true);
    Job.run("transform", result.output, runId, this::transform);
  }

  private void transform(Job job) {
    job.configure("model", model);
    documents.configure(job);
    job.configure("top", top);
    try (ResultFolder folder = result.claim(job, MANIFEST, model)) {
      transform(job, folder);
    }
  }

  private void transform(Job job, ResultFolder folder) {
    SparkSession spark = job.spark();
    ModelStore fitted = job.timed("open", () -> ModelStore.open(spark, model));
    try (GivenDocuments given =
        documents.open(job, "apply", fitted, folder.store(), TextsAsked.of())) {
      transform(job, folder, fitted, given.corpus());
    }
  }

  private void transform(Job job, ResultFolder folder, ModelStore fitted, CorpusStore corpus) {
    SparkSession spark = job.spark();
    Row sums = job.timed(TABLE, () -> write(spark, fitted, corpus, folder.store()));
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("documents", sums.getLong(0));
    counts.put("emptyDocuments", sums.getLong(1));
    counts.put("tokens", sums.getLong(2));
    counts.put("outOfVocabularyTokens", sums.getLong(3));
    counts.forEach((name, value) -> job.count(name, (Long) value));
    folder.commit(manifest(fitted, corpus, folder.store(), counts));
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "mixtures %s  %,d documents (%,d empty)  %,d tokens  %,d out of vocabulary  k %d%n",
            Printable.text(result.output),
            sums.getLong(0),
            sums.getLong(1),
            sums.getLong(2),
            sums.getLong(3),
            fitted.info().k());
    spec.commandLine().getOut().flush();
  }

  /** Writes the rows, and counts them from disk: documents, empty ones, tokens, others. */
  private Row write(SparkSession spark, ModelStore fitted, CorpusStore corpus, StoreFolder folder) {
    OptionalInt largest = top == null ? OptionalInt.empty() : OptionalInt.of(top);
    String path = folder.dataPath(TABLE);
    try (MixturePass pass = new MixturePass(spark, fitted.posterior())) {
      pass.rows(corpus, largest).write().parquet(path);
    }
    Dataset<Row> rows = spark.read().parquet(Files.literal(path));
    Row sums =
        rows.selectExpr(
                "count(*)",
                "count_if(tokens = 0)",
                "coalesce(sum(tokens), 0)",
                "coalesce(sum(outOfVocabularyTokens), 0)")
            .first();
    if (sums.getLong(0) != corpus.info().documents()) {
      throw Failure.store(
          "Cannot apply model at "
              + model
              + " on corpus at "
              + corpus.path()
              + ": it holds "
              + sums.getLong(0)
              + " documents, its manifest speaks of "
              + corpus.info().documents()
              + "; they must be equal. Ingest it again.");
    }
    return sums;
  }

  private String manifest(
      ModelStore fitted, CorpusStore corpus, StoreFolder folder, Map<String, Object> counts) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    json.put("data", folder.dataName());
    json.put("model", model);
    json.put("modelDigest", fitted.info().digest());
    json.put("vocabularyHash", fitted.info().vocabularyHash());
    corpus.tell(json);
    json.put("k", fitted.info().k());
    json.put("top", top);
    json.putAll(counts);
    return Json.pretty(json);
  }
}
