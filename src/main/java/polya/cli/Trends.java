package polya.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import polya.describe.Period;
import polya.describe.TopicTerms;
import polya.describe.TrendTable;
import polya.params.Nearest;
import polya.spark.pass.TrendPass;
import polya.spark.store.CorpusStore;

/** {@code trends}: shares of topics in groups of documents, by time or by any other column. */
@Command(
    name = "trends",
    description = {
      "Writes each topic's share over time, or by another column, with its error.",
      "As Parquet and CSV, a picture (SVG) and a chart to restyle (Vega-Lite)."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Trends implements Runnable {
  /** The seed of the bootstrap. */
  static final long SEED = 1;

  @Option(names = "--model", required = true, paramLabel = "PATH", description = "Model to apply.")
  private String model;

  @Mixin private DocumentOptions documents;

  @Option(
      names = "--by",
      required = true,
      paramLabel = "COLUMN",
      description = "Kept column of the corpus to group documents by.")
  private String by;

  @Option(
      names = "--granularity",
      paramLabel = "NAME",
      description =
          "month or year of dates such as 1990-05-17. Default: every value is a group of its own.")
  private String granularity;

  @Option(
      names = "--drawn",
      paramLabel = "N",
      description = {
        "Topics in the picture and the chart: those that move most.",
        "Default: up to 200 with up to 50,000 shares."
      })
  private Integer drawn;

  @Mixin private LabelsFlag labels;

  @Mixin private ResultFlags result;

  @Mixin private RunIdFlag runId;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    demandGranularity(granularity);
    Usage.demand(drawn == null || drawn >= 1, "--drawn", drawn, "a whole number ≥ 1");
    documents.check(true);
    Job.run("trends", result.output, runId, this::trends);
  }

  /** Demands that dates can be grouped so, if they are to be. */
  static void demandGranularity(String granularity) {
    Usage.demand(
        granularity == null || Period.ofDates().contains(granularity),
        "--granularity",
        granularity,
        String.join(" or ", Period.ofDates()));
  }

  /** What a granularity groups values by; null stands for the values themselves. */
  static Period period(String granularity) {
    return granularity == null
        ? Period.VALUE
        : Period.valueOf(granularity.toUpperCase(Locale.ROOT));
  }

  private void trends(Job job) {
    job.configure("model", model);
    documents.configure(job);
    job.configure("by", by);
    job.configure("granularity", granularity);
    job.configure("drawn", drawn);
    job.configure("labels", labels.file);
    try (ResultFolder folder = result.claim(job, TrendReport.MANIFEST, model, labels.file)) {
      trends(job, folder);
    }
  }

  private void trends(Job job, ResultFolder folder) {
    SparkSession spark = job.spark();
    TopicsAtHand topics =
        job.timed("open", () -> TopicsAtHand.open(job, model, TopicTerms.LAMBDA, labels));
    TextsAsked asked = TextsAsked.of(by);
    try (GivenDocuments given =
        documents.open(job, "apply", topics.store(), folder.store(), asked)) {
      trends(job, folder, topics, given.corpus());
    }
  }

  private void trends(Job job, ResultFolder folder, TopicsAtHand topics, CorpusStore corpus) {
    SparkSession spark = job.spark();
    demandColumn(corpus, by);
    Period period = period(granularity);
    TrendPass pass = new TrendPass(corpus, by, period);
    Map<String, Long> groups = job.timed("groups", pass::groups);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    TrendTable table = job.timed("shares", () -> pass.table(context, topics.posterior(), SEED));
    TrendPictures pictures = TrendPictures.of(topics, by, period, table, drawn);
    TrendReport report = new TrendReport(topics, corpus, by, period, groups, table, pictures);
    job.count("documents", table.all().documents());
    job.count("tokens", table.all().tokens());
    job.count("groups", table.groups().size());
    report.write(spark, folder.store());
    folder.commit(report.json(folder.store().dataName()));
    PrintWriter out = spec.commandLine().getOut();
    out.print(report.text(result.output, folder.store().dataName()));
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    report.notes().forEach(note -> err.println("note: " + Printable.text(note)));
    err.flush();
  }

  /** Demands that a corpus kept the column that its documents are to be grouped by. */
  static void demandColumn(CorpusStore documents, String by) {
    List<String> kept = documents.keptColumns();
    Usage.demand(
        kept.contains(by),
        "--by",
        by,
        "a kept column of the corpus: "
            + (kept.isEmpty()
                ? "it has none, ingest it with --keep"
                : String.join(", ", kept) + "; the nearest is " + Nearest.to(by, kept)));
  }
}
