package polya.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Rows;
import polya.math.Streams;

class PhiBytesTest {
  private static final int TERMS = TermBlock.SIZE + 70;

  /** Rows with no weight, few, some, and all, in turn. */
  private static List<TermBlock> blocks(int topics, int seed) {
    RandomStream random = Streams.of(seed, Purpose.TEST, 0, topics);
    float[][] rows = new float[TERMS][Rows.padded(topics)];
    double[] shares = {0, 0.01, 0.5, 1};
    for (int w = 0; w < TERMS; w++) {
      for (int k = 0; k < topics; k++) {
        rows[w][k] = random.nextDouble() < shares[w % 4] ? (float) random.nextDouble() : 0;
      }
    }
    return TermBlock.all(rows);
  }

  private static Phi phi(int topics, boolean beneath) {
    double[] scale = new double[topics];
    for (int k = 0; k < topics; k++) {
      scale[k] = 1 / (k + 0.3);
    }
    Phi phi = Phi.of(blocks(topics, 1), Phi.Link.EXP_DIGAMMA, 0.01, 0.7, scale);
    return beneath ? phi.over(blocks(topics, 2), 0.4) : phi;
  }

  private static double[] weights(Phi phi, int term) {
    double[] weights = new double[phi.topics()];
    phi.expand(term, weights, 0);
    return weights;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 100, 301})
  void noBitOfAnyWeightIsLost(int topics) {
    for (boolean beneath : new boolean[] {false, true}) {
      Phi phi = phi(topics, beneath);
      Phi decoded = new PhiBytes(phi, null).phi();
      assertThat(decoded.terms()).isEqualTo(TERMS);
      for (int w = 0; w < TERMS; w++) {
        assertThat(decoded.row(w)).containsExactly(phi.row(w));
        assertThat(weights(decoded, w)).containsExactly(weights(phi, w));
      }
    }
  }

  @Test
  void termsNotChosenDoNotTravelAndCannotBeReadByMistake() {
    Phi phi = phi(100, true);
    BitSet chosen = new BitSet();
    chosen.set(3);
    chosen.set(TermBlock.SIZE + 1);
    PhiBytes bytes = new PhiBytes(phi, chosen);
    assertThat(bytes.size()).isBetween(8L * 100, 8L * 100 + 4 * (8 + 4 * 100));
    assertThat(bytes.phi().terms()).isEqualTo(TERMS);
    assertThat(weights(bytes.phi(), 3)).containsExactly(weights(phi, 3));
    assertThatThrownBy(() -> weights(bytes.phi(), 4)).isInstanceOf(NullPointerException.class);
    assertThat(new PhiBytes(phi, new BitSet()).phi().terms()).isEqualTo(TERMS);
  }

  @Test
  void zerosTakeABitAndOnlyWhereThatIsShorter() {
    int topics = 1000;
    float[] few = new float[topics];
    few[999] = 1;
    float[] all = new float[topics];
    Arrays.fill(all, 2);
    long scale = 8L * topics;
    double[] scales = new double[topics];
    Phi phi = Phi.of(TermBlock.all(new float[][] {few}), Phi.Link.IDENTITY, 1, 1, scales);
    assertThat(new PhiBytes(phi, null).size()).isEqualTo(scale + 8 + 125 + 4);
    phi = Phi.of(TermBlock.all(new float[][] {all}), Phi.Link.IDENTITY, 1, 1, scales);
    assertThat(new PhiBytes(phi, null).size()).isEqualTo(scale + 8 + 4 * topics);
  }
}
