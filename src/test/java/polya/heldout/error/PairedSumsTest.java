package polya.heldout.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import polya.heldout.Estimate;
import polya.heldout.marginal.Bound;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;

class PairedSumsTest {
  private static PairedScore pair(String id, Estimate a, Estimate b, long tokens) {
    return new PairedScore(
        new DocumentScore(id, tokens, 0, a), new DocumentScore(id, tokens, 0, b));
  }

  /** Documents differ much, the two models by 0.02 ± 0.1 on each. */
  private static PairedSums corpus(int documents, long key, int from, int to) {
    RandomStream stream = Streams.of(12, Purpose.TEST, 0, key);
    PairedSums sums = new PairedSums(1);
    for (int d = 0; d < documents; d++) {
      int n = 1 + stream.nextInt(200);
      double log = n * (-7 + stream.nextGaussian());
      double other = log + n * (0.02 + 0.1 * stream.nextGaussian());
      if (d >= from && d < to) {
        sums.add(pair("d" + d, new Estimate(n, log, 0.3), new Estimate(n, other, 0.4), n));
      }
    }
    return sums;
  }

  @Test
  void anyOrderAndGroupingGiveTheSameBits() {
    PairedResult all = corpus(300, 1, 0, 300).result(new Bound());
    for (int cut : new int[] {0, 1, 150, 300}) {
      assertThat(corpus(300, 1, cut, 300).add(corpus(300, 1, 0, cut)).result(new Bound()))
          .isEqualTo(all);
    }
    assertThat(all.monteCarloStandardError())
        .isCloseTo(0.5 * Math.sqrt(300) / all.tokens(), within(1e-8));
    assertThat(all.standardError())
        .isLessThan(all.firstStandardError() / all.firstPerplexity() / 3);
    assertThat(all.standardError() / all.deltaMethodStandardError()).isBetween(0.8, 1.25);
  }

  /** As for the bootstrap of one model: outside 91 … 98.5 % by chance once in a thousand. */
  @Test
  void itsIntervalCoversTheTruth() {
    int covered = 0;
    for (int c = 0; c < 400; c++) {
      PairedResult r = corpus(300, c, 0, 300).result(new Bound());
      // B gives each token 0.02 more on average: log perplexity of A is as much higher.
      covered += r.low() < 0.02 && 0.02 < r.high() ? 1 : 0;
    }
    assertThat(covered / 400.0).isBetween(0.91, 0.985);
  }

  @Test
  void onlyDocumentsThatBothScoreAreCompared() {
    PairedSums sums = new PairedSums(1);
    sums.add(pair("a", new Estimate(2, -4, 0), new Estimate(2, -3, 0), 2));
    sums.add(pair("b", Estimate.NONE, new Estimate(1, -9, 0), 1));
    sums.add(pair("c", Estimate.NONE, Estimate.NONE, 0));
    PairedResult r = sums.result(new Bound());
    assertThat(r.documents()).isEqualTo(3);
    assertThat(r.comparedDocuments()).isEqualTo(1);
    assertThat(r.unscorableDocuments()).isEqualTo(1);
    assertThat(r.emptyDocuments()).isEqualTo(1);
    assertThat(r.difference()).isCloseTo(0.5, within(1e-6));
    assertThat(r.standardError()).isNaN();
    assertThat(new PairedSums(1).result(new Bound()).difference()).isNaN();
  }
}
