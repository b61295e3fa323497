package polya.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import polya.describe.TermOrder;
import polya.describe.TopicTerms;
import polya.quality.CoherenceMeasure;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelStore;
import polya.spark.store.StoreFolder;

/** {@code coherence}: whether topics make sense, by a reference corpus and by themselves. */
@Command(
    name = "coherence",
    description = {
      "Measures a model's topics: coherence, diversity, exclusivity, stability.",
      "The reference corpus may have any vocabulary: terms are matched by their texts."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Coherence implements Runnable {
  private static final String AUTO = "auto";
  private static final String SLIDING = "sliding";
  private static final String DOCUMENTS = "documents";

  @Option(names = "--model", required = true, paramLabel = "PATH", description = "Model to judge.")
  private String model;

  @Mixin private DocumentOptions documents;

  @Option(
      names = "--top-n",
      defaultValue = "10",
      paramLabel = "N",
      description = "Top terms a topic. Default: ${DEFAULT-VALUE}.")
  private int topN;

  @Mixin private OrderFlags order;

  @Option(
      names = "--measures",
      split = ",",
      defaultValue = "umass,uci,npmi,cv",
      paramLabel = "NAME",
      description = "Of umass, uci, npmi, cv. Default: all.")
  private List<String> measures = new ArrayList<>();

  @Option(
      names = "--windows",
      defaultValue = AUTO,
      paramLabel = "KIND",
      description = {
        "sliding: terms meet within 10 tokens of a text (uci, npmi) or 110 (cv), and for umass in a"
            + " document; the corpus must have been ingested with --keep-order.",
        "documents: they meet in a document.",
        "auto: sliding where the corpus has the order of its tokens, as texts in its place do."
            + " Default: ${DEFAULT-VALUE}."
      })
  private String windows;

  @Option(
      names = "--with",
      paramLabel = "MODEL",
      description =
          "Another model, say of another seed: topics are matched one to one, and what the pairs"
              + " have in common is told.")
  private String with;

  @Mixin private LabelsFlag labels;

  @Option(names = "--json", description = "Print the JSON instead of a table.")
  private boolean json;

  @Mixin private ResultFlags result;

  @Mixin private RunIdFlag runId;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    Usage.demand(topN >= 2, "--top-n", topN, "a whole number ≥ 2");
    Usage.demand(
        List.of(AUTO, SLIDING, DOCUMENTS).contains(windows),
        "--windows",
        windows,
        "auto, sliding or documents");
    documents.check(true);
    TermOrder by = order.order(TermOrder.standard());
    List<CoherenceMeasure> wanted =
        new LinkedHashSet<>(measures).stream().map(CoherenceMeasure::named).toList();
    Job.run("coherence", result.output, runId, job -> measure(job, by, wanted));
  }

  private void measure(Job job, TermOrder by, List<CoherenceMeasure> wanted) {
    job.configure("model", model);
    documents.configure(job);
    job.configure("topN", topN);
    job.configure("order", by.word());
    job.configure("lambda", order.lambda);
    job.configure("measures", wanted.stream().map(CoherenceMeasure::label).toList());
    job.configure("windows", windows);
    job.configure("with", with);
    job.configure("labels", labels.file);
    try (ResultFolder folder =
        result.claim(job, CoherenceReport.MANIFEST, model, with, labels.file)) {
      CoherenceReport report = report(job, by, wanted, folder.store());
      folder.commit(report.json());
      PrintWriter out = spec.commandLine().getOut();
      out.print(json ? report.json() : report.table());
      out.flush();
    }
  }

  private CoherenceReport report(
      Job job, TermOrder by, List<CoherenceMeasure> wanted, StoreFolder place) {
    SparkSession spark = job.spark();
    ModelStore store = job.timed("open", () -> job.open(model));
    Optional<ModelStore> other = Optional.ofNullable(with).map(job::open);
    TextsAsked asked = TextsAsked.of().inOrder(!windows.equals(DOCUMENTS)).withoutTables();
    try (GivenDocuments given =
        documents.isTexts()
            ? documents.open(job, "measure", store, place, asked)
            : GivenDocuments.of(CorpusStore.open(spark, documents.corpus))) {
      return report(job, by, wanted, store, other, given.corpus());
    }
  }

  private CoherenceReport report(
      Job job,
      TermOrder by,
      List<CoherenceMeasure> wanted,
      ModelStore store,
      Optional<ModelStore> other,
      CorpusStore reference) {
    SparkSession spark = job.spark();
    boolean sliding = windows.equals(SLIDING) || windows.equals(AUTO) && reference.hasOrder();
    TopicMeasures topics =
        job.timed(
            "coherence",
            () -> {
              TopicTerms terms = TopicsAtHand.terms(store, order.lambda);
              return TopicMeasures.of(store, terms, by, reference, topN, wanted, sliding);
            });
    job.count("documents", topics.documents());
    job.count("topTerms", topics.topTerms());
    job.count("missingTerms", topics.missingTerms());
    Optional<MatchedTopics> matched =
        other.map(m -> job.timed("matching", () -> MatchedTopics.of(store, topics, m)));
    TopicNames names =
        labels.file == null
            ? TopicNames.of(store)
            : TopicNames.of(TopicsAtHand.of(store, TopicTerms.LAMBDA, labels, spark).labels());
    return new CoherenceReport(store, reference, topics, matched, names);
  }
}
