package polya.heldout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import polya.cli.Estimators;
import polya.cli.SamplingOptions;
import polya.corpus.Document;
import polya.corpus.UciDocuments;
import polya.heldout.marginal.Annealing;
import polya.heldout.marginal.LeftToRight;
import polya.topics.Phi;

/**
 * Chapters of the King James Bible, 100 to 1,000 tokens, under 20 topics made of other chapters.
 */
class RealDocumentsTest {
  private static final int TOPICS = 20;

  private static List<Document> chapters() throws IOException {
    Path folder = Path.of(System.getProperty("basedir", "")).resolve("data-samples/bible");
    return UciDocuments.read(folder.resolve("docword.bible.txt.gz"), 1189);
  }

  /** Each topic is every twentieth run of chapters, smoothed: books are near each other. */
  private static Phi topics(List<Document> chapters) {
    float[][] weights = new float[6215][TOPICS];
    for (float[] row : weights) {
      Arrays.fill(row, 0.05f);
    }
    for (int d = 0; d < chapters.size(); d++) {
      Document chapter = chapters.get(d);
      for (int i = 0; i < chapter.terms().length && d % 11 != 0; i++) {
        weights[chapter.terms()[i]][d * TOPICS / chapters.size()] += chapter.counts()[i];
      }
    }
    return Tiny.phi(weights);
  }

  /**
   * log p̂ of both errs on the low side, by half its variance: with 1,000 temperatures annealing is
   * 0.006 nats a token below the particle filter, which is 0.006 below one of 1,000 particles. A
   * per cent of perplexity is what two estimators of one quantity may differ.
   */
  @Test
  void annealingAndLeftToRightAgreeOnAHundredRealDocuments() throws IOException {
    List<Document> chapters = chapters();
    Phi phi = topics(chapters);
    double[] alpha = new double[TOPICS];
    Arrays.fill(alpha, 0.1);
    SamplingOptions options = new SamplingOptions(1, 20, 3, 1000, 1000, 4);
    Estimator.Scorer filter = Estimators.named(LeftToRight.NAME, options).open(phi, alpha);
    Estimator.Scorer annealing = Estimators.named(Annealing.NAME, options).open(phi, alpha);
    double[] sums = new double[3];
    IntStream.range(0, 100)
        .mapToObj(i -> HeldOut.of(chapters.get(11 * i), 0))
        .forEach(
            h -> {
              Estimate f = filter.estimate(h);
              Estimate a = annealing.estimate(h);
              double error = Math.hypot(f.standardError(), a.standardError());
              assertThat(f.logProbability() / f.tokens())
                  .as("document %s", h.document().id())
                  .isCloseTo(a.logProbability() / a.tokens(), within(0.08));
              sums[0] += f.logProbability() - a.logProbability();
              sums[1] += error * error;
              sums[2] += f.tokens();
            });
    assertThat(sums[0] / sums[2]).isCloseTo(0, within(0.01));
  }
}
