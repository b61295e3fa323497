package polya.heldout.marginal;

import java.util.Arrays;
import polya.corpus.Document;
import polya.infer.variational.LocalOptions;
import polya.infer.variational.MeanField;
import polya.math.Draws;
import polya.math.RandomStream;
import polya.math.Special;

/**
 * The kernel of {@link Importance} and {@link PosteriorCheck}: draws of θ and their weights.
 * Scratch of one thread.
 */
final class MixtureDraws {
  private static final double TOLERANCE = 1e-4;
  private static final int SWEEPS = 200;

  /** What share of its counts the wider half of the proposal keeps. */
  private static final double WIDER = 0.25;

  private final DocumentWeights weights;
  private final Proposal proposal;

  /** Those whose scratch is at hand. */
  private double[] alpha;

  private MeanField meanField;
  private double[] gammaK;
  private double[] wideK;
  private double[] logThetaK;
  private double[] thetaK;
  private int[] slots = new int[0];

  MixtureDraws(DocumentWeights weights, Proposal proposal) {
    this.weights = weights;
    this.proposal = proposal;
  }

  /** Makes room for documents of this α. */
  private void enter(double[] next) {
    alpha = next;
    int topics = next.length;
    meanField = new MeanField(next, new LocalOptions(0, 0, topics, TOLERANCE, SWEEPS));
    gammaK = new double[topics];
    wideK = new double[topics];
    logThetaK = new double[topics];
    thetaK = new double[topics];
  }

  /**
   * Draws and weighs.
   *
   * @param document whose weights are at hand
   * @param logWeights output, one a draw; each is of one half of the proposal or the other by a
   *     fair coin
   */
  void weigh(Document document, RandomStream stream, double[] logWeights) {
    if (alpha != weights.alpha()) {
      enter(weights.alpha());
    }
    propose(document);
    double toGamma = logNormaliser(alpha) - logNormaliser(gammaK);
    double toWide = logNormaliser(alpha) - logNormaliser(wideK);
    for (int s = 0; s < logWeights.length; s++) {
      draw(stream, stream.nextLong() < 0 ? gammaK : wideK);
      double overGamma = toGamma + logRatio(gammaK);
      double overWide = toWide + logRatio(wideK);
      // p/q = 2 / (q1/p + q2/p), by the smaller of the two ratios p/q.
      double apart = Math.abs(overGamma - overWide);
      double over =
          Math.min(overGamma, overWide) + StrictMath.log(2 / (1 + StrictMath.exp(-apart)));
      logWeights[s] = over + logLikelihood(document);
    }
  }

  private void propose(Document document) {
    if (proposal == Proposal.PRIOR) {
      System.arraycopy(alpha, 0, gammaK, 0, alpha.length);
      System.arraycopy(alpha, 0, wideK, 0, alpha.length);
      return;
    }
    int words = document.terms().length;
    if (slots.length < words) {
      slots = new int[words];
      Arrays.setAll(slots, w -> w);
    }
    MeanField.seat(alpha, document.tokens(), gammaK, 0);
    meanField.fit(weights.phiWK(), slots, document.counts(), 0, words, gammaK, 0);
    for (int k = 0; k < alpha.length; k++) {
      double kept = proposal == Proposal.MEAN_FIELD ? 1 : WIDER;
      wideK[k] = alpha[k] + kept * (gammaK[k] - alpha[k]);
    }
  }

  /** log of the factor that makes Dirichlet(a) a density. */
  private static double logNormaliser(double[] a) {
    double sum = 0;
    double log = 0;
    for (double x : a) {
      sum += x;
      log -= Special.lgamma(x);
    }
    return log + Special.lgamma(sum);
  }

  /** Σ_k (α_k − a_k) log θ_k, the rest of the log ratio of two Dirichlet densities. */
  private double logRatio(double[] a) {
    double log = 0;
    for (int k = 0; k < a.length; k++) {
      // A topic at its prior has ratio 1, however small its share.
      if (a[k] != alpha[k]) {
        log += (alpha[k] - a[k]) * logThetaK[k];
      }
    }
    return log;
  }

  /** θ ~ Dirichlet(a), kept as logarithms too: shares of small a underflow. */
  private void draw(RandomStream stream, double[] a) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < a.length; k++) {
      logThetaK[k] = Draws.logGamma(stream, a[k]);
      largest = Math.max(largest, logThetaK[k]);
    }
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      thetaK[k] = StrictMath.exp(logThetaK[k] - largest);
      sum += thetaK[k];
    }
    double logSum = largest + StrictMath.log(sum);
    for (int k = 0; k < a.length; k++) {
      thetaK[k] /= sum;
      logThetaK[k] -= logSum;
    }
  }

  private double logLikelihood(Document document) {
    double[] phi = weights.phiWK();
    double log = 0;
    for (int w = 0; w < document.counts().length; w++) {
      int row = w * thetaK.length;
      double p = 0;
      for (int k = 0; k < thetaK.length; k++) {
        p += thetaK[k] * phi[row + k];
      }
      log += document.counts()[w] * StrictMath.log(p);
    }
    return log;
  }
}
