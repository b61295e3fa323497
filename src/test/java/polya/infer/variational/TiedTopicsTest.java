package polya.infer.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import polya.math.Purpose;
import polya.math.Streams;
import polya.topics.LocalBlocks;

class TiedTopicsTest {
  private static final int TERMS = 1500;

  /** Topics 1, 3 and 4 are equal; 5 and 6 hold nothing; the row has more room than topics. */
  private static float[][] rows() {
    float[][] rows = new float[TERMS][8];
    for (int w = 0; w < TERMS; w++) {
      float shared = (float) Streams.of(1, Purpose.TEST, 0, w).nextDouble();
      float[] row = {1 + w, shared, 2 * shared, shared, shared, 0, 0, 9};
      rows[w] = row;
    }
    return rows;
  }

  private static float[] topic(float[][] rows, int k) {
    float[] column = new float[rows.length];
    for (int w = 0; w < column.length; w++) {
      column[w] = rows[w][k];
    }
    return column;
  }

  @Test
  void allButTheFirstOfEqualTopicsAreToldApartAndKeepTheirSums() {
    float[][] rows = rows();
    rows = separated(rows, 1);
    for (int k : new int[] {0, 1, 2, 5, 6, 7}) {
      assertThat(topic(rows, k)).as("topic %d", k).isEqualTo(topic(rows(), k));
    }
    double before = sum(topic(rows(), 1));
    for (int k : new int[] {3, 4}) {
      assertThat(topic(rows, k)).isNotEqualTo(topic(rows, 1));
      assertThat(sum(topic(rows, k))).isCloseTo(before, within(1e-4 * before));
      for (int w = 0; w < TERMS; w++) {
        double factor = rows[w][k] / (double) rows[w][1];
        assertThat(factor).isBetween(0.4, 1.7);
      }
    }
    assertThat(topic(rows, 3)).isNotEqualTo(topic(rows, 4));
  }

  private static double sum(float[] column) {
    double sum = 0;
    for (float x : column) {
      sum += x;
    }
    return sum;
  }

  @Test
  void theSeedAloneSaysHow() {
    float[][] one = rows();
    float[][] again = rows();
    float[][] other = rows();
    one = separated(one, 1);
    again = separated(again, 1);
    other = separated(other, 2);
    assertThat(Arrays.deepEquals(one, again)).isTrue();
    assertThat(topic(one, 3)).isNotEqualTo(topic(other, 3));
  }

  private static float[][] separated(float[][] rows, long seed) {
    return TiedTopics.separate(LocalBlocks.of(rows), 7, seed).here().stream()
        .flatMap(block -> Arrays.stream(block.copyOfRows()))
        .toArray(float[][]::new);
  }
}
