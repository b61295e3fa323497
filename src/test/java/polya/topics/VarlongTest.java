package polya.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;

class VarlongTest {
  /** 0, 1, and the numbers around every power of two, read as unsigned. */
  private static long[] edges() {
    long[] edges = new long[3 * Long.SIZE];
    for (int bit = 0; bit < Long.SIZE; bit++) {
      edges[3 * bit] = (1L << bit) - 1;
      edges[3 * bit + 1] = 1L << bit;
      edges[3 * bit + 2] = (1L << bit) + 1;
    }
    return edges;
  }

  private static void assertReadBack(long[] numbers) {
    byte[] room = new byte[Varlong.MOST * numbers.length];
    int[] from = new int[numbers.length + 1];
    for (int i = 0; i < numbers.length; i++) {
      from[i + 1] = Varlong.put(room, from[i], numbers[i]);
    }
    byte[] bytes = Arrays.copyOf(room, from[numbers.length]); // no room beyond the last
    for (int i = 0; i < numbers.length; i++) {
      assertThat(Varlong.get(bytes, from[i])).isEqualTo(numbers[i]);
      assertThat(Varlong.length(bytes[from[i]])).isEqualTo(from[i + 1] - from[i]);
    }
  }

  @Test
  void numbersOfEveryLengthAreReadBackWhereverTheyStand() {
    long[] edges = edges();
    assertReadBack(edges);
    for (long edge : edges) {
      assertReadBack(new long[] {edge});
      assertReadBack(new long[] {edge, edge});
    }
    RandomStream random = Streams.of(1, Purpose.TEST, 0, 0);
    long[] numbers = new long[1000];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = random.nextLong() >>> random.nextInt(Long.SIZE);
    }
    assertReadBack(numbers);
  }

  @Test
  void aNumberTakesAByteForSevenBitsAndNineBeyondFiftySix() {
    byte[] bytes = new byte[Varlong.MOST];
    for (int bits = 1; bits <= Long.SIZE; bits++) {
      int length = Varlong.put(bytes, 0, -1L >>> (Long.SIZE - bits));
      assertThat(length).isEqualTo(bits > 56 ? 9 : (bits + 6) / 7);
    }
    assertThat(Varlong.put(bytes, 0, 0)).isEqualTo(1);
  }
}
