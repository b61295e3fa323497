package polya.spark.ingest.lines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import polya.spark.InputPaths;

/**
 * A small file beside the input: stop words, a vocabulary, parameters. Its lines are read as those
 * of an input are: UTF-8, compressed or not, without a byte-order mark, with any line ends. Blank
 * lines at its end are left out.
 */
public final class SideFile {
  private static final ReadingLimits LIMITS = ReadingLimits.beside(1 << 16);

  private SideFile() {}

  /** Whether there is a file of this name, as it stands or as a glob. */
  public static boolean isThere(Configuration configuration, String name) {
    try {
      return !InputPaths.find(name, configuration).isEmpty();
    } catch (IllegalArgumentException e) { // No name that the file system has.
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * All lines, in memory.
   *
   * @param name the file as it is called, or a folder or a glob with one file
   * @param refuse what is thrown if there is no such file or a line cannot be read, given why
   */
  public static List<String> lines(
      Configuration configuration,
      String name,
      Function<String, ? extends RuntimeException> refuse) {
    InputFiles file = InputFiles.one(configuration, name, LIMITS, refuse);
    List<String> lines = new ArrayList<>();
    int last = 0;
    try (LineReader reader = file.open(0)) {
      while (reader.hasNext()) {
        Line line = reader.next();
        if (line.kind != Line.Kind.TEXT) {
          throw refuse.apply("line " + line.number + ": " + line.reason);
        }
        lines.add(line.text);
        last = line.text.isBlank() ? last : lines.size();
      }
    }
    return List.copyOf(lines.subList(0, last));
  }
}
