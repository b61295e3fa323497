package polya.spark;

import polya.Failure;
import scala.util.Properties;

/** Which Spark runs Polya; on others a method is missing somewhere, and nothing says why. */
public final class SparkAtHand {
  private SparkAtHand() {}

  /**
   * Refuses a Spark that Polya was not built for.
   *
   * @throws Failure (usage) if it is older than 4.1, or not of Scala 2.13
   */
  public static void check() {
    check(Versions.spark(), Properties.versionNumberString());
  }

  static void check(String spark, String scala) {
    if (!spark.matches("4\\.[1-9]\\d*\\D.*") || !scala.startsWith("2.13.")) {
      throw Failure.usage(
          "Cannot run on Spark "
              + spark
              + " with Scala "
              + scala
              + ": Polya is built for Spark 4.1 with Scala 2.13. Set SPARK_HOME to such a Spark.");
    }
  }
}
