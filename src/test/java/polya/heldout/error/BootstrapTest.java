package polya.heldout.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import polya.corpus.DocumentKey;
import polya.heldout.Estimate;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;
import polya.math.WideSum;

class BootstrapTest {
  private static Bootstrap of(Estimate[] documents, int from, int to) {
    Bootstrap sums = new Bootstrap(1);
    for (int d = from; d < to; d++) {
      sums.add(DocumentKey.of("d" + d), documents[d]);
    }
    return sums;
  }

  /** Lengths 1 … 200, a mean of −7 a token, and a spread that belongs to the document. */
  private static Estimate[] corpus(int documents, long key) {
    RandomStream stream = Streams.of(11, Purpose.TEST, 0, key);
    return IntStream.range(0, documents)
        .mapToObj(
            d -> {
              int n = 1 + stream.nextInt(200);
              return new Estimate(n, n * (-7 + 0.5 * stream.nextGaussian()), 0);
            })
        .toArray(Estimate[]::new);
  }

  @Test
  void perplexityIsOfTokensNotOfDocuments() {
    Bootstrap sums = of(new Estimate[] {new Estimate(1, -1, 0), new Estimate(3, -7, 0)}, 0, 2);
    assertThat(sums.perplexity()).isCloseTo(Math.exp(2), within(1e-5));
    assertThat(sums.logProbabilityPerToken()).isCloseTo(-2, within(1e-6));
    assertThat(sums.tokens()).isEqualTo(4);
    // Σ (L − RN)² = 1 + 1, so se(R) = √(2/1 · 2) / 4.
    assertThat(sums.deltaMethodStandardError()).isCloseTo(Math.exp(2) / 2, within(1e-4));
  }

  @Test
  void equalDocumentsHaveNoError() {
    Estimate[] equal = new Estimate[50];
    java.util.Arrays.fill(equal, new Estimate(10, -65, 0));
    Bootstrap sums = of(equal, 0, 50);
    assertThat(sums.standardError()).isCloseTo(0, within(1e-6));
    assertThat(sums.deltaMethodStandardError()).isCloseTo(0, within(1e-3));
  }

  @Test
  void fewerThanTwoDocumentsHaveNoErrorBar() {
    assertThat(new Bootstrap(1).perplexity()).isNaN();
    Bootstrap one = of(corpus(1, 0), 0, 1);
    assertThat(one.perplexity()).isPositive();
    assertThat(one.standardError()).isNaN();
    assertThat(one.deltaMethodStandardError()).isNaN();
  }

  @Test
  void anyOrderAndGroupingGiveTheSameBits() {
    Estimate[] documents = corpus(500, 1);
    Bootstrap all = of(documents, 0, 500);
    for (int cut : new int[] {0, 1, 77, 499, 500}) {
      Bootstrap backwards = of(documents, cut, 500);
      backwards.add(of(documents, 0, cut));
      assertThat(backwards.perplexity()).isEqualTo(all.perplexity());
      assertThat(backwards.standardError()).isEqualTo(all.standardError());
      assertThat(backwards.deltaMethodStandardError()).isEqualTo(all.deltaMethodStandardError());
    }
  }

  /**
   * Over 400 corpora of 300 documents both errors estimate the spread of perplexity itself: the
   * mean error within 10 % (the spread of 400 has an error of 3.5 %), and ± 1.96 errors cover the
   * truth in 95 % of them (a false alarm outside 91 … 98.5 % is below 1e-3; seeds are fixed).
   */
  @Test
  void errorsAreOfTheRightSizeAndCover() {
    int corpora = 400;
    double[] perplexity = new double[corpora];
    double bootstrap = 0;
    double delta = 0;
    int covered = 0;
    double truth = Math.exp(7);
    for (int c = 0; c < corpora; c++) {
      Bootstrap sums = of(corpus(300, 100 + c), 0, 300);
      perplexity[c] = sums.perplexity();
      bootstrap += sums.standardError() / corpora;
      delta += sums.deltaMethodStandardError() / corpora;
      covered += Math.abs(perplexity[c] - truth) < 1.96 * sums.standardError() ? 1 : 0;
    }
    double mean = java.util.Arrays.stream(perplexity).average().orElseThrow();
    double spread =
        Math.sqrt(
            java.util.Arrays.stream(perplexity).map(p -> (p - mean) * (p - mean)).sum()
                / (corpora - 1));
    assertThat(bootstrap).isCloseTo(spread, within(0.1 * spread));
    assertThat(delta).isCloseTo(spread, within(0.1 * spread));
    assertThat(covered / (double) corpora).isBetween(0.91, 0.985);
  }

  @Test
  void wideSumsAreExact() {
    RandomStream stream = Streams.of(12, Purpose.TEST, 0, 0);
    WideSum sum = new WideSum();
    WideSum other = new WideSum();
    BigInteger expected = BigInteger.ZERO;
    for (int i = 0; i < 1000; i++) {
      long a = stream.nextLong() >> stream.nextInt(60);
      long b = stream.nextLong() >> 8 + stream.nextInt(50);
      (i % 2 == 0 ? sum : other).addProduct(a, b);
      expected = expected.add(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)));
    }
    sum.add(other);
    double e = expected.doubleValue();
    assertThat(sum.toDouble()).isCloseTo(e, within(Math.abs(e) * 1e-15));
  }
}
