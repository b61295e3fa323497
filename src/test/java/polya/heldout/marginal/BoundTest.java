package polya.heldout.marginal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import polya.corpus.Document;
import polya.heldout.Enumerated;
import polya.heldout.Estimate;
import polya.heldout.HeldOut;
import polya.heldout.Tiny;
import polya.math.Special;
import polya.topics.Phi;

class BoundTest {
  private static double bound(Phi phi, double[] alpha, Document document) {
    return new Bound().open(phi, alpha).estimate(HeldOut.of(document, 0)).logProbability();
  }

  @Test
  void neverExceedsTheExactValueAndComesClose() {
    double[][] priors = {{0.1, 0.1}, {1, 1}, {0.5, 3}, {0.3, 0.3, 0.3}, {2, 0.2, 1}};
    // What mean field loses a token on the worst of such documents, mostly those of one token; a
    // bound
    // looser than this has lost a part of its equation.
    double[] most = {0.7, 0.25, 0.3, 0.95, 0.6};
    for (int a = 0; a < priors.length; a++) {
      double[] alpha = priors[a];
      double widest = 0;
      for (int m = 0; m < 20; m++) {
        Phi phi = Tiny.phi(Tiny.weights(4, alpha.length, m));
        for (Document d : Tiny.documents(20, 4, 5)) {
          if (d.terms().length > 0) {
            double exact =
                Math.log(Enumerated.probability(Tiny.dense(phi), alpha, Enumerated.tokens(d)));
            double gap = exact - bound(phi, alpha, d);
            assertThat(gap).isGreaterThan(-1e-9);
            widest = Math.max(widest, gap / d.tokens());
          }
        }
      }
      assertThat(widest).isLessThan(most[a]);
    }
  }

  @Test
  void isExactWhereThePosteriorIsKnown() {
    Phi one = Tiny.phi(new float[][] {{1}, {2}, {5}});
    double expected = 2 * Math.log(1 / 8.0) + 3 * Math.log(5 / 8.0);
    assertThat(bound(one, new double[] {0.7}, Tiny.document("a", 0, 0, 2, 2, 2)))
        .isCloseTo(expected, within(1e-7));

    // One token of equal topics: γ = (1.5, 1.5), and log 2 + ψ(1.5) − ψ(3) − KL.
    Phi equal = Tiny.phi(new float[][] {{1, 1}, {3, 3}});
    double psi = Special.digamma(1.5) - Special.digamma(3);
    double kl = Special.lgamma(3) - 2 * Special.lgamma(1.5) + psi;
    assertThat(bound(equal, new double[] {1, 1}, Tiny.document("c", 0)))
        .isCloseTo(Math.log(2 * 0.25) + psi - kl, within(1e-7));

    // Topics without a common term: z is known, so the bound is the Dirichlet-multinomial itself.
    Phi apart = Tiny.phi(new float[][] {{1, 0}, {0, 1}});
    double[] alpha = {0.4, 1.1};
    double urn =
        Special.lgamma(1.5)
            - Special.lgamma(6.5)
            + Special.lgamma(3.4)
            - Special.lgamma(0.4)
            + Special.lgamma(3.1)
            - Special.lgamma(1.1);
    assertThat(bound(apart, alpha, Tiny.document("b", 0, 0, 0, 1, 1))).isCloseTo(urn, within(1e-9));
  }

  @Test
  void emptyDocumentHasNoScoreAndItsNameSaysBound() {
    Phi phi = Tiny.phi(Tiny.weights(4, 2, 0));
    Bound bound = new Bound();
    assertThat(bound.isBound()).isTrue();
    assertThat(bound.name()).isEqualTo("bound");
    assertThat(bound.open(phi, new double[] {1, 1}).estimate(HeldOut.of(Tiny.document("e"), 3)))
        .isEqualTo(Estimate.NONE);
  }
}
