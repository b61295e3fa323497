package polya.cli;

import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

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

  /**
   * Claims the folder; changes nothing yet.
   *
   * @param manifest the file that will name the result's data
   * @throws polya.Failure (output in the way) if a result is there and may not be replaced
   */
  ResultFolder claim(SparkSession spark, String manifest) {
    return ResultFolder.claim(
        spark.sparkContext().hadoopConfiguration(), output, manifest, overwrite);
  }
}
