package polya.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.special.Erf;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Against a table of 25 digits, made as its header says. */
class SpecialTest {
  private static final Map<String, DoubleUnaryOperator> FUNCTIONS =
      Map.of(
          "digamma", Special::digamma,
          "trigamma", Special::trigamma,
          "lgamma", Special::lgamma,
          "expDigamma", Special::expDigamma);

  @Test
  void doublesAgreeWithTheTable() throws IOException {
    SoftAssertions softly = new SoftAssertions();
    double worst = 0;
    for (String[] row : table()) {
      double x = Double.parseDouble(row[1]);
      double found = FUNCTIONS.get(row[0]).applyAsDouble(x);
      double expected = Double.parseDouble(row[2]);
      if (Math.abs(expected) < Double.MIN_NORMAL) {
        softly.assertThat(found).as(row[0] + " " + x).isBetween(0.0, 2 * Double.MIN_NORMAL);
      } else {
        double error = Math.abs(found / expected - 1);
        worst = Math.max(worst, error);
        softly.assertThat(error).as(row[0] + " " + x + ": " + found).isLessThan(1e-12);
      }
    }
    softly.assertAll();
    assertThat(worst).as("what is met is five times better").isLessThan(2e-13);
  }

  @Test
  void singlePrecisionExpDigammaAgreesWithTheTableOrUnderflows() throws IOException {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : table()) {
      // Only where the float nearest to x is close enough not to matter: exp ψ is steep at 0.
      float x = Float.parseFloat(row[1]);
      if (row[0].equals("expDigamma")) {
        double expected = Special.expDigamma((double) x);
        double found = Special.expDigamma(x);
        String what = x + ": " + found + " for " + expected;
        if (x >= 0.0117f) {
          softly.assertThat(Math.abs(found / expected - 1)).as(what).isLessThan(1e-6);
        } else {
          softly.assertThat(found).as(what).isEqualTo(0);
        }
      }
    }
    softly.assertAll();
  }

  @Test
  void singlePrecisionExpDigammaIsCloseAndPositiveEverywhere() {
    double worst = 0;
    float last = 0;
    for (float x = 1e-6f; x < 1e12f; x *= 1.0001f) {
      float found = Special.expDigamma(x);
      assertThat(found).as("%s", x).isNotNaN().isFinite().isGreaterThanOrEqualTo(last * 0.999999f);
      if (x >= 0.012f) {
        worst = Math.max(worst, Math.abs(found / Special.expDigamma((double) x) - 1));
      }
      last = found;
    }
    assertThat(worst).isLessThan(1e-6);
    assertThat(Special.expDigamma(0f)).isZero();
    assertThat(Special.expDigamma(Float.NaN)).isNaN();
  }

  /** Shape 1 is exponential, 1/2 is the square of a normal, and P(a + 1) follows from P(a). */
  @Test
  void theGammaDistributionHasItsClosedForms() {
    for (double x : new double[] {1e-12, 1e-3, 0.1, 0.9, 3, 30}) {
      assertClose(Special.gammaP(1, x), -Math.expm1(-x));
      assertClose(Special.gammaP(0.5, x), Erf.erf(Math.sqrt(x)));
      for (double a : new double[] {1e-6, 0.01, 0.7, 4}) {
        double density = Math.exp(a * Math.log(x) - x - Special.lgamma(a + 1));
        assertThat(Special.gammaP(a, x) - Special.gammaP(a + 1, x))
            .isCloseTo(density, Offset.offset(1e-13));
      }
    }
    assertThat(Special.gammaP(0.01, 0)).isZero();
    assertThat(Special.gammaP(0, 1)).isNaN();
    assertThat(Special.gammaP(1, -1)).isNaN();
  }

  private static void assertClose(double found, double expected) {
    assertThat(Math.abs(found / expected - 1)).as("%s", expected).isLessThan(1e-12);
  }

  @Test
  void outsideTheDomainIsNaN() {
    for (DoubleUnaryOperator function : FUNCTIONS.values()) {
      for (double x : new double[] {0, -0.0, -1, -0.5, Double.NaN, Double.NEGATIVE_INFINITY}) {
        assertThat(function.applyAsDouble(x)).isNaN();
      }
    }
  }

  @Test
  void limitsAtInfinity() {
    assertThat(Special.digamma(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Special.lgamma(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Special.expDigamma(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Special.trigamma(Double.POSITIVE_INFINITY)).isZero();
  }

  private static Iterable<String[]> table() throws IOException {
    try (InputStream in = SpecialTest.class.getResourceAsStream("special.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t"))
          .toList();
    }
  }
}
