package polya.cli;

import java.util.List;
import polya.Failure;

/** Which Java runs a command: Spark 4.1 knows two. */
final class JavaAtHand {
  /** The versions that Spark 4.1 runs on; submit/polya has the same list. */
  private static final List<Integer> ALLOWED = List.of(17, 21);

  private JavaAtHand() {}

  /**
   * Refuses a Java on which Spark fails later, and without a word that helps.
   *
   * @param feature the first number of its version
   * @throws Failure (usage) if Spark does not run on it
   */
  static void check(int feature) {
    if (!ALLOWED.contains(feature)) {
      throw Failure.usage(
          "Cannot run on Java "
              + feature
              + " ("
              + System.getProperty("java.home")
              + "): Spark 4.1 runs on Java 17 or 21. Set JAVA_HOME to one of them.");
    }
  }
}
