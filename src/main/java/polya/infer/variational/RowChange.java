package polya.infer.variational;

import java.io.Serializable;
import polya.Failure;
import polya.corpus.Sections;
import polya.infer.Batch;
import polya.infer.Round;
import polya.math.Rows;
import polya.topics.Globals;
import polya.topics.TermBlock;
import polya.topics.TermRows;

/**
 * How a variational round changes the rows a of λ = η + σ a: row ← keep · row + add · s, after
 * which σ is {@code decay} (algorithms.md §1.1). A stochastic step, λ ← (1 − ρ) λ + ρ (η + D/|M|
 * s), is one number for all rows, σ ← (1 − ρ) σ, and touches the rows of its batch only.
 *
 * @param keep what is left of a row; 1 but where the decay starts again
 * @param add the weight of the round's expected counts s
 * @param decay σ after the round
 */
record RowChange(double keep, double add, double decay) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of an incremental round: rows are added as they are. */
  static final RowChange WHOLE = new RowChange(1, 1, 1);

  /** Below this the decay is multiplied into the rows and starts again at 1. */
  private static final double LEAST_DECAY = 1e-20;

  /**
   * The change of a round.
   *
   * @param globals those before
   * @param learningRate of stochastic rounds without lanes
   * @param documents D
   */
  static RowChange of(
      Globals globals, Batch batch, Round round, LearningRate learningRate, long documents) {
    if (round.incremental()) {
      return WHOLE;
    }
    double scale = documents / (double) batch.documents();
    double rho = 1;
    double kept = 0;
    if (round.lanes()) {
      kept = batch.sums().scalar(VariationalSums.KEPT) / batch.documents();
    } else {
      rho = learningRate.at(round);
      kept = 1 - rho;
    }
    double decay = globals.scalar(TopicState.DECAY) * kept;
    if (kept == 0) {
      return new RowChange(0, scale, 1);
    }
    return decay < LEAST_DECAY
        ? new RowChange(decay, rho * scale, 1)
        : new RowChange(1, rho * scale / decay, decay);
  }

  /** Whether rows without statistics stay as they are. */
  boolean keepsRows() {
    return keep == 1;
  }

  /**
   * The block after the round.
   *
   * @param rows s
   * @param totals output: Σ_w of what was added to a_wk is added to its first numbers, one a
   *     section and topic, Σ_wk s_wk to the last
   */
  TermBlock step(TermBlock block, TermRows rows, int topics, Sections sections, double[] totals) {
    TermBlock.Change next =
        keepsRows()
            ? block.change()
            : TermBlock.of(block.from(), scaled(block, keep, topics)).change();
    while (rows.next()) {
      float[] row = next.row(rows.term()).clone();
      int at = sections.of(rows.term()) * topics;
      for (int j = 0; j < rows.size(); j++) {
        int k = rows.topic(j);
        float before = row[k];
        // What was added is taken away again but for its rounding to float32.
        row[k] = Math.max(0, (float) (before + add * rows.count(j)));
        totals[at + k] += (double) row[k] - before;
        totals[totals.length - 1] += rows.count(j);
      }
      next.put(rows.term(), row);
    }
    return next.block();
  }

  /** A block's rows times a factor; for 0 all are one shared row of zeros. */
  static float[][] scaled(TermBlock block, double factor, int topics) {
    if (factor == 0) {
      return TermBlock.zeros(block.from(), block.size(), Rows.padded(topics)).copyOfRows();
    }
    float[][] rows = block.copyOfRows();
    for (int i = 0; i < rows.length; i++) {
      float[] row = rows[i].clone();
      for (int k = 0; k < topics; k++) {
        row[k] = (float) (factor * row[k]);
      }
      rows[i] = row;
    }
    return rows;
  }

  /**
   * Σ_w a_wk after the round.
   *
   * @param before Σ_w a_wk before it
   * @param added what {@link #step} gave, over all blocks
   * @throws Failure (resources) if a sum is beyond float32, or none
   */
  double[] totals(double[] before, double[] added, Round round) {
    double[] sums = before.clone();
    for (int k = 0; k < sums.length; k++) {
      sums[k] = Math.max(0, keep * sums[k] + added[k]);
      if (!(sums[k] <= Float.MAX_VALUE)) {
        throw endless(k, sums[k], round.number());
      }
    }
    return sums;
  }

  /** What ends a training whose rows leave float32. */
  static Failure endless(int k, double counts, int round) {
    return Failure.resources(
        "Cannot go on training: topic "
            + k
            + " holds "
            + counts
            + " counts after round "
            + round
            + ". Lower learningDecay or raise learningOffset.");
  }
}
