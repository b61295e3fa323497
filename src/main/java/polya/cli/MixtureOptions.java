package polya.cli;

import java.util.OptionalInt;
import picocli.CommandLine.Option;
import polya.Failure;

/** The options of {@code transform} that shape its rows. */
final class MixtureOptions {
  @Option(
      names = "--top",
      paramLabel = "N",
      description = "Only the N largest shares, with their topics. Default: all shares.")
  Integer top;

  @Option(
      names = "--long",
      description =
          "A row for each share: id, topic, share and the columns that were kept, for tools that"
              + " read no arrays.")
  boolean rows;

  @Option(
      names = "--min-share",
      paramLabel = "SHARE",
      description = "Leave smaller shares out of --long. Default: 0.")
  Double minShare;

  /**
   * Checks them.
   *
   * @throws Failure (usage) if one is out of its range or does not go with another
   */
  void check() {
    Usage.demand(top == null || top >= 1, "--top", top, "a whole number ≥ 1");
    Usage.demand(minShare == null || rows, "--min-share", minShare, "only with --long");
    Usage.demand(
        minShare == null || minShare >= 0 && minShare <= 1, "--min-share", minShare, "0 to 1");
  }

  /** Tells a job what is in force. */
  void configure(Job job) {
    job.configure("top", top);
    job.configure("long", rows);
    job.configure("minShare", minShare);
  }

  /** How many of the largest shares; none for all. */
  OptionalInt largest() {
    return top == null ? OptionalInt.empty() : OptionalInt.of(top);
  }
}
