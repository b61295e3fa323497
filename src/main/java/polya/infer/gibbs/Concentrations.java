package polya.infer.gibbs;

import java.io.Serializable;
import polya.corpus.Sections;
import polya.math.CountTally;
import polya.math.Draws;
import polya.math.RandomStream;

/**
 * The concentration of Dirichlets whose draws are integrated out, given the tally of counts under
 * them (algorithms.md §2.2). A priori every number of it is Gamma(shape, rate). By its mode, or by
 * one exact Gibbs step, which leaves the posterior as it is.
 *
 * @param shape s of the prior, ≥ 1
 * @param rate 1/c of the prior, &gt; 0
 */
public record Concentrations(double shape, double rate) implements Serializable {
  /** Gamma(1, 1) a priori: weak beside any corpus, and proper. */
  public static final Concentrations WEAK = new Concentrations(1, 1);

  /** Steps of the fixed point at a time: it goes on at the next one. */
  public static final int STEPS = 10;

  /** No concentration leaves a step below this: topics that nothing uses would reach zero. */
  public static final double LEAST = 1e-6;

  /**
   * Minka's fixed point (2000) as Wallach (2008) has it, α_k ← (α_k Σ_d (ψ(n_dk + α_k) − ψ(α_k)) +
   * s − 1) / (Σ_d (ψ(N_d + α_0) − ψ(α_0)) + 1/c): every step raises the posterior.
   *
   * @param alpha where to begin
   * @param byTopic counts n_dk by topic
   * @param lengths N_d
   * @param steps how many steps
   */
  public double[] climbed(double[] alpha, CountTally[] byTopic, CountTally lengths, int steps) {
    double[] next = alpha.clone();
    for (int step = 0; step < steps; step++) {
      double below = lengths.harmonic(sum(next)) + rate;
      for (int k = 0; k < next.length; k++) {
        double above = next[k] * byTopic[k].harmonic(next[k]) + shape - 1;
        next[k] = Math.max(LEAST, above / below);
      }
    }
    return next;
  }

  /**
   * One Gibbs step: tables L_k = Σ_d CRT(n_dk, α_k), auxiliary x_d ~ Beta(α_0, N_d), then α_k ~
   * Gamma(s + L_k, 1/c − Σ_d ln x_d) (Escobar and West 1995; Zhou and Carin 2015).
   */
  public double[] drawn(
      RandomStream stream, double[] alpha, CountTally[] byTopic, CountTally lengths) {
    double below = rate + lengths.logBetas(stream, sum(alpha));
    double[] next = new double[alpha.length];
    for (int k = 0; k < next.length; k++) {
      double draw = Draws.gamma(stream, shape + byTopic[k].tables(stream, alpha[k])) / below;
      next[k] = Math.max(LEAST, draw);
    }
    return next;
  }

  /**
   * {@link #climbed} for one number shared by all cells of every Dirichlet.
   *
   * @param cells the counts in all cells
   * @param totals their sums by Dirichlet
   * @param size cells of a Dirichlet
   */
  public double climbed(double beta, CountTally cells, CountTally totals, int size, int steps) {
    double next = beta;
    for (int step = 0; step < steps; step++) {
      double above = next * cells.harmonic(next) + shape - 1;
      next = Math.max(LEAST, above / (size * totals.harmonic(size * next) + rate));
    }
    return next;
  }

  /**
   * {@link #climbed} for one number shared by the cells of Dirichlets of several sizes.
   *
   * @param totals of the Dirichlets of each section
   * @param sections whose sizes they have
   */
  double climbed(double beta, CountTally cells, CountTally[] totals, Sections sections, int steps) {
    if (sections.isOne()) {
      return climbed(beta, cells, totals[0], sections.terms(), steps);
    }
    double next = beta;
    for (int step = 0; step < steps; step++) {
      double above = next * cells.harmonic(next) + shape - 1;
      double below = rate;
      for (int s = 0; s < totals.length; s++) {
        int size = sections.size(s);
        below += size == 0 ? 0 : size * totals[s].harmonic(size * next);
      }
      next = Math.max(LEAST, above / below);
    }
    return next;
  }

  /** {@link #drawn} for one number shared by the cells of Dirichlets of several sizes. */
  double drawn(
      RandomStream stream, double beta, CountTally cells, CountTally[] totals, Sections sections) {
    if (sections.isOne()) {
      return drawn(stream, beta, cells, totals[0], sections.terms());
    }
    double below = rate;
    for (int s = 0; s < totals.length; s++) {
      int size = sections.size(s);
      below += size == 0 ? 0 : size * totals[s].logBetas(stream, size * beta);
    }
    double draw = Draws.gamma(stream, shape + cells.tables(stream, beta)) / below;
    return Math.max(LEAST, draw);
  }

  /** {@link #drawn} for one number shared by all cells of every Dirichlet. */
  public double drawn(
      RandomStream stream, double beta, CountTally cells, CountTally totals, int size) {
    double below = rate + size * totals.logBetas(stream, size * beta);
    double draw = Draws.gamma(stream, shape + cells.tables(stream, beta)) / below;
    return Math.max(LEAST, draw);
  }

  private static double sum(double[] alpha) {
    double sum = 0;
    for (double a : alpha) {
      sum += a;
    }
    return sum;
  }
}
