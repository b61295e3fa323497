package polya.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import polya.Failure;
import polya.text.PhraseSearch;

/** The options that say what phrases are. */
final class PhraseOptions {
  private static final long MIN_COUNT = 10;
  private static final double THRESHOLD = 0.5;

  @Option(
      names = "--phrases",
      paramLabel = "N",
      description =
          "texts: join neighbours that belong together, new_york, in N rounds: each joins what the"
              + " earlier ones found once more. Default: 0, none.")
  Integer rounds;

  @Option(
      names = "--phrase-min-count",
      paramLabel = "N",
      description = "How often a phrase has to occur. Default: 10.")
  Long minCount;

  @Option(
      names = "--phrase-threshold",
      paramLabel = "NPMI",
      description =
          "What the NPMI of its two parts has to be above, from -1 to 1. Default: 0.5. The corpus'"
              + " table phrases lists all.")
  Double threshold;

  @Option(
      names = "--phrase-connectors",
      split = ",",
      paramLabel = "WORD",
      description = "Words that may stand inside a phrase, stop words or not: of,the.")
  List<String> connectors = List.of();

  /** Those that were given. */
  List<String> given() {
    List<String> given = new ArrayList<>();
    WordOptions.add(given, "--phrases", rounds);
    WordOptions.add(given, "--phrase-min-count", minCount);
    WordOptions.add(given, "--phrase-threshold", threshold);
    WordOptions.add(given, "--phrase-connectors", connectors.isEmpty() ? null : connectors);
    return given;
  }

  /**
   * Checks what can be checked by itself.
   *
   * @throws Failure (usage) if a value is out of its range or goes without --phrases
   */
  void check() {
    int n = rounds == null ? 0 : rounds;
    List<String> alone = given();
    alone.remove("--phrases");
    Usage.demand(n >= 0 && n <= 10, "--phrases", n, "0 to 10");
    Usage.demand(
        n > 0 || alone.isEmpty(), String.join(", ", alone), "given", "beside --phrases only");
    Usage.demand(minCount == null || minCount >= 1, "--phrase-min-count", minCount, "at least 1");
    Usage.demand(
        threshold == null || threshold >= -1 && threshold <= 1,
        "--phrase-threshold",
        threshold,
        "from -1 to 1");
  }

  /** The search for them. */
  PhraseSearch search() {
    return rounds == null || rounds == 0
        ? PhraseSearch.none()
        : new PhraseSearch(
            rounds,
            minCount == null ? MIN_COUNT : minCount,
            threshold == null ? THRESHOLD : threshold,
            connectors);
  }
}
