package polya.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import polya.Failure;

/**
 * Makes a folder that {@link Peers} reads from any UCI bag-of-words corpus: {@code SplitCorpus
 * DOCWORD VOCAB OUT FRACTION [SEED]}. FRACTION is the expected share of test documents, SEED
 * (default 1) chooses among the splits, see {@link TestSplit}. DOCWORD, plain or gzip, may be the
 * {@code docword.train.txt.gz} of such a folder: then OUT is a split for validation, and no
 * document of the test halves is looked at. The same arguments give the same files.
 */
public final class SplitCorpus {
  private static final String TRAIN = "docword.train.txt.gz";
  private static final String OBSERVED = "docword.test_obs.txt.gz";
  private static final String SCORED = "docword.test_eval.txt.gz";
  private static final String VOCABULARY = "vocab.txt";

  private SplitCorpus() {}

  /** Splits a corpus; a mistake of the caller's is a sentence and an exit code. */
  public static void main(String[] arguments) throws IOException {
    try {
      run(List.of(arguments));
    } catch (Failure e) {
      System.err.println(e.getMessage());
      System.exit(e.kind().exitCode());
    }
  }

  static void run(List<String> arguments) throws IOException {
    if (arguments.size() < 4 || arguments.size() > 5) {
      throw Failure.usage(
          "Cannot split a corpus: "
              + arguments.size()
              + " arguments; allowed are 4 or 5. Give DOCWORD VOCAB OUT FRACTION [SEED].");
    }
    double share = share(arguments.get(3));
    long seed = arguments.size() > 4 ? seed(arguments.get(4)) : 1;
    Path out = Path.of(arguments.get(2));
    for (String name : List.of(TRAIN, OBSERVED, SCORED, VOCABULARY)) {
      if (Files.exists(out.resolve(name))) {
        throw Failure.outputInTheWay(
            "Cannot write "
                + out.resolve(name)
                + ": it exists; a split never replaces another. Remove it, or choose another OUT.");
      }
    }
    Counts all = Counts.read(Path.of(arguments.get(0)));
    byte[] vocabulary = vocabulary(Path.of(arguments.get(1)), all.terms());
    TestSplit split = TestSplit.of(all, share, seed);
    Files.createDirectories(out);
    split.observed().write(out.resolve(OBSERVED));
    split.scored().write(out.resolve(SCORED));
    Files.write(out.resolve(VOCABULARY), vocabulary);
    split.train().write(out.resolve(TRAIN));
    System.out.printf(
        Locale.ROOT,
        "%s  train %,d documents, %,d tokens  test %,d documents, %,d + %,d tokens"
            + "  dropped %,d documents, %,d tokens%n",
        out,
        split.train().documents(),
        split.train().tokens(),
        split.observed().documents(),
        split.observed().tokens(),
        split.scored().tokens(),
        split.droppedDocuments(),
        split.droppedTokens());
  }

  private static double share(String text) {
    try {
      double share = Double.parseDouble(text);
      if (share > 0 && share < 1) {
        return share;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw Failure.usage(
        "Cannot read FRACTION: "
            + text
            + "; allowed are numbers between 0 and 1, both excluded. Give 0.1 for a tenth.");
  }

  private static long seed(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Failure.usage(
          "Cannot read SEED: " + text + "; allowed are whole numbers. Leave it out for 1.");
    }
  }

  private static byte[] vocabulary(Path file, int terms) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int lines = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n' || i == bytes.length - 1) {
        lines++;
      }
    }
    if (lines != terms) {
      throw Failure.input(
          "Cannot take vocabulary "
              + file
              + ": it has "
              + lines
              + " lines; the corpus has "
              + terms
              + " terms. Give the vocabulary of this corpus.");
    }
    return bytes;
  }
}
