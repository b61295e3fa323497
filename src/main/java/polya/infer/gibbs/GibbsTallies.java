package polya.infer.gibbs;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import polya.infer.CorpusStatistics;
import polya.math.Special;
import polya.topics.TermBlock;
import polya.topics.TermRows;

/**
 * The counts that a round of Gibbs sweeps sent, as tallies: all that hyperparameters and log p(w,
 * z) need of them.
 *
 * @param byTopic n_dk by topic
 * @param lengths N_d
 */
public record GibbsTallies(CountTally[] byTopic, CountTally lengths) {
  /**
   * The first pseudo-term of the histogram that {@link GibbsPass} sends, for V terms: that of a
   * block of its own.
   */
  public static int histogramFrom(int terms) {
    return TermBlock.blocks(terms) << TermBlock.BITS;
  }

  /** Reads the histogram. */
  public static GibbsTallies of(CorpusStatistics corpus, int terms, int topics) {
    int from = histogramFrom(terms);
    List<TreeMap<Integer, Long>> columns =
        IntStream.rangeClosed(0, topics).mapToObj(k -> new TreeMap<Integer, Long>()).toList();
    for (int block = TermBlock.blockOf(from); block < corpus.blocks(); block++) {
      for (TermRows rows = corpus.rows(block); rows.next(); ) {
        for (int i = 0; i < rows.size(); i++) {
          columns.get(rows.topic(i)).put(rows.term() - from, (long) rows.count(i));
        }
      }
    }
    CountTally[] tallies = columns.stream().map(CountTally::of).toArray(CountTally[]::new);
    return new GibbsTallies(Arrays.copyOf(tallies, topics), tallies[topics]);
  }

  /** The tally of n_wk over all terms and topics; cost: one reading of the statistics. */
  public static CountTally cells(CorpusStatistics corpus, int terms) {
    return merged(TermBlock.blocks(terms), block -> cells(corpus.rows(block)));
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

  /**
   * log p(tokens | topics), Φ integrated out, in nats: Σ_wk log β^(n_wk) − Σ_k log (Vβ)^(n_k), with
   * rising factorials; cost: one reading of the statistics.
   *
   * @param totals n_k
   * @param terms V
   */
  static double logTopics(CorpusStatistics corpus, double[] totals, double beta, int terms) {
    double betaSum = terms * beta;
    double sum = cells(corpus, terms).logRising(beta);
    for (double total : totals) {
      sum -= Special.lgamma(total + betaSum) - Special.lgamma(betaSum);
    }
    return sum;
  }

  private static TreeMap<Integer, Long> cells(TermRows rows) {
    long[] small = new long[1 << 8];
    TreeMap<Integer, Long> tally = new TreeMap<>();
    while (rows.next()) {
      for (int i = 0; i < rows.size(); i++) {
        int count = (int) rows.count(i);
        if (count < small.length) {
          small[count]++;
        } else {
          tally.merge(count, 1L, Long::sum);
        }
      }
    }
    for (int count = 1; count < small.length; count++) {
      if (small[count] > 0) {
        tally.put(count, small[count]);
      }
    }
    return tally;
  }

  private static CountTally merged(int blocks, IntFunction<TreeMap<Integer, Long>> tallyOf) {
    TreeMap<Integer, Long> all = new TreeMap<>();
    IntStream.range(0, blocks)
        .parallel()
        .mapToObj(tallyOf)
        .toList()
        .forEach(tally -> tally.forEach((count, times) -> all.merge(count, times, Long::sum)));
    return CountTally.of(all);
  }
}
