package polya.cli;

import picocli.CommandLine.Option;

/** What a new model must pass before it is published. */
final class GateOptions {
  static final String MIN_TOKENS = "--min-tokens";
  static final String MAX_OOV = "--max-oov";
  static final String MAX_PERPLEXITY_INCREASE = "--max-perplexity-increase";
  static final String MIN_NPMI = "--min-npmi";

  @Option(
      names = MIN_TOKENS,
      paramLabel = "N",
      description =
          "Gate: publish the model only if the corpus has at least N tokens. A model that fails a"
              + " gate stays beside --output, at --output.staged, and the job ends with 7.")
  Long minTokens;

  @Option(
      names = MAX_OOV,
      paramLabel = "SHARE",
      description =
          "Gate: at most this share of the tokens of --held-out (without it, of --corpus) is out of"
              + " vocabulary.")
  Double maxOov;

  @Option(
      names = MAX_PERPLEXITY_INCREASE,
      paramLabel = "SHARE",
      description =
          "Gate: the perplexity of --held-out by document completion is at most this share above"
              + " that of the model at --output; passed where there is none.")
  Double maxPerplexityIncrease;

  @Option(
      names = MIN_NPMI,
      paramLabel = "X",
      description =
          "Gate: the topics' mean NPMI on --corpus, by their ten first terms as topics prints them,"
              + " is at least this.")
  Double minNpmi;

  /** Whether there is any gate. */
  boolean any() {
    return minTokens != null || maxOov != null || maxPerplexityIncrease != null || minNpmi != null;
  }

  /**
   * Checks what can be checked before anything is read.
   *
   * @param heldOut whether held-out documents are given
   * @throws polya.Failure (usage) for a limit that nothing could meet or miss
   */
  void check(boolean heldOut) {
    Usage.demand(minTokens == null || minTokens > 0, MIN_TOKENS, minTokens, "1 or more");
    Usage.demand(
        maxOov == null || maxOov >= 0 && maxOov < 1, MAX_OOV, maxOov, "0 or more, below 1");
    Usage.demand(
        maxPerplexityIncrease == null
            || maxPerplexityIncrease > -1 && maxPerplexityIncrease < Double.POSITIVE_INFINITY,
        MAX_PERPLEXITY_INCREASE,
        maxPerplexityIncrease,
        "a share above -1, say 0.02");
    Usage.demand(
        maxPerplexityIncrease == null || heldOut,
        MAX_PERPLEXITY_INCREASE,
        maxPerplexityIncrease,
        "only with --held-out");
    Usage.demand(
        minNpmi == null || minNpmi > -1 && minNpmi < 1, MIN_NPMI, minNpmi, "between -1 and 1");
  }
}
