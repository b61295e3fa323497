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

  /** A pair of a term and a topic as a task sends it. */
  private static final double SENT_PAIR = 2.5;

  /** A row takes its K floats where a third of its entries are not zero. */
  private static final double DENSE_SHARE = 1.0 / 3;

  /** Of the most cells that can have a count, so many have one once topics have formed. */
  private static final double FORMED = 0.25;

  private GibbsMemory() {}

  static Footprint of(Settings settings, CorpusFacts facts, DocumentSweep sweep) {
    int k = settings.get(VariationalParameters.K);
    double beta = GibbsParameters.topicConcentration(settings, facts);
    double tau = settings.get(GibbsParameters.PHI_THRESHOLD);
    double dense = (double) Float.BYTES * Rows.padded(k);
    double counts = 0;
    for (long frequency : facts.termFrequencies()) {
      double formed = FORMED * Math.min(k, frequency);
      counts += row(formed, k, dense);
    }
    double extra = DrawnTopics.extraShare(beta, tau) * k;
    boolean samples = GibbsSchedule.sweeps(settings, facts) > GibbsSchedule.burnIn(settings, facts);
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
        Footprint.pairs(facts.termFrequencies(), k, FORMED, SENT_PAIR),
        facts.termFrequencies());
  }

  /** The topics that a document of so many tokens is expected to have, listed. */
  static double list(int k, double tokens) {
    return Integer.BYTES * (1 + FORMED * Math.min(k, tokens));
  }

  private static double row(double entries, int k, double dense) {
    return entries > DENSE_SHARE * k ? dense : ENTRY_BYTES * entries;
  }
}
