package polya.infer;

import java.io.Serializable;

/**
 * The step size of round t: ρ_t = (offset + t)^−decay, and 1 for a batch that is the whole corpus
 * (Hoffman, Blei, Bach 2010: then the step is coordinate ascent).
 *
 * @param offset τ0 &gt; 0: damps the first rounds
 * @param decay κ in (0.5, 1] for convergence
 */
public record LearningRate(double offset, double decay) implements Serializable {
  /** ρ of a round, in (0, 1]. */
  public double at(Round round) {
    return at(round, 0);
  }

  /** ρ of a step of a round's lanes, in (0, 1]; steps are numbered from 0 in every round. */
  public double at(Round round, int step) {
    double t = (double) round.number() * round.laneTiles() + step;
    return round.wholeCorpus() && !round.lanes()
        ? 1
        : Math.min(1, StrictMath.pow(offset + t, -decay));
  }
}
