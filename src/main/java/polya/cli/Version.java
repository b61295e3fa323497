package polya.cli;

import picocli.CommandLine.IVersionProvider;
import polya.spark.Versions;

/** Which Polya, Spark and Java are running. */
final class Version implements IVersionProvider {
  /** Polya's own version, from the jar's manifest. */
  static String polya() {
    return Versions.polya();
  }

  /** Spark's version. */
  static String spark() {
    return Versions.spark();
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "polya " + polya() + ", Spark " + spark() + ", Java " + System.getProperty("java.version")
    };
  }
}
