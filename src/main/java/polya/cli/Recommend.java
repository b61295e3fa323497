package polya.cli;

import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import polya.Failure;
import polya.spark.Tables;
import polya.spark.pass.RecommendationPass;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelStore;
import polya.spark.store.StoreFolder;

/** {@code recommend}: the best unseen terms of every document. */
@Command(
    name = "recommend",
    description = "Writes each document's best terms that it does not have, as Parquet.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Recommend implements Runnable {
  private static final int MOST = 10_000;

  @Option(names = "--model", required = true, paramLabel = "PATH", description = "Model to apply.")
  private String model;

  @Option(
      names = "--corpus",
      required = true,
      paramLabel = "PATH",
      description = "Documents (users), ingested with the model's vocabulary (items).")
  private String corpus;

  @Option(
      names = "--top",
      defaultValue = "10",
      paramLabel = "N",
      description = "Terms a document. Default: ${DEFAULT-VALUE}.")
  private int top;

  @Option(
      names = "--held-out",
      paramLabel = "PATH",
      description =
          "Corpus of withheld terms of the same documents, by id (ingest --withhold): measure how"
              + " well they are found.")
  private String heldOut;

  @Option(names = "--json", description = "Print the JSON instead of a table.")
  private boolean json;

  @Mixin private ResultFlags result;

  @Mixin private RunIdFlag runId;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    Usage.demand(top >= 1 && top <= MOST, "--top", top, "a whole number 1 … " + MOST);
    Job.run("recommend", result.output, runId, this::recommend);
  }

  private void recommend(Job job) {
    job.configure("model", model);
    job.configure("corpus", corpus);
    job.configure("top", top);
    job.configure("heldOut", heldOut);
    try (ResultFolder folder =
        result.claim(job, RecommendReport.MANIFEST, model, corpus, heldOut)) {
      recommend(job, folder);
    }
  }

  private void recommend(Job job, ResultFolder folder) {
    SparkSession spark = job.spark();
    ModelStore fitted = job.timed("open", () -> job.open(model));
    CorpusStore documents = SameVocabulary.open(spark, corpus, "apply", fitted);
    Optional<CorpusStore> withheld =
        Optional.ofNullable(heldOut)
            .map(path -> SameVocabulary.open(spark, path, "evaluate", fitted));
    try (RecommendationPass pass =
        new RecommendationPass(spark, fitted.posterior(), fitted.vocabulary(), top)) {
      RecommendationPass.Lists lists =
          withheld
              .map(hidden -> pass.of(documents, hidden))
              .orElseGet(() -> pass.of(documents.documentRdd()));
      long rows = job.timed("recommendations", () -> write(spark, lists, folder.store()));
      Optional<RecommendationPass.Evaluation> evaluation =
          withheld.map(hidden -> job.timed("evaluation", () -> evaluated(lists)));
      job.count("documents", documents.info().documents());
      job.count("rows", rows);
      RecommendReport report =
          new RecommendReport(fitted, documents, withheld, top, rows, evaluation);
      folder.commit(report.json(Optional.of(folder.store().dataName())));
      spec.commandLine()
          .getOut()
          .print(json ? report.json(Optional.empty()) : report.table(result.output));
      spec.commandLine().getOut().flush();
    }
  }

  /** Writes the rows, and counts them from disk. */
  private static long write(
      SparkSession spark, RecommendationPass.Lists lists, StoreFolder folder) {
    String path = folder.dataPath("recommendations");
    Tables.write(lists.table(), path);
    return Tables.read(spark, null, path).count();
  }

  private RecommendationPass.Evaluation evaluated(RecommendationPass.Lists lists) {
    RecommendationPass.Evaluation evaluation = lists.evaluation();
    if (evaluation.model().documents() == 0) {
      throw Failure.input(
          "Cannot evaluate recommendations on corpus at "
              + heldOut
              + ": of no document of "
              + corpus
              + " it has terms beside those that are there; one is needed."
              + " Make both by ingest --withhold.");
    }
    return evaluation;
  }
}
