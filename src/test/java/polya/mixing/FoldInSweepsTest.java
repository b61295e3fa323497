package polya.mixing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import polya.corpus.Document;
import polya.heldout.Masked;
import polya.heldout.Tiny;
import polya.topics.Phi;

class FoldInSweepsTest {
  private static final int TERMS = 30;
  private static final double[] ALPHA = {0.3, 0.05, 1.2, 0.4, 0.02};
  private static final float[][] WEIGHTS = Tiny.weights(TERMS, ALPHA.length, 1);
  private static final Phi PHI = Tiny.phi(WEIGHTS);
  private static final GammaDocuments GAMMA =
      GammaDocuments.of(ALPHA, new double[] {0.5, 2, 1, 0.1, 3});

  private static double[] theta(DocumentPrior prior, FoldInSweeps sweeps, Document d, int group) {
    FoldIn foldIn = prior.foldIn(PHI, sweeps);
    foldIn.gather("a document", d.terms());
    foldIn.fit(group, d.counts(), d.terms().length);
    double[] theta = new double[prior.topics()];
    Arrays.setAll(theta, foldIn::theta);
    return theta;
  }

  private static double[] theta(FoldInSweeps sweeps, Document d) {
    return theta(new DirichletDocuments(ALPHA), sweeps, d, 0);
  }

  /** One sweep from θ in float64: the counts n. */
  private static double[] counts(double[] thetaK, Document d) {
    double[][] phi = Tiny.dense(PHI);
    double[] n = new double[thetaK.length];
    for (int i = 0; i < d.terms().length; i++) {
      double m = 0;
      for (int k = 0; k < n.length; k++) {
        m += thetaK[k] * phi[d.terms()[i]][k];
      }
      for (int k = 0; k < n.length; k++) {
        n[k] += d.counts()[i] * thetaK[k] * phi[d.terms()[i]][k] / m;
      }
    }
    return n;
  }

  private static double[] normalised(double[] x) {
    double sum = Arrays.stream(x).sum();
    return Arrays.stream(x).map(a -> a / sum).toArray();
  }

  private static double[] withAlpha(double[] n) {
    double[] sum = n.clone();
    Arrays.setAll(sum, k -> n[k] + ALPHA[k]);
    return normalised(sum);
  }

  private static double[] even() {
    double[] theta = new double[ALPHA.length];
    Arrays.fill(theta, 1.0 / theta.length);
    return theta;
  }

  private static void assertNear(double[] actual, double[] expected, double error) {
    for (int k = 0; k < expected.length; k++) {
      assertThat(actual[k]).as("topic %s", k).isCloseTo(expected[k], within(error));
    }
  }

  @Test
  void threeSweepsAreTheDefinition() {
    for (Document d : Tiny.documents(60, TERMS, 40)) {
      if (d.tokens() > 0) {
        double[] first = counts(even(), d);
        double[] sharp = Arrays.stream(first).map(n -> Math.pow(n, 2.5)).toArray();
        double[] second = withAlpha(counts(normalised(sharp), d));
        assertNear(theta(FoldInSweeps.of(2), d), second, 1e-5);
        assertNear(theta(FoldInSweeps.of(3), d), withAlpha(counts(second, d)), 1e-5);
        assertNear(theta(FoldInSweeps.of(1), d), withAlpha(first), 1e-5);
      }
    }
  }

  @Test
  void manySweepsEndWhereConvergenceDoes() {
    for (Document d : Tiny.documents(60, TERMS, 40)) {
      // What a tolerance of 3e-4 a sweep leaves of the way.
      assertNear(theta(FoldInSweeps.of(100_000), d), theta(FoldInSweeps.converged(), d), 0.03);
    }
    // One term in one topic each: θ ∝ α + n at once, whatever the start.
    Phi apart = Tiny.phi(new float[][] {{1, 0}, {0, 1}});
    double[] alpha = {0.5, 1.5};
    for (int sweeps : new int[] {1, 2, 3, 50}) {
      double[] theta =
          new Mixtures(apart, new DirichletDocuments(alpha), FoldInSweeps.of(sweeps))
              .of(new int[] {0, 1}, new int[] {3, 1});
      assertNear(theta, new double[] {3.5 / 6, 2.5 / 6}, 1e-6);
    }
  }

  @Test
  void topicsThatWereGivenUpComeBack() {
    // A sharpened start of 1e-30 and less underflows; α alone keeps the topic, as in convergence.
    Phi phi = Tiny.phi(new float[][] {{1, 1e-25f}, {1e-25f, 1}});
    double[] alpha = {0.1, 0.1};
    double[] theta =
        new Mixtures(phi, new DirichletDocuments(alpha), FoldInSweeps.of(3))
            .of(new int[] {0}, new int[] {5});
    assertNear(theta, new double[] {5.1 / 5.2, 0.1 / 5.2}, 1e-6);
    assertThat(theta[1]).isPositive();
  }

  @Test
  void emptyDocumentsAndThoseOfTermsThatNoTopicHasGetThePrior() {
    Phi phi = Tiny.phi(new float[][] {{1, 2}, {0, 0}});
    double[] alpha = {1, 3};
    Mixtures mixtures = new Mixtures(phi, new DirichletDocuments(alpha), FoldInSweeps.of(3));
    assertThat(mixtures.of(new int[0], new int[0])).containsExactly(0.25, 0.75);
    assertNear(mixtures.of(new int[] {1}, new int[] {4}), new double[] {0.25, 0.75}, 1e-6);
    Phi one = Tiny.phi(new float[][] {{1}, {2}});
    assertThat(
            new Mixtures(one, new DirichletDocuments(new double[] {0.2}), FoldInSweeps.of(3))
                .of(new int[] {1}, new int[] {1}))
        .containsExactly(1);
  }

  @Test
  void oneTokenIsNearItsRoot() {
    // As MixturesTest: 6θ² − 2θ − 1 = 0 at convergence; three sweeps are as near as that.
    Phi phi = Tiny.phi(new float[][] {{3, 1}, {2, 4}});
    double[] theta =
        new Mixtures(phi, new DirichletDocuments(new double[] {1, 1}), FoldInSweeps.of(3))
            .of(new int[] {0}, new int[] {1});
    assertThat(theta[0]).isCloseTo((1 + Math.sqrt(7)) / 6, within(0.02));
    assertThat(Arrays.stream(theta).sum()).isCloseTo(1, within(1e-14));
  }

  @Test
  void groupsKeepTheirSupportsAndTheirAlpha() {
    double[][] alphaGK = {{0.3, 0, 1.2, 0, 0.02}, {0, 0.05, 0, 0, 0}, ALPHA};
    DocumentPrior masked = new Masked(alphaGK);
    for (Document d : Tiny.documents(30, TERMS, 40)) {
      for (int g = 0; g < alphaGK.length; g++) {
        double[] theta = theta(masked, FoldInSweeps.of(3), d, g);
        for (int k = 0; k < theta.length; k++) {
          assertThat(theta[k] > 0).isEqualTo(alphaGK[g][k] > 0);
        }
      }
      assertThat(theta(masked, FoldInSweeps.of(3), d, 2)).isEqualTo(theta(FoldInSweeps.of(3), d));
    }
  }

  @Test
  void documentsWithActivitiesFoldInTheSameWay() {
    double[] scale = new double[ALPHA.length];
    Arrays.fill(scale, 1.5);
    DocumentPrior active =
        GAMMA.withActivities(new SharedRate(2, 1, Arrays.stream(ALPHA).sum()), scale);
    for (Document d : Tiny.documents(30, TERMS, 40)) {
      assertThat(theta(GAMMA, FoldInSweeps.of(3), d, 0)).isEqualTo(theta(FoldInSweeps.of(3), d));
      double[] many = theta(active, FoldInSweeps.of(10_000), d, 0);
      assertNear(many, theta(active, FoldInSweeps.converged(), d, 0), 0.03);
    }
  }
}
