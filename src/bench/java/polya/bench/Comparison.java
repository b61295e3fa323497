package polya.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import polya.Failure;

/**
 * Polya beside its peers on many corpora: {@code Comparison CORPORA RESULTS}. CORPORA has folders
 * {@code NAME} with {@code docword.NAME.txt.gz} and {@code vocab.NAME.txt}; RESULTS gets a split of
 * each ({@link SplitCorpus}, a tenth, seed 1), and {@code cells.txt} with a line for every tool,
 * corpus, K and seed as soon as it is done. It does what is missing until its minutes are over, and
 * says what is left; run it again until nothing is. Then, and whenever it ends, it prints the
 * tables of what is there. One seed each; three where a peer is within 2 % of Polya at the end.
 *
 * <p>{@code -D} properties: {@code corpora} names with commas (the shared ones by default), of
 * which those with {@code :K} have another K than 100; {@code tools} ({@code polya-auto mallet-opt
 * mallet tomotopy}); {@code seconds} of training each (60); {@code minutes} of one run (9); and
 * those of {@link Peers}.
 */
public final class Comparison {
  private static final String CORPORA =
      "20news,debian,dblp,stackoverflow,reuters21578,r8,commits,ap,kos,sotu,moviescale,movie2k,"
          + "poliblog,20news:500,debian:500,commits:500";
  private static final String TOOLS = "polya-auto,mallet-opt,mallet,tomotopy";
  private static final int TOPICS = 100;
  private static final int SEEDS = 3;

  /** Of a tool's seconds of training, how many more its evaluations and its start may take. */
  private static final double BESIDE = 2.5;

  private final Path corpora;
  private final Path results;
  private final double seconds = Double.parseDouble(System.getProperty("seconds", "60"));
  private final List<String> tools = words("tools", TOOLS);
  private final List<ComparisonCell> cells = new ArrayList<>();

  private Comparison(Path corpora, Path results) throws IOException {
    this.corpora = corpora;
    this.results = results;
    if (Files.exists(file())) {
      for (String line : Files.readAllLines(file())) {
        cells.add(ComparisonCell.parse(line));
      }
    }
  }

  /** Runs what is missing. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try {
      if (arguments.length != 2) {
        throw Failure.usage(
            "Cannot compare: "
                + arguments.length
                + " arguments; allowed are 2. Give CORPORA RESULTS.");
      }
      new Comparison(Path.of(arguments[0]), Path.of(arguments[1])).run();
    } catch (Failure e) {
      System.err.println(e.getMessage());
      System.exit(e.kind().exitCode());
    }
  }

  private static List<String> words(String property, String otherwise) {
    return Arrays.asList(System.getProperty(property, otherwise).split(","));
  }

  private Path file() {
    return results.resolve("cells.txt");
  }

  private void run() throws IOException, InterruptedException {
    double minutes = Double.parseDouble(System.getProperty("minutes", "9"));
    long end = System.nanoTime() + (long) (minutes * 60e9);
    Files.createDirectories(results);
    List<ComparisonCell> missing = missing();
    // The next one would end too late; one alone always runs, or nothing ever would.
    for (boolean first = true;
        !missing.isEmpty()
            && (first || System.nanoTime() + (long) (BESIDE * seconds * 1e9) < end);
        first = false) {
      ComparisonCell done = carryOut(missing.get(0));
      cells.add(done);
      Files.writeString(
          file(), done.line() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      System.out.println(done.line());
      missing = missing();
    }
    System.out.println("\n" + new ComparisonTable(cells, seconds).markdown());
    System.out.println(
        missing.isEmpty()
            ? "all cells are done"
            : missing.size() + " cells or more are left; run this again. Next: " + missing.get(0).key());
  }

  /** What is to be done, in order: all with the first seed, then more where gaps are small. */
  private List<ComparisonCell> missing() {
    Set<String> done = cells.stream().map(ComparisonCell::key).collect(Collectors.toSet());
    List<ComparisonCell> wanted = new ArrayList<>();
    for (String word : words("corpora", CORPORA)) {
      tools.forEach(tool -> wanted.add(empty(word, tool, 1)));
    }
    for (String word : words("corpora", CORPORA)) {
      ComparisonCell any = empty(word, ComparisonTable.OURS, 1);
      List<ComparisonCell> first =
          cells.stream()
              .filter(c -> c.corpus().equals(any.corpus()) && c.k() == any.k() && c.seed() == 1)
              .toList();
      for (String tool : ComparisonTable.close(first, seconds)) {
        for (long seed = 2; seed <= SEEDS; seed++) {
          wanted.add(empty(word, tool, seed));
        }
      }
    }
    return wanted.stream().filter(cell -> !done.contains(cell.key())).toList();
  }

  private static ComparisonCell empty(String word, String tool, long seed) {
    String[] parts = word.split(":");
    int k = parts.length > 1 ? Integer.parseInt(parts[1]) : TOPICS;
    return new ComparisonCell(parts[0], k, tool, seed, List.of());
  }

  private ComparisonCell carryOut(ComparisonCell cell) throws IOException, InterruptedException {
    Path split = results.resolve("split").resolve(cell.corpus());
    if (!Files.exists(split.resolve("docword.train.txt.gz"))) { // Written last.
      Path folder = corpora.resolve(cell.corpus());
      for (String left : List.of("docword.test_obs.txt.gz", "docword.test_eval.txt.gz", "vocab.txt")) {
        Files.deleteIfExists(split.resolve(left));
      }
      SplitCorpus.run(
          List.of(
              folder.resolve("docword." + cell.corpus() + ".txt.gz").toString(),
              folder.resolve("vocab." + cell.corpus() + ".txt").toString(),
              split.toString(),
              "0.1",
              "1"));
    }
    List<Checkpoint> checkpoints = new ArrayList<>();
    int code =
        Peers.fork(
            cell.tool(),
            List.of(split.toString(), Integer.toString(cell.k()), Double.toString(seconds)),
            List.of("-Dseed=" + cell.seed()),
            line ->
                parsed(line)
                    .ifPresentOrElse(checkpoints::add, () -> System.out.println(line)));
    if (code != 0 || checkpoints.isEmpty()) {
      throw Failure.resources(
          "Cannot compare "
              + cell.key()
              + ": the tool ended with "
              + code
              + " and "
              + checkpoints.size()
              + " figures, see above; nothing is saved of it. Run this again, or leave it out by"
              + " -Dtools.");
    }
    return new ComparisonCell(cell.corpus(), cell.k(), cell.tool(), cell.seed(), checkpoints);
  }

  private static Optional<Checkpoint> parsed(String line) {
    String[] words = line.split(" ");
    return words[0].equals("CHECKPOINT") ? Optional.of(Checkpoint.parse(words)) : Optional.empty();
  }
}
