package polya.cli;

import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Option;
import polya.Failure;

/** How long a training may take to end when it is told to. */
final class GraceFlag {
  @Option(
      names = "--grace",
      paramLabel = "S",
      defaultValue = "25",
      description =
          "Seconds from SIGTERM or Ctrl-C to the end of the process, for the round that runs and"
              + " its checkpoint; a second signal ends at once. Default: 25.")
  double seconds;

  /**
   * Checks it.
   *
   * @throws Failure (usage) if it is out of its range
   */
  void check() {
    Usage.demand(seconds >= 0 && seconds <= 86_400, "--grace", seconds, "0 to 86400");
  }

  /** What a command has, in this session and from now on. */
  Grace in(Configuration session) {
    return new Grace(session, seconds);
  }
}
