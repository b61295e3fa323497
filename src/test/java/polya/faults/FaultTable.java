package polya.faults;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import polya.submit.Launch;

/**
 * What faults were injected and what became of the runs, a row a kind of fault: {@code
 * target/faults/RUN/table.md}, a table of the manual's. RUN is the build's.
 */
final class FaultTable {
  private static final String HEAD =
      """
      | fault | injected | survived | identical digests | else |
      |---|---|---|---|---|
      """;

  private FaultTable() {}

  /**
   * Adds a run.
   *
   * @param row the kind of fault
   * @param injected how many faults came about in it
   * @param ended exit code of the run, or of the one that resumed it
   * @param identical whether its model is that of the undisturbed run
   */
  static synchronized void tell(String row, long injected, int ended, boolean identical) {
    try {
      Path folder =
          Launch.root().resolve("target/faults").resolve(System.getProperty("faults.run", "here"));
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve("runs-" + ProcessHandle.current().pid() + ".tsv"),
          row + "\t" + injected + "\t" + ended + "\t" + identical + "\n",
          CREATE,
          APPEND);
      Files.writeString(folder.resolve("table.md"), table(folder));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String table(Path folder) throws IOException {
    SortedMap<String, List<String[]>> rows = new TreeMap<>();
    try (var files = Files.newDirectoryStream(folder, "*.tsv")) {
      for (Path file : files) {
        for (String line : Files.readAllLines(file)) {
          String[] cells = line.split("\t");
          rows.merge(cells[0], List.<String[]>of(cells), FaultTable::both);
        }
      }
    }
    StringBuilder table = new StringBuilder(HEAD);
    rows.forEach((row, runs) -> table.append(line(row, runs)));
    return table.toString();
  }

  private static List<String[]> both(List<String[]> some, List<String[]> others) {
    return java.util.stream.Stream.concat(some.stream(), others.stream()).toList();
  }

  private static String line(String row, List<String[]> runs) {
    long injected = runs.stream().mapToLong(r -> Long.parseLong(r[1])).sum();
    long survived =
        runs.stream().filter(r -> r[2].equals("0")).mapToLong(r -> Long.parseLong(r[1])).sum();
    long identical =
        runs.stream().filter(r -> r[3].equals("true")).mapToLong(r -> Long.parseLong(r[1])).sum();
    Map<String, Long> others = new TreeMap<>();
    runs.stream()
        .filter(r -> !r[2].equals("0"))
        .forEach(r -> others.merge("exit " + r[2], Long.parseLong(r[1]), Long::sum));
    StringBuilder told = new StringBuilder();
    others.forEach(
        (code, times) ->
            told.append(told.isEmpty() ? "" : ", ").append(code).append(": ").append(times));
    return "| " + row + " | " + injected + " | " + survived + " | " + identical + " | " + told
        + " |\n";
  }
}
