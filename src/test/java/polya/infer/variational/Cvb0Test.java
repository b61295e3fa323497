package polya.infer.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import polya.math.Rows;
import polya.mixing.DirichletDocuments;

class Cvb0Test extends DocumentStepContract {
  @Override
  DocumentStep open(Rows rows, double[] alpha, LocalOptions options) {
    return new Cvb0(rows, new DirichletDocuments(alpha), options);
  }

  @Override
  NaiveStep naive(FittedDocument fitted, LocalOptions options) {
    return new NaiveCvb0(fitted.b, fitted.counts, fitted.alpha, options);
  }

  @Test
  void theCapOnSweepsHoldsForDenseOnesToo() {
    LocalOptions two = new LocalOptions(3, 0.03, 8, 0, 2);
    FittedDocument fitted = random(3, 20, 10, 0.2, two);
    assertThat(fitted.local.sweeps).isEqualTo(2);
    fitted.isAs(naive(fitted, two).fit(), 1e-4);
  }

  /** With the own mass excluded a single token sees the prior and its weights alone. */
  @Test
  void aSingleTokenIsSharedByPriorAndWeights() {
    double[] alpha = {0.3, 0.5, 0.2};
    double[][] b = {{0.2, 0.1, 0.5}};
    FittedDocument fitted = fit(b, new int[] {1}, alpha, TEN_SWEEPS);
    double sum = 0.3 * 0.2 + 0.5 * 0.1 + 0.2 * 0.5;
    for (int k = 0; k < 3; k++) {
      assertThat(fitted.r(0, k)).isCloseTo(alpha[k] * b[0][k] / sum, within(1e-5));
    }
  }
}
