package polya.infer.variational;

import polya.math.Special;

/** Learning α, the Dirichlet prior of documents' mixtures; cost O(K) a step. */
final class DocConcentration {
  /** No α falls below this: exp ψ(α) and Γ(α) must stay finite. */
  private static final double LEAST = 1e-4;

  /** A Newton step changes α_k by a factor of two at most. */
  private static final double LONGEST_STEP = StrictMath.log(2);

  private static final int STEPS = 100;

  private DocConcentration() {}

  /** From one α towards another by the share rho, in log α. */
  static double[] towards(double[] from, double[] to, double rho) {
    double[] next = new double[from.length];
    for (int k = 0; k < next.length; k++) {
      next[k] = StrictMath.exp((1 - rho) * StrictMath.log(from[k]) + rho * StrictMath.log(to[k]));
    }
    return next;
  }

  /**
   * Maximises D [log Γ(Σα) − Σ log Γ(α_k)] + Σ_k α_k Σ_d E[log θ_dk] by Newton steps in log α with
   * the O(K) Hessian of Blei et al. 2003, A.4.2, halved until the objective rises.
   *
   * @param expectedLogTheta Σ_d E_q[log θ_dk], K numbers
   * @param documents D &gt; 0
   */
  static double[] newton(double[] start, double[] expectedLogTheta, double documents) {
    double[] alpha = start.clone();
    double value = objective(alpha, expectedLogTheta, documents);
    for (int step = 0; step < STEPS; step++) {
      double[] direction = direction(alpha, expectedLogTheta, documents);
      double length = 1;
      double[] next = moved(alpha, direction, length);
      double nextValue = objective(next, expectedLogTheta, documents);
      while (!(nextValue >= value) && length > 1e-6) {
        length /= 2;
        next = moved(alpha, direction, length);
        nextValue = objective(next, expectedLogTheta, documents);
      }
      if (!(nextValue > value + 1e-12 * Math.abs(value))) {
        return alpha;
      }
      alpha = next;
      value = nextValue;
    }
    return alpha;
  }

  private static double objective(double[] alpha, double[] expectedLogTheta, double documents) {
    double sum = 0;
    double value = 0;
    for (int k = 0; k < alpha.length; k++) {
      sum += alpha[k];
      value += alpha[k] * expectedLogTheta[k] - documents * Special.lgamma(alpha[k]);
    }
    return value + documents * Special.lgamma(sum);
  }

  /** The Newton direction over α: the step in log α, clipped. */
  private static double[] direction(double[] alpha, double[] expectedLogTheta, double documents) {
    double sum = 0;
    for (double a : alpha) {
      sum += a;
    }
    double z = documents * Special.trigamma(sum);
    double digammaSum = Special.digamma(sum);
    double[] g = new double[alpha.length];
    double[] q = new double[alpha.length];
    double gq = 0;
    double oneq = 0;
    for (int k = 0; k < alpha.length; k++) {
      g[k] = documents * (digammaSum - Special.digamma(alpha[k])) + expectedLogTheta[k];
      q[k] = -documents * Special.trigamma(alpha[k]);
      gq += g[k] / q[k];
      oneq += 1 / q[k];
    }
    double b = gq / (1 / z + oneq);
    for (int k = 0; k < alpha.length; k++) {
      double step = -(g[k] - b) / q[k] / alpha[k];
      g[k] = Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, step));
    }
    return g;
  }

  private static double[] moved(double[] alpha, double[] direction, double length) {
    double[] next = new double[alpha.length];
    for (int k = 0; k < alpha.length; k++) {
      next[k] = Math.max(LEAST, alpha[k] * StrictMath.exp(length * direction[k]));
    }
    return next;
  }
}
