package polya.heldout.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import polya.corpus.Document;
import polya.heldout.Estimate;
import polya.heldout.Estimator;
import polya.heldout.HeldOut;
import polya.heldout.Tiny;
import polya.mixing.FoldInSweeps;
import polya.topics.Phi;

class DocumentCompletionTest {
  private static final double[] ALPHA = {0.3, 0.05, 1.2, 0.4, 0.4};
  private static final Phi PHI = Tiny.phi(Tiny.weights(30, 5, 1));

  /** The definition, slowly: tokens one by one, everything in float64. */
  private static double slow(double[][] phi, double[] alpha, Document seen, Document scored) {
    int topics = alpha.length;
    double[] theta = new double[topics];
    Arrays.fill(theta, 1.0 / topics);
    for (int sweep = 0; sweep < 50; sweep++) {
      double[] next = alpha.clone();
      for (int i = 0; i < seen.terms().length; i++) {
        for (int token = 0; token < seen.counts()[i]; token++) {
          double p = 0;
          for (int k = 0; k < topics; k++) {
            p += theta[k] * phi[seen.terms()[i]][k];
          }
          for (int k = 0; k < topics; k++) {
            next[k] += theta[k] * phi[seen.terms()[i]][k] / p;
          }
        }
      }
      double sum = Arrays.stream(next).sum();
      Arrays.setAll(theta, k -> next[k] / sum);
    }
    double log = 0;
    for (int i = 0; i < scored.terms().length; i++) {
      double p = 0;
      for (int k = 0; k < topics; k++) {
        p += theta[k] * phi[scored.terms()[i]][k];
      }
      log += scored.counts()[i] * Math.log(p);
    }
    return log;
  }

  private static Document[] halves(Document d, long seed) {
    int[] seen = new int[d.terms().length];
    new TokenSplit(seed).observed(d, seen);
    int[] rest = new int[seen.length];
    Arrays.setAll(rest, i -> d.counts()[i] - seen[i]);
    return new Document[] {positive(d, seen), positive(d, rest)};
  }

  private static Document positive(Document d, int[] counts) {
    int[] at =
        java.util.stream.IntStream.range(0, counts.length).filter(i -> counts[i] > 0).toArray();
    return new Document(
        d.id(),
        Arrays.stream(at).map(i -> d.terms()[i]).toArray(),
        Arrays.stream(at).map(i -> counts[i]).toArray());
  }

  @Test
  void agreesWithItsDefinition() {
    Estimator.Scorer all = new DocumentCompletion(7, FoldInSweeps.converged(0)).open(PHI, ALPHA);
    Estimator.Scorer standard = new DocumentCompletion(7).open(PHI, ALPHA);
    int scored = 0;
    for (Document d : Tiny.documents(300, 30, 60)) {
      Document[] halves = halves(d, 7);
      Estimate estimate = all.estimate(HeldOut.of(d, 0));
      if (halves[0].tokens() == 0 || halves[1].tokens() == 0) {
        assertThat(estimate).isEqualTo(Estimate.NONE);
        continue;
      }
      scored++;
      double expected = slow(Tiny.dense(PHI), ALPHA, halves[0], halves[1]);
      assertThat(estimate.tokens()).isEqualTo(halves[1].tokens());
      assertThat(estimate.standardError()).isZero();
      assertThat(estimate.logProbability()).isCloseTo(expected, within(1e-4 * -expected));
      // The tolerance that ends fold-in early, a document at a time.
      assertThat(standard.estimate(HeldOut.of(d, 0)).logProbability())
          .isCloseTo(expected, within(3e-2 * -expected));
      // The same halves as two documents.
      assertThat(all.estimate(HeldOut.given(halves[0], halves[1], 0))).isEqualTo(estimate);
    }
    assertThat(scored).isGreaterThan(270);
  }

  @Test
  void oneTopicIsAUnigram() {
    Phi one = Tiny.phi(new float[][] {{1}, {2}, {5}});
    Estimate e =
        new DocumentCompletion(1)
            .open(one, new double[] {0.2})
            .estimate(HeldOut.given(Tiny.document("a", 1), Tiny.document("a", 0, 2, 2), 0));
    assertThat(e.tokens()).isEqualTo(3);
    assertThat(e.logProbability())
        .isCloseTo(Math.log(1 / 8.0) + 2 * Math.log(5 / 8.0), within(1e-6));
  }

  @Test
  void aTermThatNoTopicHasIsCostlyNotInfinite() {
    Phi phi = Tiny.phi(new float[][] {{1, 2}, {0, 0}});
    Estimate e =
        new DocumentCompletion(1)
            .open(phi, new double[] {1, 1})
            .estimate(HeldOut.given(Tiny.document("a", 1, 0), Tiny.document("a", 1), 0));
    assertThat(e.logProbability()).isCloseTo(Math.log(1e-15), within(1e-3));
  }

  @Test
  void shortDocumentsAreNotScored() {
    Estimator.Scorer scorer = new DocumentCompletion(1).open(PHI, ALPHA);
    Document none = Tiny.document("none");
    Document some = Tiny.document("some", 3, 4);
    for (HeldOut h :
        List.of(
            HeldOut.of(none, 0),
            HeldOut.of(Tiny.document("one", 5), 0),
            HeldOut.given(none, some, 0),
            HeldOut.given(some, none, 0))) {
      assertThat(scorer.estimate(h)).isEqualTo(Estimate.NONE);
    }
  }

  @Test
  void doesNotDependOnWhatWasScoredBefore() {
    List<Document> documents = Tiny.documents(50, 30, 80);
    Estimator.Scorer used = new DocumentCompletion(7).open(PHI, ALPHA);
    for (Document d : documents) {
      assertThat(used.estimate(HeldOut.of(d, 0)))
          .isEqualTo(new DocumentCompletion(7).open(PHI, ALPHA).estimate(HeldOut.of(d, 0)));
    }
  }
}
