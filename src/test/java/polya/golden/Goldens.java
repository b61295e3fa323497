package polya.golden;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The file of golden rows: a comment, then a key, a tab and a value a line, sorted by key. */
public final class Goldens {
  /** Below the project's folder. */
  static final Path FILE = Path.of("src/test/resources/polya/golden/digests.tsv");

  private static final String COMMENT =
      """
      # What this version computes from fixed small corpora, to the last bit: keys and values, one row each, sorted.
      #   corpus/…   what ingest counts in a sample
      #   text/…     the words of texts by a language and a stemmer
      #   conf/…     digest of the model that a conf file and overrides train on a sample
      #   model/…    digest of the model of a contract's configuration; ;warm: of one that goes on from it
      #   told/…     what the rounds of that run told last: bound, joint probability, priors
      #   chain/…    digest of the moments that a sampler's chain passes through
      #   heldout/…  what an estimator says of held-out documents under a model
      # The contract tests and GoldenTest compute all of them again, by SIMD and by scalar kernels and on any number of threads
      # the same. A row that differs means that users get other models or other numbers from the same input: find out which change did it.
      # If it is meant, make the file anew, read its diff, and give the reason in the commit:
      #   mvn -B test -Dtest=GoldenTest -Dgolden.write=true
      """;

  private Goldens() {}

  /** The project's folder. */
  static Path project() {
    return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  }

  /** The rows of the file; none where it does not exist yet. */
  static SortedMap<String, String> read() throws IOException {
    SortedMap<String, String> rows = new TreeMap<>();
    Path file = project().resolve(FILE);
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file, UTF_8)) {
        if (!line.startsWith("#")) {
          String[] row = line.split("\t", 2);
          rows.put(row[0], row[1]);
        }
      }
    }
    return rows;
  }

  static void write(SortedMap<String, String> rows) throws IOException {
    StringBuilder text = new StringBuilder(COMMENT);
    rows.forEach((key, value) -> text.append(key).append('\t').append(value).append('\n'));
    Path file = project().resolve(FILE);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, UTF_8);
  }

  /** A line for every one of these rows that is not the file's. */
  public static List<String> differences(Map<String, String> now) throws IOException {
    SortedMap<String, String> recorded = read();
    recorded.keySet().retainAll(now.keySet());
    return differences(recorded, now);
  }

  /** A line for every key whose values are not the same in both. */
  static List<String> differences(Map<String, String> recorded, Map<String, String> now) {
    List<String> differences = new ArrayList<>();
    TreeSet<String> keys = new TreeSet<>(recorded.keySet());
    keys.addAll(now.keySet());
    for (String key : keys) {
      String old = recorded.get(key);
      String found = now.get(key);
      if (old == null) {
        differences.add(key + " is not in the file; now " + found);
      } else if (found == null) {
        differences.add(key + " is in the file, but nothing computes it any more");
      } else if (!old.equals(found)) {
        differences.add(key + " was " + old + ", now " + found);
      }
    }
    return differences;
  }
}
