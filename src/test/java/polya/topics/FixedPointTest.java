package polya.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;

class FixedPointTest {
  @Test
  void aNumberIsTheNearestMultipleOfItsUnit() {
    assertThat(FixedPoint.of(0, 30)).isZero();
    assertThat(FixedPoint.of(1, 30)).isEqualTo(1L << 30);
    assertThat(FixedPoint.of(-1, 30)).isEqualTo(-(1L << 30));
    assertThat(FixedPoint.of(0.3, 4)).isEqualTo(5);
    assertThat(FixedPoint.of(-0.3, 4)).isEqualTo(-5);
    assertThat(FixedPoint.of(0x1p-32, 30)).isZero();
    assertThat(FixedPoint.of(7.6, 0)).isEqualTo(8);
  }

  @Test
  void whatIsAMultipleComesBackAsItIs() {
    assertThat(FixedPoint.toDouble(FixedPoint.of(-1234567.0625, 30), 30)).isEqualTo(-1234567.0625);
    assertThat(FixedPoint.toDouble(1, 30)).isEqualTo(0x1p-30);
    assertThat(FixedPoint.toDouble(Long.MIN_VALUE, 30)).isEqualTo(-0x1p33);
  }

  @Test
  void theErrorIsHalfAUnitAtMost() {
    RandomStream random = Streams.of(3, Purpose.TEST, 0, 0);
    for (int i = 0; i < 10_000; i++) {
      int bits = random.nextInt(37);
      double x = (random.nextDouble() - 0.5) * 2e5;
      double back = FixedPoint.toDouble(FixedPoint.of(x, bits), bits);
      assertThat(Math.abs(back - x)).isLessThanOrEqualTo(Math.scalb(0.5, -bits));
    }
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MAX_VALUE,
        0x1p32,
        -0x1p32
      })
  void whatDoesNotFitIsRefused(double x) {
    assertThatThrownBy(() -> FixedPoint.of(x, 30))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage(x + " does not fit a fixed-point sum with 30 fraction bits");
  }

  @Test
  void theLargestThatFitsIsTaken() {
    double largest = Math.nextDown(0x1p32);
    assertThat(FixedPoint.toDouble(FixedPoint.of(largest, 30), 30)).isEqualTo(largest);
    assertThat(FixedPoint.toDouble(FixedPoint.of(-largest, 30), 30)).isEqualTo(-largest);
  }
}
