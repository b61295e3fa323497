package polya.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import polya.describe.JensenShannon;
import polya.describe.Representatives;
import polya.describe.TopicTable;
import polya.describe.TopicTerms;
import polya.quality.TopicQuality;
import polya.report.ReportPage;
import polya.spark.Files;
import polya.spark.pass.RepresentativePass;
import polya.spark.store.CorpusStore;
import polya.topics.TopTerms;

/** {@code report}: one HTML file to look through a model's topics. */
@Command(
    name = "report",
    description = {
      "Writes one HTML file to look through topics in a browser; it loads nothing.",
      "With --corpus it has documents and coherence as well, with --by shares over time."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Report implements Runnable {
  private static final int TERMS = 30;
  private static final int LEAST_TERMS = 8;
  private static final int BYTES = 5_000_000;
  private static final int MAPPED = 200;

  @Option(names = "--model", required = true, paramLabel = "PATH", description = "Model to show.")
  private String model;

  @Mixin private DocumentOptions documents;

  @Mixin private LabelsFlag labels;

  @Option(
      names = "--by",
      paramLabel = "COLUMN",
      description = "Kept column of the corpus to group documents by: shares over time, or others.")
  private String by;

  @Option(
      names = "--granularity",
      paramLabel = "NAME",
      description =
          "month or year of dates such as 1990-05-17. Default: every value is a group of its own.")
  private String granularity;

  @Option(
      names = "--representatives",
      defaultValue = "5",
      paramLabel = "N",
      description = "Documents a topic. Default: ${DEFAULT-VALUE}.")
  private int representatives;

  @Option(
      names = "--excerpts",
      paramLabel = "COLUMN",
      description = "Kept column whose text is told of documents, its first 300 characters.")
  private String excerpts;

  @Option(names = "--hide-ids", description = "Leave out the names of documents.")
  private boolean hideIds;

  @Option(names = "--map", description = "Draw the map of more than " + MAPPED + " topics too.")
  private boolean map;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "The HTML file; the run's record is FILE.run.json.")
  private String output;

  @Option(
      names = "--pyldavis",
      paramLabel = "FILE",
      description = "Also write the prepared data of pyLDAvis, with the model's own numbers.")
  private String pyldavis;

  @Option(names = "--overwrite", description = "Replace a report that is there.")
  private boolean overwrite;

  @Mixin private RunIdFlag runId;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    Usage.demand(!output.isBlank(), "--output", "\"\"", "the name of a file");
    Usage.demand(
        pyldavis == null || !pyldavis.isBlank(), "--pyldavis", "\"\"", "the name of a file");
    Usage.demand(representatives >= 0, "--representatives", representatives, "a whole number ≥ 0");
    Usage.demand(by == null || documents.given(), "--by", by, "only with a --corpus");
    Usage.demand(
        granularity == null || by != null, "--granularity", granularity, "only with a --by");
    Trends.demandGranularity(granularity);
    Usage.demand(
        excerpts == null || documents.given(), "--excerpts", excerpts, "only with a --corpus");
    documents.check(false);
    for (String path : pyldavis == null ? List.of(output) : List.of(output, pyldavis)) {
      Usage.demand(new Path(path).getParent() != null, "--output", path, "a file in a folder");
    }
    OutputFile file = new OutputFile("report", new Path(output), ReportPage.FIRST_LINE);
    Job.run("report", file, runId, job -> report(job, file));
  }

  private void report(Job job, OutputFile file) {
    job.configure("model", model);
    documents.configure(job);
    job.configure("labels", labels.file);
    job.configure("by", by);
    job.configure("granularity", granularity);
    job.configure("representatives", representatives);
    job.configure("excerpts", excerpts);
    job.configure("hideIds", hideIds);
    job.configure("map", map);
    job.configure("pyldavis", pyldavis);
    job.reads(model, labels.file);
    job.claim(file, overwrite);
    Optional<OutputFile> prepared = prepared(job);
    ReportData data = data(job);
    String page = job.timed("page", () -> page(data));
    Files files = new Files(job.spark().sparkContext().hadoopConfiguration());
    prepared.ifPresent(
        p -> files.replace(p.path(), PyLdaVis.json(data.topics(), data.distances())));
    files.replace(file.path(), page);
    long bytes = page.getBytes(StandardCharsets.UTF_8).length;
    job.count("topics", data.topics().topics());
    job.count("bytes", bytes);
    tell(data, bytes);
  }

  private Optional<OutputFile> prepared(Job job) {
    Optional<OutputFile> prepared =
        Optional.ofNullable(pyldavis)
            .map(path -> new OutputFile("pyLDAvis data", new Path(path), PyLdaVis.FIRST_LINE));
    prepared.ifPresent(p -> job.claim(p, overwrite));
    return prepared;
  }

  /** The page, with fewer terms a topic where it were too large otherwise. */
  private static String page(ReportData data) {
    int shown = TERMS;
    String page = ReportPage.of(data.json(shown));
    while (shown > LEAST_TERMS && page.getBytes(StandardCharsets.UTF_8).length > BYTES) {
      shown = Math.max(LEAST_TERMS, shown / 2);
      page = ReportPage.of(data.json(shown));
    }
    return page;
  }

  private ReportData data(Job job) {
    SparkSession spark = job.spark();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    TopicsAtHand topics =
        job.timed("open", () -> TopicsAtHand.open(spark, model, TopicTerms.LAMBDA, labels));
    TextsAsked asked = TextsAsked.of(by, excerpts).inOrder(true).withoutTables();
    try (GivenDocuments given =
        documents.openBeside(job, "report", topics.store(), new Path(output), asked)) {
      return data(job, context, topics, given.found());
    }
  }

  private ReportData data(
      Job job, JavaSparkContext context, TopicsAtHand topics, Optional<CorpusStore> documents) {
    SparkSession spark = job.spark();
    documents.ifPresent(store -> Describe.demandExcerpts(store, excerpts));
    documents.filter(store -> by != null).ifPresent(store -> Trends.demandColumn(store, by));
    JensenShannon distances = job.timed("neighbours", () -> JensenShannon.of(topics.terms().phi()));
    Optional<double[]> npmi =
        documents.map(store -> job.timed("coherence", () -> Describe.npmi(topics, store)));
    Optional<Representatives> found =
        documents.map(
            store ->
                job.timed(
                    "documents",
                    () ->
                        RepresentativePass.of(
                            context, topics.posterior(), store, representatives)));
    Optional<ReportTrend> trend =
        documents
            .filter(store -> by != null)
            .map(store -> job.timed("trend", () -> trend(context, topics, store)));
    TopTerms top = TopTerms.of(topics.terms().phi(), Describe.COHERENT);
    return new ReportData(
        topics,
        documents,
        TopicTable.of(
            topics.terms(),
            topics.labels(),
            job.timed("quality", () -> TopicQuality.of(topics.terms().phi(), top)),
            found.map(Representatives::documents),
            npmi),
        distances,
        documents
            .map(store -> DescribedDocuments.of(context, store, found.get(), excerpts))
            .orElse(DescribedDocuments.NONE),
        trend,
        TrainingCurves.of(new Files(spark.sparkContext().hadoopConfiguration()), model),
        map || topics.topics() <= MAPPED,
        !hideIds);
  }

  private ReportTrend trend(JavaSparkContext context, TopicsAtHand topics, CorpusStore store) {
    return ReportTrend.of(context, topics, store, by, Trends.period(granularity));
  }

  private void tell(ReportData data, long bytes) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "report %s  %,d topics  %.1f MB; open it in a browser%n",
        Printable.text(output),
        data.topics().topics(),
        bytes / 1e6);
    out.flush();
    if (bytes > BYTES) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf(
          Locale.ROOT,
          "note: a report of more than %.0f MB; fewer --representatives make it smaller%n",
          BYTES / 1e6);
      err.flush();
    }
  }
}
