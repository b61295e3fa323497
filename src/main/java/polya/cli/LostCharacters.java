package polya.cli;

import polya.Failure;

/**
 * Arguments whose characters the JVM has lost: where its locale is not UTF-8 it reads them by
 * another charset, and what that does not have is U+FFFD before any code of Polya's runs.
 */
final class LostCharacters {
  private static final char LOST = '\uFFFD';

  private LostCharacters() {}

  /**
   * Looks for what is lost.
   *
   * @throws Failure (usage) if an argument has lost characters
   */
  static void refuse(String... arguments) {
    for (String argument : arguments) {
      if (argument.indexOf(LOST) >= 0) {
        throw Failure.usage(
            "Cannot read the argument "
                + argument
                + ": the JVM read it as "
                + System.getProperty("sun.jnu.encoding")
                + "; UTF-8 is needed. Set the locale, LC_ALL=C.UTF-8, or start it by submit/polya,"
                + " which does.");
      }
    }
  }
}
