package polya.cli;

import picocli.CommandLine.Option;

/** What to do where another run holds an output. */
final class LeaseFlag {
  @Option(
      names = "--break-lease",
      description =
          "Take the output from a run that holds it. Give this only if that run is known to be"
              + " dead; it publishes nothing any more.")
  boolean breakLease;
}
