package polya.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Kinds of operations of a run on its disk: those that differ by numbers and ids are of one kind.
 */
final class DiskOperations {
  private static final List<Pattern> NUMBERS =
      List.of(
          Pattern.compile("(?<=_temporary/).*"),
          Pattern.compile("(?<=polya-data-)[^/]*"),
          Pattern.compile("(?<=polya-data-\\*/)(topics|globals)"),
          Pattern.compile("(?<=part-)[^/]*"),
          Pattern.compile("(?<=round-)\\d+"),
          Pattern.compile("(?<=shard-)[^/.]*"),
          Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
          Pattern.compile("(?<=\\.)[0-9a-f]{8}(?=\\.new)"),
          Pattern.compile("(?<=rdd-)\\d+"));

  /** Every so many kinds are tried. */
  private static final int EVERY = Integer.getInteger("faults.every", 4);

  private DiskOperations() {}

  /**
   * The kinds in a log, in the order in which they first came about, as patterns of faults; some of
   * them where not all are to be tried.
   */
  static List<String> kinds(Path log, Path output) throws IOException {
    List<String> all;
    try (Stream<String> lines = Files.lines(log)) {
      all =
          lines
              .map(line -> kind(line, output.toString()))
              .distinct()
              .flatMap(DiskOperations::withWriting)
              .toList();
    }
    int first = EVERY == 1 ? 0 : new Random().nextInt(EVERY);
    System.out.printf("every %d of %d kinds, from %d on%n", EVERY, all.size(), first);
    return IntStream.range(0, all.size())
        .filter(i -> i % EVERY == first)
        .mapToObj(all::get)
        .toList();
  }

  /** What is created is written next, which no log says. */
  private static Stream<String> withWriting(String kind) {
    return kind.startsWith("^create ")
        ? Stream.of(kind, kind.replace("^create ", "^write "))
        : Stream.of(kind);
  }

  private static String kind(String operation, String output) {
    String kind = operation.replace(output, "\u0000");
    for (Pattern numbers : NUMBERS) {
      kind = numbers.matcher(kind).replaceAll("*");
    }
    return "^"
        + Stream.of(kind.split("\\*", -1))
            .map(part -> part.isEmpty() ? "" : quoted(part))
            .collect(Collectors.joining("[^ ]*"))
        + "$";
  }

  /** Of the output's own folder nothing is said: another run may have another. */
  private static String quoted(String part) {
    return Stream.of(part.split("\u0000", -1))
        .map(
            text ->
                text.replaceAll("[.\\[\\](){}+?^$|\\\\]", Matcher.quoteReplacement("\\") + "$0"))
        .collect(Collectors.joining("[^ ]*"));
  }
}
