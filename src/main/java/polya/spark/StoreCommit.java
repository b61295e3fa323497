package polya.spark;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import polya.Failure;

/**
 * How a small file comes into the place of an older one, and a table into its folder: {@code
 * rename}, a draft and one replacing rename, or {@code put}, one create that is seen whole when it
 * is closed. Object stores have no rename: there it is a copy and a deletion, and whoever looks
 * between the two, or dies there, finds neither file.
 */
final class StoreCommit {
  /** In Hadoop's configuration, so with Spark's {@code spark.hadoop.} before it. */
  static final String KEY = "polya.store.commit";

  /** Of file systems that are object stores. */
  private static final Set<String> STORES =
      Set.of(
          "s3a", "s3", "s3n", "gs", "abfs", "abfss", "wasb", "wasbs", "oss", "cos", "cosn", "obs",
          "tos", "bos", "swift", "swift2d");

  private StoreCommit() {}

  /**
   * Whether files of this file system are put.
   *
   * @param files its address, as the file system itself has it
   * @throws Failure (usage) if the configuration has another value than auto, rename or put
   */
  static boolean isPut(Configuration configuration, URI files) {
    String asked = configuration.getTrimmed(KEY, "auto").toLowerCase(Locale.ROOT);
    return switch (asked) {
      case "auto" -> files.getScheme() != null && STORES.contains(files.getScheme());
      case "put" -> true;
      case "rename" -> false;
      default ->
          throw Failure.usage(
              "Cannot use spark.hadoop."
                  + KEY
                  + "="
                  + asked
                  + "; allowed are auto, rename and put. Correct it, or leave it out.");
    };
  }
}
