package polya.infer.gibbs;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import polya.corpus.Sections;
import polya.infer.Sent;
import polya.math.CountTally;
import polya.math.Special;
import polya.topics.Blocks;
import polya.topics.TermRows;

/**
 * The counts that a round of Gibbs sweeps sent, as tallies: all that hyperparameters and log p(w,
 * z) need of them.
 *
 * @param byTopic n_dk by topic
 * @param lengths N_d
 */
public record SentCounts(CountTally[] byTopic, CountTally lengths) {
  /** The table of #{d: n_dk = c} by count c and topic k. */
  public static final String COUNTS = "topicCounts";

  /** The table of #{d: N_d = c} by count c, in one column. */
  public static final String LENGTHS = "lengths";

  /** Reads the histograms that {@link GibbsPass} sent. */
  public static SentCounts of(Sent sent, int topics) {
    CountTally[] lengths = columns(sent.table(LENGTHS), 1);
    return new SentCounts(columns(sent.table(COUNTS), topics), lengths[0]);
  }

  private static CountTally[] columns(TermRows rows, int columns) {
    List<TreeMap<Integer, Long>> tallies =
        IntStream.range(0, columns).mapToObj(k -> new TreeMap<Integer, Long>()).toList();
    while (rows.next()) {
      for (int i = 0; i < rows.size(); i++) {
        tallies.get(rows.topic(i)).put(rows.term(), (long) rows.count(i));
      }
    }
    return tallies.stream().map(CountTally::of).toArray(CountTally[]::new);
  }

  /** The tally of the topics' totals n_k. */
  public static CountTally totals(double[] topicTotals) {
    TreeMap<Integer, Long> tally = new TreeMap<>();
    for (double total : topicTotals) {
      if (total > 0) {
        tally.merge((int) Math.min(Integer.MAX_VALUE, total), 1L, Long::sum);
      }
    }
    return CountTally.of(tally);
  }

  /** The tallies of the topics' totals in each section. */
  static CountTally[] totals(double[] totals, Sections sections) {
    int topics = totals.length / sections.count();
    return IntStream.range(0, sections.count())
        .mapToObj(s -> totals(Arrays.copyOfRange(totals, s * topics, (s + 1) * topics)))
        .toArray(CountTally[]::new);
  }

  /**
   * log p(tokens | topics), Φ integrated out, in nats: Σ_wk log β^(n_wk) − Σ_k log (Vβ)^(n_k), with
   * rising factorials; over sections and topics where terms have several, with V_s. Cost: one walk
   * over the counts.
   *
   * @param counts n_wk
   * @param totals n_k, a number a section and topic
   */
  static double logTopics(Blocks counts, double[] totals, double beta, Sections sections) {
    int topics = totals.length / sections.count();
    double sum = counts.tally().logRising(beta);
    for (int i = 0; i < totals.length; i++) {
      double betaSum = sections.size(i / topics) * beta;
      if (betaSum > 0) {
        sum -= Special.lgamma(totals[i] + betaSum) - Special.lgamma(betaSum);
      }
    }
    return sum;
  }
}
