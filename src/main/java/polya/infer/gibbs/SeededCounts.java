package polya.infer.gibbs;

import java.io.Serializable;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import polya.corpus.Sections;
import polya.infer.KeywordWeights;
import polya.infer.ModelState;
import polya.infer.Round;
import polya.infer.TopicPrior;
import polya.infer.TopicSections;
import polya.infer.variational.SeededTopics;
import polya.infer.variational.TopicState;
import polya.math.CountTally;
import polya.math.RandomStream;
import polya.math.Special;
import polya.topics.Blocks;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.TermCells;

/**
 * The cells of a {@link TopicPrior} between Gibbs sweeps: their counts n_wk, for a mixture the part
 * m_wk of them that is of the topic's keywords, and π, φ̃ and φ° that the next sweep is under. Rows
 * stay counts; what they mean at these cells is put in where topics are published and saved. Cost:
 * O(cells), and a copy of the rows that have any.
 */
final class SeededCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  /** n_wk by cell. */
  private static final String COUNTS = "keywordCounts";

  /** m_wk by cell. */
  private static final String OWN = "keywordSplit";

  private final TopicPrior prior;
  private final TermCells cells;
  private final long seed;

  SeededCounts(TopicPrior prior, long seed) {
    this.prior = prior;
    this.seed = seed;
    cells = prior.cells();
  }

  boolean areNone() {
    return prior.isNone();
  }

  TermCells cells() {
    return cells;
  }

  /** Globals of a run that has swept nothing, so that topics are as their prior expects them. */
  Globals begun(Globals globals, int terms) {
    if (prior.isNone()) {
      return globals;
    }
    Globals next =
        globals.with(COUNTS, new double[cells.size()]).with(OWN, new double[cells.size()]);
    return weighed(next, false, 0, terms);
  }

  /** Globals after the variational start, whose topics the first sweep was under. */
  Globals crossed(Globals globals, ModelState start) {
    if (prior.isNone()) {
      return globals;
    }
    Globals next =
        globals.with(COUNTS, new double[cells.size()]).with(OWN, new double[cells.size()]);
    return prior.mixes() ? SeededTopics.weights(prior, start).in(next) : next;
  }

  /** Globals with the counts of a sweep, split under what it was under: a draw, or its mean. */
  Globals split(Globals globals, double[] counts, boolean drawn, Round round) {
    Globals next = globals.with(COUNTS, counts);
    if (!prior.mixes()) {
      return next;
    }
    KeywordWeights under = KeywordWeights.of(globals);
    return next.with(
        OWN,
        drawn ? under.split(prior, counts, seed, round.number()) : under.expected(prior, counts));
  }

  /** Globals with π, φ̃ and φ° given the split and β: a draw, or their means. */
  Globals weighed(Globals globals, boolean drawn, int round, int terms) {
    if (!prior.mixes()) {
      return globals;
    }
    double[] counts = globals.vector(COUNTS);
    double[] own = globals.vector(OWN);
    double[] totals = globals.vector(TopicState.TOPIC_TOTALS);
    double beta = globals.scalar(TopicState.TOPIC_CONCENTRATION);
    return (drawn
            ? KeywordWeights.drawn(prior, counts, own, totals, beta, terms, seed, round)
            : KeywordWeights.means(prior, counts, own, totals, beta, terms))
        .in(globals);
  }

  private KeywordWeights means(ModelState state) {
    Globals globals = state.globals();
    return KeywordWeights.means(
        prior,
        globals.vector(COUNTS),
        globals.vector(OWN),
        globals.vector(TopicState.TOPIC_TOTALS),
        globals.scalar(TopicState.TOPIC_CONCENTRATION),
        state.terms());
  }

  /**
   * What E φ_wk = (x_wk + β)/X_k has below the line, given the split: of counts n_k + E_k + Vβ, of
   * a mixture (n_k − m_k + Vβ)/(1 − E π_k).
   *
   * @param plain n_k + Vβ, changed in place
   */
  void totals(ModelState state, double[] plain) {
    if (prior.isNone()) {
      return;
    }
    if (!prior.mixes()) {
      double[] more = prior.countTotals();
      Arrays.setAll(plain, k -> plain[k] + more[k]);
      return;
    }
    double[] ownK = cells.sums(state.globals().vector(OWN), plain.length);
    double[] shares = means(state).shares();
    Arrays.setAll(plain, k -> (plain[k] - ownK[k]) / (1 - shares[k]));
  }

  /**
   * The x_wk of it: counts but for these cells.
   *
   * @param totals X_k
   */
  Blocks rows(ModelState state, double[] totals) {
    if (prior.isNone()) {
      return state.topics();
    }
    if (!prior.mixes()) {
      return cells.with(state.topics(), added(state.globals()));
    }
    KeywordWeights means = means(state);
    double beta = state.globals().scalar(TopicState.TOPIC_CONCENTRATION);
    double[] values = new double[cells.size()];
    for (int c = 0; c < values.length; c++) {
      int k = cells.column(c);
      values[c] = Math.max(0, means.weight(c, k) * totals[k] - beta);
    }
    return cells.with(state.topics(), values);
  }

  /** n_wk + E_wk by cell. */
  private double[] added(Globals globals) {
    double[] values = globals.vector(COUNTS).clone();
    Arrays.setAll(values, c -> values[c] + prior.count(c));
    return values;
  }

  /**
   * Drawn topics. Of counts they are those of n + E; of a mixture the terms that are no keywords
   * are drawn as ever and share what π and φ° leave them.
   */
  Phi drawn(ModelState state, double threshold, Round round) {
    Globals globals = state.globals();
    double beta = globals.scalar(TopicState.TOPIC_CONCENTRATION);
    int topics = prior.topics();
    if (prior.isNone()) {
      Sections sections = TopicSections.of(state);
      return DrawnTopics.draw(state.topics(), topics, beta, threshold, seed, round, sections);
    }
    Sections one = Sections.one(state.terms());
    if (!prior.mixes()) {
      Blocks counts = cells.with(state.topics(), added(globals));
      return DrawnTopics.draw(counts, topics, beta, threshold, seed, round, one);
    }
    Phi all = DrawnTopics.draw(state.topics(), topics, beta, threshold, seed, round, one);
    Blocks others = cells.with(all.blocks(), new double[cells.size()]);
    double[] scale = others.columnSums(topics);
    KeywordWeights under = KeywordWeights.of(globals);
    double[] besideK = under.besideTotals(prior);
    for (int k = 0; k < topics; k++) {
      double left = (1 - under.shares()[k]) * Math.max(0, 1 - besideK[k]);
      // A topic that has keywords alone needs a scale for them.
      scale[k] = scale[k] > 0 && left > 0 ? left / scale[k] : prior.size(k) > 0 ? 1 : 0;
    }
    double[] values = new double[cells.size()];
    Arrays.setAll(values, c -> under.weight(c, cells.column(c)) / scale[cells.column(c)]);
    return Phi.of(cells.with(others, values), Phi.Link.IDENTITY, 0, 1, scale);
  }

  /** Σ_wk that topics without keywords would have, of the part that is not of the keywords. */
  private double[] besideTotals(Globals globals) {
    double[] ownK = cells.sums(globals.vector(OWN), prior.topics());
    double[] totals = globals.vector(TopicState.TOPIC_TOTALS).clone();
    Arrays.setAll(totals, k -> totals[k] - ownK[k]);
    return totals;
  }

  /**
   * β given counts: as {@link Concentrations} has it, with what is not of keywords in the place of
   * their counts, and where cells have E_wk, tables of which β has a share β/(β + E_wk).
   *
   * @param tally of n_wk over all cells
   */
  double concentration(
      Globals globals, CountTally tally, RandomStream stream, boolean draws, int terms) {
    double beta = globals.scalar(TopicState.TOPIC_CONCENTRATION);
    TreeMap<Integer, Long> less = new TreeMap<>();
    TreeMap<Integer, Long> more = new TreeMap<>();
    double[] counts = globals.vector(COUNTS);
    double[] own = globals.vector(OWN);
    for (int c = 0; c < counts.length; c++) {
      less.merge((int) counts[c], 1L, Long::sum);
      if (prior.mixes()) {
        more.merge((int) Math.rint(counts[c] - own[c]), 1L, Long::sum);
      }
    }
    less.remove(0);
    more.remove(0);
    CountTally plain = tally.without(CountTally.of(less)).and(CountTally.of(more));
    double[] totals = besideTotals(globals);
    if (prior.mixes()) {
      CountTally all = SentCounts.totals(totals);
      return draws
          ? Concentrations.WEAK.drawn(stream, beta, plain, all, terms)
          : Concentrations.WEAK.climbed(beta, plain, all, terms, Concentrations.STEPS);
    }
    return new SeededConcentration(prior, counts, totals, terms).next(beta, plain, stream, draws);
  }

  /**
   * What is to be added to log p(tokens | topics) of cells that all have β: with the split of
   * keywords, log p(tokens, split | topics).
   */
  double logMore(Globals globals, int terms) {
    if (prior.isNone()) {
      return 0;
    }
    double beta = globals.scalar(TopicState.TOPIC_CONCENTRATION);
    double[] counts = globals.vector(COUNTS);
    double[] totals = globals.vector(TopicState.TOPIC_TOTALS);
    double sum = 0;
    if (!prior.mixes()) {
      double[] more = prior.countTotals();
      for (int c = 0; c < counts.length; c++) {
        sum += rising(beta + prior.count(c), counts[c]) - rising(beta, counts[c]);
      }
      for (int k = 0; k < totals.length; k++) {
        sum -= rising(terms * beta + more[k], totals[k]) - rising(terms * beta, totals[k]);
      }
      return sum;
    }
    double[] own = globals.vector(OWN);
    double[] besideK = besideTotals(globals);
    for (int c = 0; c < counts.length; c++) {
      sum += rising(beta, counts[c] - own[c]) - rising(beta, counts[c]);
      sum += rising(TopicPrior.WITHIN, own[c]);
    }
    for (int k = 0; k < totals.length; k++) {
      if (prior.size(k) > 0) {
        double ownTotal = totals[k] - besideK[k];
        sum -= rising(terms * beta, besideK[k]) - rising(terms * beta, totals[k]);
        sum -= rising(prior.size(k) * TopicPrior.WITHIN, ownTotal);
        sum += rising(1, ownTotal) + rising(1, besideK[k]) - rising(2, totals[k]);
      }
    }
    return sum;
  }

  /** log of a (a + 1) … (a + n − 1), of any n ≥ 0. */
  private static double rising(double a, double n) {
    return n <= 0 ? 0 : Special.lgamma(a + n) - Special.lgamma(a);
  }

  /** What a round tells: how much of topics with keywords these hold, on average. */
  void tell(Globals globals, SortedMap<String, Double> seen) {
    if (!prior.isNone() && prior.mixes()) {
      seen.put("keywordShare", SeededTopics.meanShare(prior, KeywordWeights.of(globals)));
    }
  }
}
