package polya.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.Failure;

class SumsTest {
  private static final SumsLayout LAYOUT =
      SumsLayout.none()
          .scalar("documents", SumsLayout.WHOLE, 1e15)
          .vector("totals", 3, SumsLayout.REAL, 1e12)
          .symmetric("products", 3, 40, 1e12);

  private static List<Double> terms(double magnitude) {
    Random random = new Random(5);
    List<Double> terms = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      terms.add(magnitude * StrictMath.exp(6 * random.nextGaussian()) * (i % 7 == 0 ? -0.5 : 1));
    }
    return terms;
  }

  /** Beside a sum in float64, whose own error the exact one in decimals bounds. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-4, 1e-2, 1, 1e5})
  void aSumIsThatOfFloat64To1in1e12(double magnitude) {
    List<Double> terms = terms(magnitude);
    double float64 = terms.stream().reduce(0.0, (a, b) -> a + b);
    BigDecimal exact = terms.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    double[] sum = Sums.of(terms.stream().map(x -> new double[] {x}).toList(), 1);
    double all = exact.doubleValue();
    assertThat(float64).isCloseTo(all, within(5e-13 * all));
    assertThat(sum[0]).isCloseTo(all, within(5e-13 * all));
  }

  @Test
  void noOrderAndNoGroupingChangesABit() {
    List<Double> terms = terms(1);
    Sums inOrder = new Sums(LAYOUT);
    terms.forEach(x -> inOrder.add(2, x));
    Collections.shuffle(terms, new Random(1));
    Sums all = new Sums(LAYOUT);
    for (int from = 0; from < terms.size(); from += 3_337) {
      Sums part = new Sums(LAYOUT);
      terms.subList(from, Math.min(terms.size(), from + 3_337)).forEach(x -> part.add(2, x));
      all.add(part);
    }
    assertThat(all.numbers()).isEqualTo(inOrder.numbers());
  }

  @Test
  void numbersComeBackExactly() {
    for (double x :
        new double[] {
          0, 1, -1, 0.5, -0.375, 0x1p40, -0x1p40, 0x1.8p64, -0x1.8p64, 0x1p65 + 0x1p20
        }) {
      Sums sums = new Sums(LAYOUT);
      sums.add(1, x);
      assertThat(sums.get(1)).isEqualTo(x);
      sums.add(1, -x);
      assertThat(sums.get(1)).isZero();
      sums.add(1, 3);
      sums.add(1, x);
      sums.add(1, -3);
      assertThat(sums.get(1)).isEqualTo(x);
    }
  }

  @Test
  void wholeNumbersStayWholeBeyondWhatDoublesHold() {
    Sums sums = new Sums(LAYOUT);
    sums.add("documents", 0x1p60);
    sums.add("documents", 1);
    sums.add("documents", -0x1p60);
    assertThat(sums.scalar("documents")).isEqualTo(1);
  }

  @Test
  void everySumIsFoundByItsName() {
    Sums sums = new Sums(LAYOUT);
    sums.add("documents", 2);
    sums.add("totals", new double[] {1, 2, 3});
    sums.add(LAYOUT.at("totals") + 1, 0.5);
    int products = LAYOUT.at("products");
    for (int i = 0; i < 3; i++) {
      for (int j = i; j < 3; j++) {
        sums.add(products + Sums.place(3, i, j), 10 * i + j);
      }
    }
    assertThat(sums.scalar("documents")).isEqualTo(2);
    assertThat(sums.vector("totals")).containsExactly(1, 2.5, 3);
    assertThat(sums.symmetric("products"))
        .isDeepEqualTo(new double[][] {{0, 1, 2}, {1, 11, 12}, {2, 12, 22}});
    assertThat(LAYOUT.size()).isEqualTo(1 + 3 + 6);
    assertThatThrownBy(() -> sums.scalar("tokens"))
        .hasMessage("there is no sum tokens among [documents, totals, products]");
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> LAYOUT.scalar("totals", 1, 1)).hasMessageContaining("already");
    assertThatThrownBy(() -> LAYOUT.scalar("more", SumsLayout.REAL, 0x1p66))
        .hasMessage("a sum more of up to 7.378697629483821E19 does not fit 60 fraction bits");
    assertThat(LAYOUT.scalar("more", SumsLayout.REAL, 0x1p65).size()).isEqualTo(11);
    Sums sums = new Sums(LAYOUT);
    for (double x : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, 1e30}) {
      assertThatThrownBy(() -> sums.add("totals", new double[] {0, x, 0}))
          .isInstanceOf(Failure.class)
          .hasMessage(
              "Cannot go on: "
                  + x
                  + " does not fit the sum totals; allowed are finite numbers up to"
                  + " 7.378697629483821E19. Raise priors that are far below 1e-6, or report this as"
                  + " a bug.");
    }
    assertThatThrownBy(() -> sums.add(new Sums(SumsLayout.none())))
        .hasMessageContaining("cannot be added");
  }

  @Test
  void aSumThatOutgrowsItsRoomIsRefusedAndNeverWraps() {
    Sums sums = new Sums(LAYOUT);
    double most = 0x1p65;
    for (int i = 0; i < 3; i++) {
      sums.add("totals", new double[] {most, -most, 0});
    }
    assertThat(sums.vector("totals")).containsExactly(3 * most, -3 * most, 0);
    assertThatThrownBy(() -> sums.add(LAYOUT.at("totals"), most))
        .isInstanceOf(ArithmeticException.class);
    Sums both = new Sums(LAYOUT);
    both.add(sums);
    assertThatThrownBy(() -> both.add(sums)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void numbersOfAnySizeHaveAsManyFractionBitsAsFit() {
    assertThat(SumsLayout.bitsWithin(1)).isEqualTo(SumsLayout.REAL);
    assertThat(SumsLayout.bitsWithin(Math.nextDown(0x1p66))).isEqualTo(SumsLayout.REAL);
    for (double most : new double[] {0x1p66, 1e20, 1e30, 0x1p125}) {
      int bits = SumsLayout.bitsWithin(most);
      assertThat(SumsLayout.none().vector("logs", 2, bits, most).size()).isEqualTo(2);
      assertThatThrownBy(() -> SumsLayout.none().scalar("logs", bits + 1, most))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void theyAreReadAsTheyWereWritten() throws IOException {
    Sums sums = new Sums(LAYOUT);
    sums.add("totals", new double[] {1e-9, -7, 1e18});
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    sums.write(new DataOutputStream(bytes));
    Sums read = Sums.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    assertThat(read.layout()).isEqualTo(LAYOUT).hasSameHashCodeAs(LAYOUT);
    assertThat(read.numbers()).isEqualTo(sums.numbers());
    assertThat(read.symmetric("products")).isDeepEqualTo(new double[3][3]);
  }
}
