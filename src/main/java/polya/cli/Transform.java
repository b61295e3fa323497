package polya.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import polya.Failure;
import polya.corpus.CorpusInfo;
import polya.infer.Posterior;
import polya.spark.Files;
import polya.spark.Json;
import polya.spark.Tables;
import polya.spark.pass.MetTerms;
import polya.spark.pass.MixturePass;
import polya.spark.store.CorpusStore;
import polya.spark.store.LakeTable;
import polya.spark.store.ModelStore;
import polya.spark.store.StoreFolder;

/** {@code transform}: documents to their mixtures of a model's topics. */
@Command(
    name = "transform",
    description = "Writes each document's mixture of topics, as Parquet or to a table.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Transform implements Runnable {
  private static final String MANIFEST = "transform.json";
  private static final String TABLE = "mixtures";
  private static final int FORMAT = 1;

  @Option(names = "--model", required = true, paramLabel = "PATH", description = "Model to apply.")
  private String model;

  @Mixin private DocumentOptions documents;

  @Mixin private MixtureOptions shape;

  @Mixin private OutputTableOptions target;

  @Mixin private ResultFlags result;

  @Mixin private RunIdFlag runId;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    shape.check();
    target.check();
    documents.check(true);
    Job.run("transform", result.output, runId, this::transform);
  }

  private void transform(Job job) {
    job.configure("model", model);
    documents.configure(job);
    shape.configure(job);
    target.configure(job);
    try (ResultFolder folder = result.claim(job, MANIFEST, model)) {
      transform(job, folder);
    }
  }

  private void transform(Job job, ResultFolder folder) {
    SparkSession spark = job.spark();
    Optional<LakeTable> table = job.timed("table", () -> target.open(spark, result.overwrite));
    ModelStore fitted = job.timed("open", () -> job.open(model));
    try (GivenDocuments given =
            documents.open(job, "apply", fitted, folder.store(), TextsAsked.of());
        MixturePass pass =
            new MixturePass(spark, posterior(spark, fitted, given.corpus()), shape.foldIn())) {
      MixtureRows rows = new MixtureRows(shape, given.corpus(), table);
      rows.demand(pass);
      transform(job, folder, fitted, rows, pass);
    }
  }

  private static Posterior posterior(SparkSession spark, ModelStore fitted, CorpusStore corpus) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return MetTerms.of(context, corpus.documentRdd()).of(fitted.posterior());
  }

  private void transform(
      Job job, ResultFolder folder, ModelStore fitted, MixtureRows rows, MixturePass pass) {
    String path = folder.store().dataPath(TABLE);
    Dataset<Row> written =
        job.timed(
            TABLE,
            () -> {
              Tables.write(rows.of(pass), path);
              return Tables.read(job.spark(), null, path);
            });
    Map<String, Object> counts = counts(rows, written);
    counts.forEach((name, value) -> job.count(name, (Long) value));
    rows.table().ifPresent(table -> job.timed("table", () -> publish(job, folder, rows, written)));
    folder.commit(manifest(fitted, rows.corpus(), folder.store(), counts));
    tell(fitted, rows, counts);
  }

  /** Fills the table; what was written for it goes. */
  private Void publish(Job job, ResultFolder folder, MixtureRows rows, Dataset<Row> written) {
    folder.store().demandLease();
    rows.write(written);
    Tables.delete(
        new Files(job.spark().sparkContext().hadoopConfiguration()),
        new Path(folder.store().dataPath(TABLE)));
    return null;
  }

  /** What the rows are of, counted from disk where they tell it. */
  private Map<String, Object> counts(MixtureRows rows, Dataset<Row> written) {
    CorpusInfo info = rows.corpus().info();
    Map<String, Object> counts = new LinkedHashMap<>();
    if (shape.rows) {
      counts.put("rows", written.count());
    } else {
      long documents = written.count();
      if (documents != info.documents()) {
        throw Failure.store(
            "Cannot apply model at "
                + model
                + " on corpus at "
                + rows.corpus().path()
                + ": it holds "
                + documents
                + " documents, its manifest speaks of "
                + info.documents()
                + "; they must be equal. Ingest it again.");
      }
    }
    counts.put("documents", info.documents());
    counts.put("emptyDocuments", info.emptyDocuments());
    counts.put("tokens", info.tokens());
    counts.put("outOfVocabularyTokens", info.outOfVocabularyTokens());
    return counts;
  }

  private void tell(ModelStore fitted, MixtureRows rows, Map<String, Object> counts) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "mixtures %s  %,d documents (%,d empty)  %,d tokens  %,d out of vocabulary  k %d%s%n",
        Printable.path(target.name == null ? result.output : "table " + target.name),
        counts.get("documents"),
        counts.get("emptyDocuments"),
        counts.get("tokens"),
        counts.get("outOfVocabularyTokens"),
        fitted.info().k(),
        shape.rows ? String.format(Locale.ROOT, "  %,d rows", counts.get("rows")) : "");
    rows.table().map(table -> changed(table, counts)).ifPresent(out::println);
    out.flush();
    if (!rows.missing().isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(
          "note: left out "
              + Printable.text(String.join(", ", rows.missing()))
              + ": the table has no such column");
      err.flush();
    }
  }

  private String changed(LakeTable table, Map<String, Object> counts) {
    long rows = (Long) counts.getOrDefault("rows", counts.get("documents"));
    String partition =
        target.partition.entrySet().stream()
            .map(column -> column.getKey() + "=" + column.getValue())
            .collect(Collectors.joining(", "));
    return Printable.text(
        String.format(
            Locale.ROOT,
            "table %s  %,d rows  %s",
            target.name,
            rows,
            switch (table.change()) {
              case CREATED -> "made" + (partition.isEmpty() ? "" : " with " + partition);
              case FILLED -> "filled; it had none";
              case PARTITION_REPLACED -> "in place of those of " + partition;
              case REPLACED -> "in place of all others";
            }));
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
    json.put("top", shape.top);
    json.put("sweeps", shape.sweeps);
    if (shape.rows) {
      json.put("long", true);
      json.put("minShare", shape.minShare);
    }
    target.tell(json);
    json.putAll(counts);
    return Json.pretty(json);
  }
}
