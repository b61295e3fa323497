package polya.infer;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import polya.Failure;
import polya.params.Settings;
import polya.topics.TermCells;

/**
 * What is believed of topics beyond the one number β that all cells share: of some cells, terms
 * under topics, something of their own. Either counts E_wk ≥ 0 that stand before there are any, φ_k
 * ~ Dirichlet(β + E_·k); or keywords S_k, which make a topic a mixture of two parts:
 *
 * <pre>  φ_k = π_k φ̃_k + (1 − π_k) φ°_k,   π_k ~ Beta(1, 1),
 *   φ̃_k ~ Dirichlet(β̃) on S_k alone,   φ°_k ~ Dirichlet(β) on all terms</pre>
 *
 * <p>(Lu, Ott, Cardie and Tsou 2011; Jagarlamudi, Daumé and Udupa 2012; Eshima, Imai and Sasaki
 * 2024). Local steps see φ alone and know nothing of it. A method keeps counts n_wk as ever, and
 * the counts of these cells beside them, O(cells) numbers; {@link KeywordWeights} has what follows.
 * Immutable.
 */
public final class TopicPrior implements Serializable {
  private static final long serialVersionUID = 1L;

  /** β̃: less than one keyword's worth, so that few of them may hold nearly all. */
  public static final double WITHIN = 0.1;

  private final TermCells cells;
  private final int topics;

  /** E by cell; null where cells are keywords. */
  private final double[] counts;

  /** |S_k|, K numbers. */
  private final int[] sizes;

  private TopicPrior(TermCells cells, int topics, double[] counts) {
    this.cells = cells;
    this.topics = topics;
    this.counts = counts;
    sizes = new int[topics];
    for (int c = 0; c < cells.size(); c++) {
      sizes[cells.column(c)]++;
    }
  }

  /** Nothing: all cells have β. */
  public static TopicPrior none(int topics) {
    return keywords(TermCells.of(new int[0], new int[0]), topics);
  }

  /** Keywords: cells of S_k in column k. */
  public static TopicPrior keywords(TermCells cells, int topics) {
    return new TopicPrior(cells, topics, null);
  }

  /**
   * Counts.
   *
   * @param counts E by cell, ≥ 0
   */
  public static TopicPrior counts(TermCells cells, int topics, double[] counts) {
    return new TopicPrior(cells, topics, counts.clone());
  }

  /**
   * The keywords of a run, the i-th of them the i-th topic's.
   *
   * @throws Failure (usage) if there are more than K
   */
  public static TopicPrior of(Settings settings, CorpusFacts facts, int topics) {
    int named = facts.keywords().size();
    if (named > topics) {
      throw Failure.usage(
          String.format(
              "Cannot train with keywords of %,d topics: k is %,d; allowed are as many as k. Raise k,"
                  + " or take topics out of the file of seeds.",
              named, topics));
    }
    return of(settings, facts, topics, name -> new int[] {facts.keywords().names().indexOf(name)});
  }

  /**
   * The keywords of a run.
   *
   * @param topicsOf the topics that a name stands for
   */
  public static TopicPrior of(
      Settings settings, CorpusFacts facts, int topics, Function<String, int[]> topicsOf) {
    Keywords keywords = facts.keywords();
    List<int[]> pairs = new ArrayList<>();
    for (int i = 0; i < keywords.size(); i++) {
      for (int k : topicsOf.apply(keywords.names().get(i))) {
        for (int w : keywords.terms(i)) {
          pairs.add(new int[] {w, k});
        }
      }
    }
    if (pairs.isEmpty()) {
      return none(topics);
    }
    if (!facts.sections().isOne()) {
      throw Failure.usage(
          "Cannot train with keywords on terms in "
              + facts.sections().count()
              + " sections: so far keywords are for corpora of one. Leave seeds out, or train on a"
              + " corpus of one section.");
    }
    pairs.sort((a, b) -> a[0] == b[0] ? Integer.compare(a[1], b[1]) : Integer.compare(a[0], b[0]));
    TermCells cells =
        TermCells.of(
            pairs.stream().mapToInt(pair -> pair[0]).toArray(),
            pairs.stream().mapToInt(pair -> pair[1]).toArray());
    TopicPrior mixture = keywords(cells, topics);
    if (settings.get(SeedParameters.SEED_MODEL).equals(SeedParameters.MIXTURE)) {
      return mixture;
    }
    double[] counts = new double[cells.size()];
    double mass = settings.get(SeedParameters.SEED_WEIGHT) * facts.tokens() / topics;
    Arrays.setAll(counts, c -> mass / mixture.size(cells.column(c)));
    return counts(cells, topics, counts);
  }

  /** Whether no cell has anything of its own. */
  public boolean isNone() {
    return cells.size() == 0;
  }

  /** The cells that have. */
  public TermCells cells() {
    return cells;
  }

  /** K. */
  public int topics() {
    return topics;
  }

  /** Whether they are keywords of a mixture. */
  public boolean mixes() {
    return counts == null;
  }

  /** E of a cell; 0 of a keyword. */
  public double count(int cell) {
    return counts == null ? 0 : counts[cell];
  }

  /** E_k, K numbers. */
  public double[] countTotals() {
    return counts == null ? new double[topics] : cells.sums(counts, topics);
  }

  /** |S_k|. */
  public int size(int topic) {
    return sizes[topic];
  }
}
