package polya.cli;

import picocli.CommandLine.Option;

/** The options of estimators that sample. */
final class SamplingFlags {
  private static final int FEWEST_SAMPLES = 100;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "Seed of the split, of all draws and of the bootstrap. Default: ${DEFAULT-VALUE}.")
  long seed;

  @Option(
      names = "--particles",
      defaultValue = "20",
      paramLabel = "N",
      description = "left-to-right: particles of each of its two runs. Default: ${DEFAULT-VALUE}.")
  int particles;

  @Option(
      names = "--rejuvenation-moves",
      defaultValue = "3",
      paramLabel = "N",
      description =
          "left-to-right: earlier tokens that a particle redraws after each token. Default:"
              + " ${DEFAULT-VALUE}.")
  int moves;

  @Option(
      names = "--samples",
      defaultValue = "1000",
      paramLabel = "N",
      description = {
        "importance and --posterior-check: draws a document; chib: states of each of its two chains.",
        "Default: ${DEFAULT-VALUE}."
      })
  int samples;

  @Option(
      names = "--temperatures",
      defaultValue = "5000",
      paramLabel = "N",
      description = "ais: steps from the prior to the posterior. Default: ${DEFAULT-VALUE}.")
  int temperatures;

  @Option(
      names = "--chains",
      defaultValue = "4",
      paramLabel = "N",
      description = "ais: independent chains, an even number. Default: ${DEFAULT-VALUE}.")
  int chains;

  /**
   * What they say.
   *
   * @throws polya.Failure (usage) if one is out of its range
   */
  SamplingOptions check() {
    within("--particles", particles, 2, 1_000_000);
    within("--rejuvenation-moves", moves, 0, 1_000_000);
    within("--samples", samples, FEWEST_SAMPLES, 100_000_000);
    within("--temperatures", temperatures, 1, 100_000_000);
    Usage.demand(
        chains >= 2 && chains % 2 == 0 && chains <= 1_000_000,
        "--chains",
        chains,
        "an even number 2 … 1000000");
    return new SamplingOptions(seed, particles, moves, samples, temperatures, chains);
  }

  private static void within(String option, int value, int least, int most) {
    Usage.demand(
        value >= least && value <= most, option, value, "a whole number " + least + " … " + most);
  }
}
