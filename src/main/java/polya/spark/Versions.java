package polya.spark;

import java.util.Optional;
import org.apache.spark.package$;

/** What is running, as records and models name it. */
public final class Versions {
  private Versions() {}

  /** Polya's own version, from the jar's manifest. */
  public static String polya() {
    return Optional.ofNullable(Versions.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  /** Spark's version. */
  public static String spark() {
    return package$.MODULE$.SPARK_VERSION();
  }
}
