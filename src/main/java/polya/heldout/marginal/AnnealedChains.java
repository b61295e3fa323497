package polya.heldout.marginal;

import java.util.Arrays;
import polya.math.RandomStream;

/**
 * The kernel of {@link Annealing}: chains go down the temperatures side by side, so that powers of
 * φ are made once for all. Scratch of one thread, which grows to the longest document.
 */
final class AnnealedChains {
  private static final int KNOTS = 20;

  private final DocumentWeights weights;
  private final int temperatures;
  private final AssignedTopics[] chains;
  private double[] logPhi = new double[0];
  private double[] stepWK = new double[0];
  private double[] powerWK = new double[0];
  private double[] priorW = new double[0];
  private double lastStep;

  AnnealedChains(DocumentWeights weights, int temperatures, int chains) {
    this.weights = weights;
    this.temperatures = temperatures;
    this.chains = new AssignedTopics[chains];
    Arrays.setAll(this.chains, c -> new AssignedTopics(weights));
  }

  /** The chains' log weights for the tokens whose weights are at hand; one stream a chain. */
  double[] run(TokenOrder order, int words, RandomStream[] streams) {
    start(words);
    double[] logWeights = new double[chains.length];
    for (int c = 0; c < chains.length; c++) {
      chains[c].seat(order, powerWK, priorW, streams[c]);
    }
    for (int t = 0; t < temperatures; t++) {
      double step = beta(t + 1) - beta(t);
      for (int c = 0; c < chains.length; c++) {
        if (t > 0) {
          chains[c].sweep(order, powerWK, priorW, streams[c]);
        }
        logWeights[c] += step * chains[c].sum(order, logPhi);
      }
      raise(words, step);
    }
    return logWeights;
  }

  /**
   * β_t, from 0 to 1: linear between knots at (i / {@value #KNOTS})³, because most of the way from
   * prior to posterior is made at small β.
   */
  private double beta(int t) {
    double at = (double) KNOTS * t / temperatures;
    int knot = (int) at;
    double below = knot(knot);
    return below + (at - knot) * (knot(knot + 1) - below);
  }

  private static double knot(int i) {
    double x = (double) i / KNOTS;
    return x * x * x;
  }

  private void start(int words) {
    int entries = words * weights.topics();
    if (logPhi.length < entries) {
      logPhi = new double[entries];
      stepWK = new double[entries];
      powerWK = new double[entries];
    }
    if (priorW.length < words) {
      priorW = new double[words];
    }
    for (int i = 0; i < entries; i++) {
      logPhi[i] = StrictMath.log(weights.phiWK()[i]);
    }
    Arrays.fill(powerWK, 0, entries, 1);
    Arrays.fill(priorW, 0, words, weights.alphaSum());
    lastStep = 0;
  }

  /** To φ^(β + step); powers of the step are made anew only where it differs from the last. */
  private void raise(int words, double step) {
    double[] alpha = weights.alpha();
    int entries = words * alpha.length;
    if (Math.abs(step - lastStep) > 1e-9 * step) {
      for (int i = 0; i < entries; i++) {
        stepWK[i] = StrictMath.exp(step * logPhi[i]);
      }
      lastStep = step;
    }
    for (int w = 0; w < words; w++) {
      double prior = 0;
      for (int k = 0; k < alpha.length; k++) {
        int i = w * alpha.length + k;
        powerWK[i] *= stepWK[i];
        prior += alpha[k] * powerWK[i];
      }
      priorW[w] = prior;
    }
  }
}
