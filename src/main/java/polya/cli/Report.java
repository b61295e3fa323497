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
import polya.describe.TermOrder;
import polya.describe.TopicTerms;
import polya.ml.report.PyLdaVis;
import polya.ml.report.ReportData;
import polya.ml.report.ReportTrend;
import polya.ml.report.TrainingCurves;
import polya.report.ReportPage;
import polya.spark.Files;
import polya.spark.pass.DocumentRows;
import polya.spark.store.CorpusStore;

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
  private static final int BYTES = ReportData.BYTES;
  private static final int MAPPED = ReportData.MAPPED;

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

  @Mixin private RepresentativeFlags told;

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

  @Option(
      names = "--dfr-browser",
      paramLabel = "DIR",
      description = "Also write the data of dfr-browser, five files; needs --by.")
  private String dfrBrowser;

  @Option(names = "--overwrite", description = "Replace a report that is there.")
  private boolean overwrite;

  @Mixin private RunIdFlag runId;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    Usage.demand(!output.isBlank(), "--output", "\"\"", "the name of a file");
    Usage.demand(
        pyldavis == null || !pyldavis.isBlank(), "--pyldavis", "\"\"", "the name of a file");
    Usage.demand(
        dfrBrowser == null || !dfrBrowser.isBlank(),
        "--dfr-browser",
        "\"\"",
        "the name of a folder");
    told.demand(documents.given());
    Usage.demand(by == null || documents.given(), "--by", by, "only with a --corpus");
    Usage.demand(
        granularity == null || by != null, "--granularity", granularity, "only with a --by");
    Trends.demandGranularity(granularity);
    Usage.demand(dfrBrowser == null || by != null, "--dfr-browser", dfrBrowser, "only with a --by");
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
    told.configure(job);
    job.configure("hideIds", hideIds);
    job.configure("map", map);
    job.configure("pyldavis", pyldavis);
    job.configure("dfrBrowser", dfrBrowser);
    job.reads(model, labels.file);
    Optional<OutputFile> prepared = prepared();
    Optional<DfrBrowser> browser = browser();
    prepared.ifPresent(job::writesToo);
    browser.ifPresent(all -> job.writesToo(all.info()));
    job.claim(file, overwrite);
    prepared.ifPresent(p -> job.claim(p, overwrite));
    browser.ifPresent(all -> all.claim(job, overwrite));
    SparkSession spark = job.spark();
    TopicsAtHand topics =
        job.timed("open", () -> TopicsAtHand.open(job, model, TopicTerms.LAMBDA, labels));
    TextsAsked asked = TextsAsked.of(by, told.excerpts).inOrder(true).withoutTables();
    try (GivenDocuments given =
        documents.openBeside(job, "report", topics.store(), new Path(output), asked)) {
      Optional<CorpusStore> corpus = given.found();
      ReportData data = data(job, topics, corpus);
      String page = job.timed("page", data::page);
      Files files = new Files(spark.sparkContext().hadoopConfiguration());
      prepared.ifPresent(p -> p.write(files, PyLdaVis.json(data.topics(), data.distances())));
      browser.ifPresent(
          all -> job.timed("dfr-browser", () -> all.write(spark, corpus.orElseThrow(), data)));
      file.write(files, page);
      long bytes = page.getBytes(StandardCharsets.UTF_8).length;
      job.count("topics", data.topics().topics());
      job.count("bytes", bytes);
      tell(data, bytes);
    }
  }

  private Optional<OutputFile> prepared() {
    return Optional.ofNullable(pyldavis)
        .map(path -> new OutputFile("pyLDAvis data", new Path(path), PyLdaVis.FIRST_LINE));
  }

  private Optional<DfrBrowser> browser() {
    return Optional.ofNullable(dfrBrowser)
        .map(
            folder ->
                new DfrBrowser(
                    new Path(folder), by, Trends.period(granularity), told.excerpts, !hideIds));
  }

  private ReportData data(Job job, TopicsAtHand topics, Optional<CorpusStore> documents) {
    SparkSession spark = job.spark();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    documents.ifPresent(told::demand);
    documents.filter(store -> by != null).ifPresent(store -> Trends.demandColumn(store, by));
    DescribedTopics described =
        DescribedTopics.of(job, topics, TermOrder.standard(), documents, told, store -> List.of());
    Optional<ReportTrend> trend =
        documents
            .filter(store -> by != null)
            .map(store -> job.timed("trend", () -> trend(context, topics, store)));
    return new ReportData(
        topics.shown(),
        documents.map(DocumentRows::of),
        described.table(),
        described.distances(),
        described.documents(),
        trend,
        TrainingCurves.of(new Files(spark.sparkContext().hadoopConfiguration()), model),
        map || topics.topics() <= MAPPED,
        !hideIds);
  }

  private ReportTrend trend(JavaSparkContext context, TopicsAtHand topics, CorpusStore store) {
    return ReportTrend.of(
        context, topics.shown(), DocumentRows.of(store), by, Trends.period(granularity));
  }

  private void tell(ReportData data, long bytes) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "report %s  %,d topics  %.1f MB; open it in a browser%n",
        Printable.path(output),
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
