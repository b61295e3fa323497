package polya.spark.ingest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import polya.Failure;
import polya.corpus.Vocabulary;
import polya.spark.ingest.lines.SideFile;

/**
 * A vocabulary as a file: one term a line, in index order. Blank lines at the end are left out.
 * Where several lines are {@value #GAP}, they are the indices that nothing has, as gensim writes
 * them: each becomes a term of its own, {@code ---unused-} and the number of its line.
 */
final class VocabularyFile {
  private static final String GAP = "---";

  private VocabularyFile() {}

  /**
   * Reads the terms.
   *
   * @throws Failure (input) if there is no file, no term, or a term that is blank, occurs twice or
   *     cannot be read
   */
  static Vocabulary read(Configuration configuration, String path) {
    List<String> terms = new ArrayList<>();
    SideFile.lines(configuration, path, found -> refuse(path, found))
        .forEach(line -> terms.add(line.strip()));
    if (Collections.frequency(terms, GAP) > 1) {
      for (int i = 0; i < terms.size(); i++) {
        terms.set(i, terms.get(i).equals(GAP) ? GAP + "unused-" + (i + 1) : terms.get(i));
      }
    }
    check(path, terms);
    return Vocabulary.of(terms);
  }

  private static void check(String path, List<String> terms) {
    if (terms.isEmpty()) {
      throw refuse(path, "it holds no term");
    }
    Map<String, Integer> lines = new HashMap<>();
    for (int i = 0; i < terms.size(); i++) {
      if (terms.get(i).isEmpty()) {
        throw refuse(path, "line " + (i + 1) + " is blank");
      }
      Integer before = lines.put(terms.get(i), i + 1);
      if (before != null) {
        throw refuse(
            path, "lines " + before + " and " + (i + 1) + " are both \"" + terms.get(i) + "\"");
      }
    }
  }

  private static Failure refuse(String path, String found) {
    return Failure.input(
        "Cannot read vocabulary "
            + path
            + ": "
            + found
            + "; one line a term is needed, each term once. Correct --vocabulary.");
  }
}
