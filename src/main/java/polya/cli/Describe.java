package polya.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import polya.describe.TermOrder;
import polya.describe.TermTable;
import polya.spark.Files;
import polya.spark.store.CorpusStore;
import polya.spark.store.ResultTable;

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

  @Mixin private RepresentativeFlags told;

  @Option(
      names = "--neighbours",
      defaultValue = "5",
      paramLabel = "N",
      description = "Other topics a topic. Default: ${DEFAULT-VALUE}.")
  private int neighbours;

  @Mixin private LabelsFlag labels;

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
    Usage.demand(neighbours >= 0, "--neighbours", neighbours, "a whole number ≥ 0");
    told.demand(documents.given());
    documents.check(false);
    TermOrder by = order.order(TermOrder.RELEVANCE);
    TermOrder judging = order.order(TermOrder.standard());
    Job.run("describe", result.output, runId, job -> describe(job, by, judging));
  }

  private void describe(Job job, TermOrder by, TermOrder judging) {
    job.configure("model", model);
    documents.configure(job);
    job.configure("terms", terms);
    job.configure("order", by.word());
    job.configure("judgedBy", judging.word());
    job.configure("lambda", order.lambda);
    told.configure(job);
    job.configure("neighbours", neighbours);
    job.configure("labels", labels.file);
    try (ResultFolder folder = result.claim(job, DescribeReport.MANIFEST, model, labels.file)) {
      describe(job, by, judging, folder);
    }
  }

  private void describe(Job job, TermOrder by, TermOrder judging, ResultFolder folder) {
    SparkSession spark = job.spark();
    TopicsAtHand topics =
        job.timed("open", () -> TopicsAtHand.open(job, model, order.lambda, labels));
    TextsAsked asked = TextsAsked.of(told.excerpts).inOrder(true);
    try (GivenDocuments given =
        documents.open(job, "describe", topics.store(), folder.store(), asked)) {
      describe(job, by, judging, folder, topics, given.found());
    }
  }

  private void describe(
      Job job,
      TermOrder by,
      TermOrder judging,
      ResultFolder folder,
      TopicsAtHand topics,
      Optional<CorpusStore> corpus) {
    SparkSession spark = job.spark();
    corpus.ifPresent(told::demand);
    DescribeReport report = report(job, topics, corpus, by, judging);
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

  private DescribeReport report(
      Job job,
      TopicsAtHand topics,
      Optional<CorpusStore> documents,
      TermOrder by,
      TermOrder judging) {
    TermTable termTable = job.timed("terms", () -> TermTable.of(topics.terms(), by, terms));
    DescribedTopics described =
        DescribedTopics.of(job, topics, judging, documents, told, CorpusStore::keptColumns);
    return new DescribeReport(
        topics,
        documents,
        described.table(),
        termTable,
        judging,
        described.distances(),
        neighbours,
        described.documents());
  }

  private void texts(SparkSession spark, DescribeReport report, ResultFolder folder) {
    Files files = new Files(spark.sparkContext().hadoopConfiguration());
    if (prompt) {
      List<String> texts = TopicPrompts.of(report);
      for (int k = 0; k < texts.size(); k++) {
        files.replace(new Path(folder.store().dataPath("prompts/" + k + ".txt")), texts.get(k));
      }
    }
    if (card) {
      files.replace(new Path(folder.store().dataPath("card.md")), ModelCard.of(report));
    }
  }
}
