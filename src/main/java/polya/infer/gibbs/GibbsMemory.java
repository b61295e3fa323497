package polya.infer.gibbs;

import polya.infer.CorpusFacts;
import polya.infer.Footprint;
import polya.infer.variational.VariationalParameters;
import polya.math.Rows;
import polya.params.Settings;

/** What a run by Gibbs sampling takes, from the corpus and its parameters alone. */
final class GibbsMemory {
  /** A column and a number, where a row is kept by its entries. */
  private static final int ENTRY_BYTES = 6;

  /**
   * The sums over samples have topics that one sample has not: so many of its bytes, after a dozen.
   */
  private static final double SAMPLED = 2.2;

  /** The same where it is packed, and what stands before a row. */
  private static final double PACKED_ENTRY = 2.7;

  private static final double ROW_HEAD = 2;

  /** Of the most cells that can have a count, so many have one once topics have formed. */
  private static final double FORMED = 0.25;

  /**
   * The same as tasks meet them: most tokens of a term have few of its topics, so that some tasks
   * meet none of the others.
   */
  private static final double MET = 0.22;

  /** A task sends its counts after so many tokens: runs of 200,000 that make 500,000. */
  private static final double TOKENS_A_SENDING = 600_000;

  /** A row takes its K floats where a third of its entries are not zero. */
  private static final double DENSE_SHARE = 1.0 / 3;

  private GibbsMemory() {}

  static Footprint of(Settings settings, CorpusFacts facts, DocumentSweep sweep) {
    int k = settings.get(VariationalParameters.K);
    double beta = GibbsParameters.topicConcentration(settings, facts);
    double tau = settings.get(GibbsParameters.PHI_THRESHOLD);
    double dense = (double) Float.BYTES * Rows.padded(k);
    double counts = 0;
    double packed = 0;
    for (long frequency : facts.termFrequencies()) {
      double formed = FORMED * Math.min(k, frequency);
      counts += row(formed, k, dense);
      packed += ROW_HEAD + PACKED_ENTRY * formed;
    }
    double extra = DrawnTopics.extraShare(beta, tau) * k;
    boolean samples = GibbsSchedule.sweeps(settings, facts) > GibbsSchedule.burnIn(settings);
    double drawn = samples ? facts.terms() * row(extra, k, dense) + counts : counts;
    boolean variational = GibbsSchedule.startsVariationally(settings);
    double width = k <= 1 << Character.SIZE ? Character.BYTES : Integer.BYTES;
    return new Footprint(
        variational ? 2 * dense * facts.terms() : 0,
        (samples ? 2 : 1) * counts,
        drawn,
        samples ? drawn : 0,
        2 * width * facts.tokens(),
        2 * sweep.bytesInPhases() * facts.documents(),
        tasks -> sent(tasks, k, facts),
        facts.termFrequencies(),
        (samples ? 1 + SAMPLED : 1) * packed,
        0);
  }

  /** The topics that a document of so many tokens is expected to have, listed. */
  static double list(int k, double tokens) {
    return Integer.BYTES * (1 + FORMED * Math.min(k, tokens));
  }

  /** Rows of counts, as often as tasks send them, and the topics' totals. */
  private static double sent(int tasks, int k, CorpusFacts facts) {
    double sendings = Math.max(1, Math.ceil(facts.tokens() / TOKENS_A_SENDING / tasks));
    int sendingTasks = (int) Math.min(Integer.MAX_VALUE, sendings * tasks);
    return Footprint.rows(facts.termFrequencies(), k, MET).by(sendingTasks)
        + (double) Long.BYTES * k * tasks;
  }

  private static double row(double entries, int k, double dense) {
    return entries > DENSE_SHARE * k ? dense : ENTRY_BYTES * entries;
  }
}
