package polya.cli;

import polya.Failure;

/** What an option must be. */
final class Usage {
  private Usage() {}

  /**
   * Checks one option.
   *
   * @param found what was given; null for nothing
   * @param allowed what may be, in words
   * @throws Failure (usage) if the demand is not met
   */
  static void demand(boolean met, String option, Object found, String allowed) {
    if (!met) {
      throw Failure.usage(
          "Cannot use "
              + option
              + ": "
              + (found == null ? "missing" : found)
              + "; allowed is "
              + allowed
              + ". Correct "
              + option
              + ".");
    }
  }
}
