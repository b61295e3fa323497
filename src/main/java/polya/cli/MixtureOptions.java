package polya.cli;

import java.util.OptionalInt;
import picocli.CommandLine.Option;
import polya.Failure;
import polya.mixing.FoldInSweeps;

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

  @Option(
      names = "--sweeps",
      paramLabel = "N",
      description =
          "Fold documents in by N sweeps at most, from a sharpened start. 3 are about as good as"
              + " convergence and several times as fast. Default: until they converge.")
  Integer sweeps;

  /**
   * Checks them.
   *
   * @throws Failure (usage) if one is out of its range or does not go with another
   */
  void check() {
    Usage.demand(top == null || top >= 1, "--top", top, "a whole number ≥ 1");
    Usage.demand(sweeps == null || sweeps >= 1, "--sweeps", sweeps, "a whole number ≥ 1");
    Usage.demand(minShare == null || rows, "--min-share", minShare, "only with --long");
    Usage.demand(
        minShare == null || minShare >= 0 && minShare <= 1, "--min-share", minShare, "0 to 1");
  }

  /** Tells a job what is in force. */
  void configure(Job job) {
    job.configure("top", top);
    job.configure("sweeps", sweeps);
    job.configure("long", rows);
    job.configure("minShare", minShare);
  }

  /** By how many sweeps documents are folded in. */
  FoldInSweeps foldIn() {
    return sweeps == null ? FoldInSweeps.converged() : FoldInSweeps.of(sweeps);
  }

  /** How many of the largest shares; none for all. */
  OptionalInt largest() {
    return top == null ? OptionalInt.empty() : OptionalInt.of(top);
  }
}
