package polya.cli;

import java.util.Optional;
import org.apache.spark.package$;
import picocli.CommandLine.IVersionProvider;

/** Which Polya, Spark and Java are running. */
final class Version implements IVersionProvider {
  /** Polya's own version, from the jar's manifest. */
  static String polya() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  /** Spark's version. */
  static String spark() {
    return package$.MODULE$.SPARK_VERSION();
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "polya " + polya() + ", Spark " + spark() + ", Java " + System.getProperty("java.version")
    };
  }
}
