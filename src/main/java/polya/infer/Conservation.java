package polya.infer;

import polya.Failure;

/** In every round counts add up to the tokens visited: what is lost would bias every topic. */
public final class Conservation {
  private static final double ROUNDING = 1e-3;

  private Conservation() {}

  /**
   * Checks expected counts, which are rounded to float32 and pruned.
   *
   * @param counted what a round's rows add up to
   * @param expected the tokens visited, less those replaced
   * @throws Failure (resources) if they differ by more than the tolerance
   */
  public static void ofExpected(double counted, double expected, double tolerance) {
    if (!(Math.abs(counted - expected) <= tolerance + ROUNDING)) {
      throw Failure.resources(
          "Cannot go on training: the expected counts of a round add up to "
              + counted
              + " for "
              + Math.round(expected)
              + " tokens. Lower pruning, or raise topicConcentration if it is below 1e-3.");
    }
  }

  /**
   * Checks counts of drawn topics in each section of terms.
   *
   * @param totals n_k, a number a section and topic
   * @param tokens those of each section
   * @throws Failure (resources) if a section has more or fewer than its tokens
   */
  public static void ofSections(double[] totals, long[] tokens) {
    int topics = totals.length / tokens.length;
    for (int s = 0; s < tokens.length; s++) {
      double sum = 0;
      for (int k = 0; k < topics; k++) {
        sum += totals[s * topics + k];
      }
      if (sum != tokens[s]) {
        throw Failure.resources(
            "Cannot go on training: the counts of a sweep add up to "
                + sum
                + " for "
                + tokens[s]
                + " tokens of section "
                + (s + 1)
                + ". Report this as a bug.");
      }
    }
  }

  /**
   * Checks counts of drawn topics: every token has one.
   *
   * @throws Failure (resources) if either sum is not the number of tokens
   */
  public static void ofDrawn(double byTerm, double byTopic, long tokens) {
    if (byTerm != tokens || byTopic != tokens) {
      throw Failure.resources(
          "Cannot go on training: the counts of a sweep add up to "
              + byTerm
              + " by term and "
              + byTopic
              + " by topic for "
              + tokens
              + " tokens. Report this as a bug.");
    }
  }
}
