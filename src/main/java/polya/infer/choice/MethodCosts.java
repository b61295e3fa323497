package polya.infer.choice;

import polya.infer.CorpusFacts;
import polya.infer.MiniBatches;
import polya.infer.Round;

/**
 * What training takes by calculation: seconds for a million tokens that are visited once, by method
 * and topics, and for a round whatever it visits. The figures were measured once, on two cores; a
 * calculation is the same on every machine, and right on none but that one. The manual has them as
 * a table.
 */
public final class MethodCosts {
  private static final int[] TOPICS = {20, 100, 500, 1000};
  private static final double[] VARIATIONAL = {0.32, 0.48, 0.66, 0.85};
  private static final double[] SAMPLED = {0.06, 0.10, 0.14, 0.18};
  private static final double VARIATIONAL_ROUND = 0.012;
  private static final double SAMPLED_ROUND = 0.035;
  private static final double MILLION = 1e6;

  private MethodCosts() {}

  /** How many rows the table has. */
  public static int rows() {
    return TOPICS.length;
  }

  /** K of a row. */
  public static int topics(int row) {
    return TOPICS[row];
  }

  /** Seconds for a million tokens and a pass of svi. */
  public static double pass(int topics) {
    return between(VARIATIONAL, topics);
  }

  /** Seconds for a million tokens and a sweep of gibbs. */
  public static double sweep(int topics) {
    return between(SAMPLED, topics);
  }

  /** Seconds of a round of svi beside its tokens. */
  public static double round() {
    return VARIATIONAL_ROUND;
  }

  /** Seconds of a round of gibbs beside its tokens. */
  public static double sampledRound() {
    return SAMPLED_ROUND;
  }

  /** Linear in K between two rows, the first below it, in proportion to K above the last. */
  private static double between(double[] seconds, int topics) {
    int last = TOPICS.length - 1;
    if (topics >= TOPICS[last]) {
      return seconds[last] * topics / TOPICS[last];
    }
    int row = 0;
    while (topics > TOPICS[row + 1]) {
      row++;
    }
    double share = Math.max(0, (topics - TOPICS[row]) / (double) (TOPICS[row + 1] - TOPICS[row]));
    return seconds[row] + share * (seconds[row + 1] - seconds[row]);
  }

  /**
   * Seconds of a run by svi: so many rounds of the schedule, or all of them.
   *
   * @param schedule of the run
   */
  static double variational(MiniBatches schedule, CorpusFacts facts, int topics) {
    int rounds = (int) Math.min(schedule.rounds(), schedule.roundsInBatches());
    double passes = 0;
    for (int number = schedule.prefixes().rounds(); number < rounds; number++) {
      passes += schedule.round(number).share();
    }
    int ofSvi = Math.max(0, rounds - schedule.prefixes().rounds());
    return passes * facts.tokens() / MILLION * pass(topics) + ofSvi * VARIATIONAL_ROUND;
  }

  /**
   * Seconds of a run by gibbs, its start included.
   *
   * @param localSweeps of every document in a round
   */
  static double sampled(MiniBatches schedule, CorpusFacts facts, int topics, int localSweeps) {
    double sweeps = 0;
    int rounds = 0;
    for (int number = 0; number < schedule.rounds(); number++) {
      if (number < schedule.prefixes().rounds() || number >= schedule.roundsInBatches()) {
        Round round = schedule.round(number);
        sweeps += Math.min(1, round.share());
        rounds++;
      }
    }
    return variational(schedule, facts, topics)
        + sweeps * localSweeps * facts.tokens() / MILLION * sweep(topics)
        + rounds * SAMPLED_ROUND;
  }
}
