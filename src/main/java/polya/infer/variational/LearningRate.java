package polya.infer.variational;

import java.io.Serializable;
import polya.infer.Round;
import polya.params.Settings;

/**
 * The step size of round t: ρ_t = (offset + t)^−decay, and 1 for a batch that is the whole corpus
 * (Hoffman, Blei, Bach 2010: then the step is coordinate ascent).
 *
 * @param offset τ0 &gt; 0: damps the first rounds
 * @param decay κ in (0.5, 1] for convergence
 */
public record LearningRate(double offset, double decay) implements Serializable {
  /**
   * τ0 after a warm start. Steps of a fifth, made to forget random topics at once, would let the
   * first ten mini-batches take the place of four fifths of what the earlier model knows; with
   * steps of a 25th, twenty take that of half. On documents held out of the training halves of
   * 20news and debian, K = 100, the first rounds were at worst 1.4 % above the earlier model (τ0 =
   * 10: 7 %), and with twice the documents never; six passes ended within 0.6 % of those with τ0 =
   * 10.
   */
  public static final double WARM_OFFSET = 100;

  private static final double COLD_OFFSET = 10;

  /** Step sizes of a run's stochastic rounds. */
  public static LearningRate of(Settings settings) {
    double offset = settings.get(VariationalParameters.LEARNING_OFFSET).orElse(COLD_OFFSET);
    return new LearningRate(offset, settings.get(VariationalParameters.LEARNING_DECAY));
  }

  /** ρ of a round, in (0, 1]. */
  public double at(Round round) {
    return at(round, 0);
  }

  /** How far a round may move what it learns from its batch alone, in (0, 1]. */
  public double ofBatch(Round round) {
    return round.incremental() ? round.share() : at(round);
  }

  /** ρ of a step of a round's lanes, in (0, 1]; steps are numbered from 0 in every round. */
  public double at(Round round, int step) {
    double t = (double) round.number() * round.laneTiles() + step;
    return round.wholeCorpus() && !round.lanes()
        ? 1
        : Math.min(1, StrictMath.pow(offset + t, -decay));
  }
}
