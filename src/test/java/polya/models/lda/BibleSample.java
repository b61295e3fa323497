package polya.models.lda;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import polya.corpus.Document;
import polya.corpus.Split;
import polya.corpus.UciLine;
import polya.heldout.Estimate;
import polya.heldout.Estimator;
import polya.heldout.HeldOut;
import polya.heldout.completion.DocumentCompletion;
import polya.infer.Posterior;

/**
 * The King James Bible of the data samples, a chapter a document; one chapter in ten is held out.
 *
 * @param train nine tenths
 * @param test one tenth
 */
record BibleSample(List<Document> train, List<Document> test) {
  /** V. */
  static final int TERMS = 6215;

  private static final int HEADER_LINES = 3;

  /** Reads it. */
  static BibleSample read() {
    Path folder = Path.of(System.getProperty("basedir", "")).resolve("data-samples/bible");
    TreeMap<Long, TreeMap<Integer, Integer>> rows = new TreeMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder.resolve("docword.bible.txt.gz"))),
                StandardCharsets.US_ASCII))) {
      lines
          .lines()
          .skip(HEADER_LINES)
          .map(line -> UciLine.parse(line, TERMS))
          .forEach(
              line ->
                  rows.computeIfAbsent(line.document(), d -> new TreeMap<>())
                      .put(line.term(), line.count()));
      List<String> ids = Files.readAllLines(folder.resolve("ids.bible.txt"));
      Split split = new Split(1, 0.1);
      BibleSample sample = new BibleSample(new ArrayList<>(), new ArrayList<>());
      rows.forEach(
          (d, counts) -> {
            Document document =
                new Document(
                    ids.get((int) (d - 1)),
                    counts.keySet().stream().mapToInt(w -> w).toArray(),
                    counts.values().stream().mapToInt(c -> c).toArray());
            (split.isHeldOut(document.key()) ? sample.test : sample.train).add(document);
          });
      return sample;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Completion of the held-out chapters, in their order. */
  List<Estimate> complete(Posterior posterior) {
    Estimator.Scorer scorer =
        new DocumentCompletion(1).open(posterior.topics(), posterior.documents().alpha());
    return test.stream().map(d -> scorer.estimate(HeldOut.of(d, 0))).toList();
  }

  /** The perplexity that these amount to. */
  static double perplexity(List<Estimate> estimates) {
    double sum = estimates.stream().mapToDouble(Estimate::logProbability).sum();
    return Math.exp(-sum / estimates.stream().mapToLong(Estimate::tokens).sum());
  }
}
