package polya.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import polya.spark.store.OutputKind;

/** Where a command leaves its result, and whether it may replace one. */
final class ResultFlags {
  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description = "Folder of the result, ${COMMAND-NAME}.json.")
  String output;

  @Option(names = "--overwrite", description = "Replace a result that is there.")
  boolean overwrite;

  @Mixin LeaseFlag lease;

  /**
   * Claims the folder; changes nothing yet.
   *
   * @param manifest the file that will name the result's data
   * @param inputs what the command reads; null for what was not given
   * @throws polya.Failure (output in the way) if a result is there and may not be replaced
   */
  ResultFolder claim(Job job, String manifest, String... inputs) {
    job.reads(inputs);
    return new ResultFolder(
        job.claim(output, OutputKind.result(manifest), overwrite, lease.breakLease));
  }
}
