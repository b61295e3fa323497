package polya.infer.gibbs;

import java.util.Locale;
import polya.Failure;
import polya.infer.CorpusFacts;
import polya.infer.variational.VariationalParameters;
import polya.math.Rows;
import polya.params.Settings;

/**
 * How much memory a run by Gibbs sampling takes at least, from the corpus and its parameters alone.
 *
 * @param start bytes of the dense rows of a variational start
 * @param topics bytes of counts, published topics and samples
 * @param assignments bytes of tokens' topics, before and after a sweep
 */
record GibbsMemory(double start, double topics, double assignments) {
  private static final int ENTRY_BYTES = 6;

  /** A row takes its K floats where a third of its entries are not zero. */
  private static final double DENSE_SHARE = 1.0 / 3;

  /** Of the most cells that can have a count, so many have one once topics have formed. */
  private static final double FORMED = 0.25;

  private static final double MEGABYTE = 1 << 20;

  static GibbsMemory of(Settings settings, CorpusFacts facts) {
    int k = settings.get(VariationalParameters.K);
    double beta = GibbsParameters.topicConcentration(settings, facts);
    double tau = settings.get(GibbsParameters.PHI_THRESHOLD);
    double dense = (double) Float.BYTES * Rows.padded(k);
    double counts = 0;
    for (long frequency : facts.termFrequencies()) {
      counts += row(FORMED * Math.min(k, frequency), k, dense);
    }
    double extra = DrawnTopics.extraShare(beta, tau) * k;
    boolean samples = GibbsSchedule.sweeps(settings, facts) > GibbsSchedule.burnIn(settings, facts);
    double drawn = samples ? facts.terms() * row(extra, k, dense) + counts : 0;
    boolean variational = GibbsSchedule.startsVariationally(settings);
    double width = k <= 1 << Character.SIZE ? Character.BYTES : Integer.BYTES;
    return new GibbsMemory(
        variational ? 2 * dense * facts.terms() : 0,
        (samples ? 2 : 1) * counts + drawn,
        2 * width * facts.tokens());
  }

  private static double row(double entries, int k, double dense) {
    return entries > DENSE_SHARE * k ? dense : ENTRY_BYTES * entries;
  }

  /** The start's rows are gone before assignments are made. */
  double bytes() {
    return Math.max(start, topics + assignments);
  }

  /**
   * Refuses what cannot fit.
   *
   * @throws Failure (resources) with the estimate
   */
  static void require(Settings settings, CorpusFacts facts) {
    GibbsMemory needed = of(settings, facts);
    double most = Runtime.getRuntime().maxMemory();
    if (needed.bytes() > most) {
      throw Failure.resources(
          String.format(
              Locale.ROOT,
              "Cannot train with k = %d: that takes at least %,.0f MB (variational start %,.0f,"
                  + " topics %,.0f, assignments %,.0f), this JVM has at most %,.0f. Lower k, raise"
                  + " the driver's memory%s.",
              settings.get(VariationalParameters.K),
              needed.bytes() / MEGABYTE,
              needed.start / MEGABYTE,
              needed.topics / MEGABYTE,
              needed.assignments / MEGABYTE,
              most / MEGABYTE,
              needed.start > most ? ", or begin with start=prefix" : ""));
    }
  }
}
