package polya.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Rows;
import polya.math.Special;
import polya.math.Streams;

class PhiTest {
  private static final int TERMS = 2 * TermBlock.SIZE + 7;
  private static final double OFFSET = 0.25;
  private static final double SLOPE = 1.5;
  private static final int[] SOME = {0, 5, 1023, 1024, 2047, 2048, TERMS - 1};

  private static List<TermBlock> blocks(int topics) {
    RandomStream random = Streams.of(1, Purpose.TEST, 0, topics);
    List<TermBlock> blocks = new ArrayList<>();
    for (int from = 0; from < TERMS; from += TermBlock.SIZE) {
      float[][] rows = new float[Math.min(TermBlock.SIZE, TERMS - from)][Rows.padded(topics)];
      for (float[] row : rows) {
        for (int k = 0; k < topics; k++) {
          row[k] = (float) (10 * random.nextDouble());
        }
      }
      blocks.add(TermBlock.of(from, rows));
    }
    return blocks;
  }

  private static double[] scale(int topics) {
    double[] scale = new double[topics];
    for (int k = 0; k < topics; k++) {
      scale[k] = 1 / (k + 0.7);
    }
    return scale;
  }

  private static Phi phi(int topics, Phi.Link link) {
    return Phi.of(LocalBlocks.of(blocks(topics)), link, OFFSET, SLOPE, scale(topics));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 100})
  void weightsAreTheFormulaInBothPrecisions(int topics) {
    Phi mean = phi(topics, Phi.Link.IDENTITY);
    Phi geometric = phi(topics, Phi.Link.EXP_DIGAMMA);
    List<TermBlock> blocks = blocks(topics);
    int n = mean.rowLength();
    float[] floats = new float[SOME.length * n];
    mean.reader(Rows.best()).read(SOME, floats);
    double[] row = new double[topics + 3];
    for (int i = 0; i < SOME.length; i++) {
      float[] own = blocks.get(SOME[i] / TermBlock.SIZE).row(SOME[i]);
      for (int k = 0; k < topics; k++) {
        double x = OFFSET + SLOPE * own[k];
        mean.expand(SOME[i], row, 2);
        assertThat(row[2 + k]).isEqualTo(x * scale(topics)[k]);
        assertThat(floats[i * n + k] / row[2 + k]).isCloseTo(1, within(3e-7));
        geometric.expand(SOME[i], row, 2);
        double exact = Math.exp(Special.digamma(x)) * scale(topics)[k];
        assertThat(row[2 + k] / exact).isCloseTo(1, within(1e-12));
      }
      for (int k = topics; k < n; k++) {
        assertThat(floats[i * n + k]).isZero();
      }
    }
    assertThat(row[0]).isZero();
    assertThat(row[topics + 2]).isZero();
  }

  @Test
  void singlePrecisionIsForMeanTopicsOnly() {
    Phi geometric = phi(3, Phi.Link.EXP_DIGAMMA);
    assertThatThrownBy(() -> geometric.reader(Rows.best()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("float32 weights are offered for mean topics only");
  }

  @Test
  void shapesAreThoseOfTheBlocks() {
    Phi phi = phi(17, Phi.Link.IDENTITY);
    assertThat(phi.topics()).isEqualTo(17);
    assertThat(phi.terms()).isEqualTo(TERMS);
    assertThat(phi.rowLength()).isEqualTo(Rows.padded(17));
    assertThat(phi.blocks().here()).hasSize(3);
  }

  @Test
  void theScaleIsCopied() {
    double[] scale = {1, 1};
    Phi phi = Phi.of(LocalBlocks.of(blocks(2)), Phi.Link.IDENTITY, 0, 1, scale);
    double[] before = new double[2];
    phi.expand(3, before, 0);
    scale[0] = 99;
    double[] after = new double[2];
    phi.expand(3, after, 0);
    assertThat(after).isEqualTo(before);
  }
}
