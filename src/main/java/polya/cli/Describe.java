package polya.cli;

import java.io.PrintWriter;
import java.util.List;
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
import polya.describe.TermOrder;
import polya.describe.TermTable;
import polya.describe.TopicTable;
import polya.quality.CoherenceMeasure;
import polya.quality.TopicQuality;
import polya.spark.Files;
import polya.spark.pass.RepresentativePass;
import polya.spark.store.CorpusStore;
import polya.spark.store.ResultTable;
import polya.topics.TopTerms;

/** {@code describe}: tables of what topics are, for people and what they work with. */
@Command(
    name = "describe",
    description = {
      "Writes tables of topics, their terms, documents and neighbours, as Parquet and CSV.",
      "With --corpus they have documents and coherence as well."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Describe implements Runnable {
  /** The most probable terms by which topics are judged. */
  static final int COHERENT = 10;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "PATH",
      description = "Model to describe.")
  private String model;

  @Mixin private DocumentOptions documents;

  @Option(
      names = "--terms",
      defaultValue = "30",
      paramLabel = "N",
      description = "Terms a topic. Default: ${DEFAULT-VALUE}.")
  private int terms;

  @Mixin private OrderFlags order;

  @Option(
      names = "--representatives",
      defaultValue = "5",
      paramLabel = "N",
      description = "Documents a topic. Default: ${DEFAULT-VALUE}.")
  private int representatives;

  @Option(
      names = "--neighbours",
      defaultValue = "5",
      paramLabel = "N",
      description = "Other topics a topic. Default: ${DEFAULT-VALUE}.")
  private int neighbours;

  @Mixin private LabelsFlag labels;

  @Option(
      names = "--excerpts",
      paramLabel = "COLUMN",
      description = "Kept column whose text is told of documents, its first 300 characters.")
  private String excerpts;

  @Option(
      names = "--prompt",
      description = "Also write a text a topic, for a person or a language model to name it.")
  private boolean prompt;

  @Option(names = "--card", description = "Also write a model card, card.md.")
  private boolean card;

  @Mixin private ResultFlags result;

  @Mixin private RunIdFlag runId;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    Usage.demand(terms >= 1, "--terms", terms, "a whole number ≥ 1");
    Usage.demand(representatives >= 0, "--representatives", representatives, "a whole number ≥ 0");
    Usage.demand(neighbours >= 0, "--neighbours", neighbours, "a whole number ≥ 0");
    Usage.demand(
        excerpts == null || documents.given(), "--excerpts", excerpts, "only with a --corpus");
    documents.check(false);
    TermOrder by = order.order(TermOrder.RELEVANCE);
    Job.run("describe", result.output, runId, job -> describe(job, by));
  }

  private void describe(Job job, TermOrder by) {
    job.configure("model", model);
    documents.configure(job);
    job.configure("terms", terms);
    job.configure("order", by.word());
    job.configure("lambda", order.lambda);
    job.configure("representatives", representatives);
    job.configure("neighbours", neighbours);
    job.configure("labels", labels.file);
    job.configure("excerpts", excerpts);
    try (ResultFolder folder = result.claim(job, DescribeReport.MANIFEST, model, labels.file)) {
      describe(job, by, folder);
    }
  }

  private void describe(Job job, TermOrder by, ResultFolder folder) {
    SparkSession spark = job.spark();
    TopicsAtHand topics =
        job.timed("open", () -> TopicsAtHand.open(spark, model, order.lambda, labels));
    TextsAsked asked = TextsAsked.of(excerpts).inOrder(true);
    try (GivenDocuments given =
        documents.open(job, "describe", topics.store(), folder.store(), asked)) {
      describe(job, by, folder, topics, given.found());
    }
  }

  private void describe(
      Job job,
      TermOrder by,
      ResultFolder folder,
      TopicsAtHand topics,
      Optional<CorpusStore> corpus) {
    SparkSession spark = job.spark();
    corpus.ifPresent(store -> demandExcerpts(store, excerpts));
    DescribeReport report = report(job, topics, corpus, by);
    List<ResultTable> tables = report.tables();
    job.timed(
        "write",
        () -> {
          tables.forEach(table -> table.write(spark, folder.store()));
          return null;
        });
    texts(spark, report, folder);
    job.count("topics", topics.topics());
    corpus.ifPresent(store -> job.count("documents", store.info().documents()));
    folder.commit(report.json(folder.store().dataName(), tables));
    PrintWriter out = spec.commandLine().getOut();
    out.print(report.text(result.output, folder.store().dataName()));
    out.flush();
  }

  /** Demands that a corpus kept the column whose text is to be told, if one is. */
  static void demandExcerpts(CorpusStore store, String excerpts) {
    Usage.demand(
        excerpts == null || store.keptColumns().contains(excerpts),
        "--excerpts",
        excerpts,
        "a kept column of the corpus: "
            + (store.keptColumns().isEmpty()
                ? "it has none, ingest it with --keep"
                : String.join(", ", store.keptColumns())));
  }

  private DescribeReport report(
      Job job, TopicsAtHand topics, Optional<CorpusStore> documents, TermOrder by) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(job.spark().sparkContext());
    TermTable termTable = job.timed("terms", () -> TermTable.of(topics.terms(), by, terms));
    JensenShannon distances = job.timed("neighbours", () -> JensenShannon.of(topics.terms().phi()));
    Optional<double[]> npmi =
        documents.map(store -> job.timed("coherence", () -> npmi(topics, store)));
    Optional<Representatives> found =
        documents.map(
            store ->
                job.timed(
                    "documents",
                    () ->
                        RepresentativePass.of(
                            context, topics.posterior(), store, representatives)));
    TopTerms top = TopTerms.of(topics.terms().phi(), COHERENT);
    TopicTable topicTable =
        TopicTable.of(
            topics.terms(),
            topics.labels(),
            job.timed("quality", () -> TopicQuality.of(topics.terms().phi(), top)),
            found.map(Representatives::documents),
            npmi);
    DescribedDocuments told =
        documents
            .map(store -> DescribedDocuments.of(context, store, found.get(), excerpts))
            .orElse(DescribedDocuments.NONE);
    return new DescribeReport(
        topics, documents, topicTable, termTable, distances, neighbours, told);
  }

  /** The coherence of topics in documents, NaN where there is none. */
  static double[] npmi(TopicsAtHand topics, CorpusStore store) {
    return TopicMeasures.of(
            topics.store(), store, COHERENT, List.of(CoherenceMeasure.NPMI), store.hasOrder())
        .coherence()
        .get(CoherenceMeasure.NPMI);
  }

  private void texts(SparkSession spark, DescribeReport report, ResultFolder folder) {
    Files files = new Files(spark.sparkContext().hadoopConfiguration());
    if (prompt) {
      String prompts = folder.store().dataPath("prompts");
      List<String> texts = TopicPrompts.of(report);
      for (int k = 0; k < texts.size(); k++) {
        files.replace(new Path(prompts, k + ".txt"), texts.get(k));
      }
    }
    if (card) {
      files.replace(new Path(folder.store().dataPath("card.md")), ModelCard.of(report));
    }
  }
}
