package polya.spark;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.SparkThrowable;
import polya.Failure;

/**
 * One thing that the environment does to a run: the exception by which Java, Hadoop or Spark tell
 * it, and the failure that a person is told.
 *
 * @param known whether this is the exception; it sees every cause by itself
 * @param said the sentence and its kind
 */
record Fault(Predicate<Throwable> known, Function<Throwable, Failure> said) {
  private static final int DEEPEST = 100;
  private static final int LONGEST = 300;
  private static final Pattern NOISE =
      Pattern.compile(
          "^.* executor [^)]*\\): |"
              + "(?:[a-z0-9]+\\.)+[A-Z][\\w$]*(?:Exception|Error): |; For more details.*");

  /**
   * What the first of these that fits says, of the outermost cause that it fits: what wraps an
   * exception often knows more, the host or the file. But Spark's own, which have the text of a
   * failed task's whole trace, come last.
   */
  static Optional<Failure> first(List<Fault> faults, Throwable thrown) {
    for (Fault fault : faults) {
      Optional<Failure> said =
          chain(thrown)
              .filter(fault.known)
              .min(Comparator.comparing(t -> t instanceof SparkThrowable))
              .map(fault.said);
      if (said.isPresent()) {
        return said;
      }
    }
    return Optional.empty();
  }

  /** What was thrown and its causes, innermost last. */
  static Stream<Throwable> chain(Throwable thrown) {
    return Stream.iterate(thrown, t -> t != null, Throwable::getCause).limit(DEEPEST);
  }

  /**
   * Whether the message has one of these texts. Of a failed task Spark may tell no more than the
   * text of its trace, which is such a message too.
   */
  static boolean says(Throwable t, String... texts) {
    return Stream.of(texts).anyMatch(text -> String.valueOf(t.getMessage()).contains(text));
  }

  /** Whether the exception or one that it extends has a class of this name: of a jar of no need. */
  static boolean named(Throwable t, String simpleName) {
    return Stream.<Class<?>>iterate(t.getClass(), c -> c != null, Class::getSuperclass)
        .anyMatch(c -> c.getSimpleName().equals(simpleName));
  }

  /**
   * The line of the message that has one of the texts, else its first, without the place of the
   * task, names of exceptions and links; cut where it is long.
   */
  static String line(Throwable t, String... texts) {
    List<String> lines = String.valueOf(t.getMessage()).lines().map(String::strip).toList();
    String line =
        lines.stream()
            .filter(l -> Stream.of(texts).anyMatch(l::contains))
            .findFirst()
            .orElse(lines.isEmpty() ? "" : lines.get(0));
    line = NOISE.matcher(line).replaceAll("");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + " …" : line;
  }
}
