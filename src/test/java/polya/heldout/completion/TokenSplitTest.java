package polya.heldout.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import polya.corpus.Document;

class TokenSplitTest {
  private static int[] observed(long seed, Document d) {
    int[] observed = new int[d.terms().length];
    long all = new TokenSplit(seed).observed(d, observed);
    assertThat(java.util.Arrays.stream(observed).asLongStream().sum()).isEqualTo(all);
    return observed;
  }

  /** If this fails, every completion perplexity published before it changes. */
  @Test
  void golden() {
    Document d = new Document("golden", new int[] {0, 1, 5, 9}, new int[] {1, 70, 2, 1000});
    assertThat(observed(1, d)).containsExactly(0, 34, 2, 532);
    assertThat(observed(2, d)).isNotEqualTo(observed(1, d));
  }

  @Test
  void isTossedTokenByToken() {
    // The same coins, whether a term has them all or each token is a term of its own.
    int n = 300;
    Document together = new Document("x", new int[] {0}, new int[] {n});
    int[] terms = new int[n];
    int[] ones = new int[n];
    java.util.Arrays.setAll(terms, i -> i);
    java.util.Arrays.fill(ones, 1);
    int[] apart = observed(5, new Document("x", terms, ones));
    assertThat(observed(5, together)[0]).isEqualTo(java.util.Arrays.stream(apart).sum());
    assertThat(apart).containsOnly(0, 1);
  }

  @Test
  void isFair() {
    long heads = 0;
    int documents = 2000;
    for (int d = 0; d < documents; d++) {
      heads += observed(9, new Document("d" + d, new int[] {3}, new int[] {100}))[0];
    }
    // Five standard deviations; false alarm 6e-7, and the seed is fixed.
    assertThat(heads / (100.0 * documents))
        .isCloseTo(0.5, within(5 * 0.5 / Math.sqrt(100.0 * documents)));
    assertThat(observed(1, new Document("big", new int[] {0}, new int[] {1 << 30}))[0])
        .isBetween((1 << 29) - 100_000, (1 << 29) + 100_000);
  }
}
