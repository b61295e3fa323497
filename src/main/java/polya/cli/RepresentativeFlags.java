package polya.cli;

import java.util.List;
import picocli.CommandLine.Option;
import polya.spark.store.CorpusStore;

/** The options that say what is told of documents which stand for topics. */
final class RepresentativeFlags {
  @Option(
      names = "--representatives",
      defaultValue = "5",
      paramLabel = "N",
      description = "Documents a topic. Default: ${DEFAULT-VALUE}.")
  int most;

  @Option(
      names = "--excerpts",
      paramLabel = "COLUMN",
      description = "Kept column whose text is told of documents, its first 300 characters.")
  String excerpts;

  /** Demands that they make sense with documents, or without. */
  void demand(boolean documents) {
    Usage.demand(most >= 0, "--representatives", most, "a whole number ≥ 0");
    Usage.demand(excerpts == null || documents, "--excerpts", excerpts, "only with a --corpus");
  }

  /** Demands that a corpus kept the column whose text is to be told, if one is. */
  void demand(CorpusStore store) {
    List<String> kept = store.keptColumns();
    Usage.demand(
        excerpts == null || kept.contains(excerpts),
        "--excerpts",
        excerpts,
        "a kept column of the corpus: "
            + (kept.isEmpty() ? "it has none, ingest it with --keep" : String.join(", ", kept)));
  }

  void configure(Job job) {
    job.configure("representatives", most);
    job.configure("excerpts", excerpts);
  }
}
