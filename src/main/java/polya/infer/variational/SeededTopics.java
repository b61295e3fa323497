package polya.infer.variational;

import java.io.Serializable;
import java.util.Arrays;
import polya.infer.KeywordWeights;
import polya.infer.ModelState;
import polya.infer.TopicPrior;
import polya.math.Special;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.Sums;
import polya.topics.TermBlock;
import polya.topics.TermCells;

/**
 * The cells of a {@link TopicPrior} under variational rounds. Rows stay expected counts. Beside
 * them the driver keeps those of these cells, as it keeps topics' totals, and of a mixture the part
 * r of each that is of its topic's keywords, which takes a few steps of expectation and
 * maximisation whenever counts change. What the rows mean at these cells is put in where topics are
 * published and saved. Cost: O(cells) a round, and a copy of the rows that have any.
 */
public final class SeededTopics implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Σ of what was added to a_wk, by cell. */
  private static final String ROWS = "keywordRows";

  /** b_wk by cell. */
  private static final String FADING_ROWS = "fadingKeywordRows";

  /** r by cell. */
  private static final String PARTS = "keywordParts";

  private static final int STEPS = 5;

  /** What the keywords of a topic are worth at the start, as a share of what it begins with. */
  private static final double START_SHARE = 0.5;

  private final TopicPrior prior;
  private final TermCells cells;
  private final boolean vb;

  SeededTopics(TopicPrior prior, boolean vb) {
    this.prior = prior;
    this.vb = vb;
    cells = prior.cells();
  }

  boolean areNone() {
    return prior.isNone();
  }

  TopicPrior prior() {
    return prior;
  }

  /** Whether a topic has keywords, so that it needs no documents to begin with. */
  boolean has(int topic) {
    return prior.size(topic) > 0;
  }

  /**
   * Rows to begin with: topics that have keywords hold as many of them as of the whole corpus's
   * terms.
   *
   * @param state begun without keywords
   */
  ModelState begun(ModelState state) {
    if (prior.isNone()) {
      return state;
    }
    Globals globals = state.globals();
    double[] totals = globals.vector(TopicState.TOPIC_TOTALS).clone();
    double[] rows = cells.read(state.topics());
    double[] parts = new double[cells.size()];
    double[] before = totals.clone();
    for (int c = 0; c < rows.length; c++) {
      int k = cells.column(c);
      double more = START_SHARE / (1 - START_SHARE) * before[k] / prior.size(k);
      parts[c] = more / (rows[c] + more);
      rows[c] += more;
      totals[k] += more;
    }
    return learned(
        state
            .with(ModelState.TOPICS, cells.with(state.topics(), rows))
            .with(
                globals.with(TopicState.TOPIC_TOTALS, totals).with(ROWS, rows).with(PARTS, parts)),
        0);
  }

  /** Rows of an earlier model, of whose counts keywords take what they explain. */
  ModelState restarted(ModelState state) {
    if (prior.isNone()) {
      return state;
    }
    double[] parts = new double[cells.size()];
    Arrays.fill(parts, 0.5);
    double[] rows = cells.read(state.topics());
    return learned(state.with(state.globals().with(ROWS, rows).with(PARTS, parts)), STEPS);
  }

  /** The state whose rows were just set aside. */
  ModelState setAside(ModelState state) {
    if (prior.isNone()) {
      return state;
    }
    Globals globals = state.globals();
    return state.with(
        globals.with(FADING_ROWS, globals.vector(ROWS)).with(ROWS, new double[cells.size()]));
  }

  /**
   * The state after a change of rows.
   *
   * @param change what it was
   * @param added what was added to these cells' rows, in counts
   */
  ModelState stepped(ModelState state, RowChange change, double[] added) {
    if (prior.isNone()) {
      return state;
    }
    double[] rows = state.globals().vector(ROWS).clone();
    Arrays.setAll(rows, c -> Math.max(0, change.keep() * rows[c] + added[c] / change.decay()));
    return learned(state.with(state.globals().with(ROWS, rows)), STEPS);
  }

  /** λ_wk − η by cell, expected counts. */
  double[] counts(ModelState state) {
    Globals globals = state.globals();
    double[] counts = globals.vector(ROWS).clone();
    double decay = globals.scalar(TopicState.DECAY);
    double fading = TopicState.fading(state);
    double[] below = fading == 0 ? counts : globals.vector(FADING_ROWS);
    for (int c = 0; c < counts.length; c++) {
      counts[c] = decay * counts[c] + (fading == 0 ? 0 : fading * below[c]);
    }
    return counts;
  }

  /** Λ_k − Vη, K numbers. */
  static double[] totals(ModelState state) {
    double smooth = state.terms() * TopicState.eta(state);
    return Arrays.stream(TopicState.lambdaTotals(state)).map(l -> l - smooth).toArray();
  }

  /** m by cell. */
  double[] own(ModelState state, double[] counts) {
    double[] own = counts.clone();
    double[] parts = state.globals().vector(PARTS);
    Arrays.setAll(own, c -> own[c] * parts[c]);
    return own;
  }

  private ModelState learned(ModelState state, int steps) {
    if (!prior.mixes() || steps == 0) {
      return state;
    }
    double[] counts = counts(state);
    double[] totals = totals(state);
    double[] parts = state.globals().vector(PARTS).clone();
    double[] own = new double[parts.length];
    for (int step = 0; step < steps; step++) {
      Arrays.setAll(own, c -> counts[c] * parts[c]);
      if (vb) {
        new SeededFactors(prior, counts, own, totals, TopicState.eta(state), state.terms())
            .parts(parts);
      } else {
        KeywordWeights means = means(state, counts, own, totals);
        Arrays.setAll(parts, c -> means.part(c, cells.column(c)));
      }
    }
    return state.with(state.globals().with(PARTS, parts));
  }

  private KeywordWeights means(ModelState state, double[] counts, double[] own, double[] totals) {
    return KeywordWeights.means(prior, counts, own, totals, TopicState.eta(state), state.terms());
  }

  private KeywordWeights means(ModelState state) {
    double[] counts = counts(state);
    return means(state, counts, own(state, counts), totals(state));
  }

  /** π, φ̃ and φ° of a variational state, for a sampler that goes on from it. */
  public static KeywordWeights weights(TopicPrior prior, ModelState state) {
    return new SeededTopics(prior, false).means(state);
  }

  /** How much of topics with keywords these hold, on average. */
  public static double meanShare(TopicPrior prior, KeywordWeights weights) {
    double sum = 0;
    int topics = 0;
    for (int k = 0; k < weights.shares().length; k++) {
      topics += prior.size(k) > 0 ? 1 : 0;
      sum += weights.shares()[k];
    }
    return sum / topics;
  }

  /** The same of a state. */
  double meanShare(ModelState state) {
    return meanShare(prior, means(state));
  }

  /**
   * The state as it reads without keywords: rows and totals such that λ_wk/Λ_k are the means of
   * φ_wk. Of counts Λ_k is Vη + n_k + E_k, of a mixture (Vη + n_k − m_k)/(1 − E π_k).
   */
  ModelState seen(ModelState state) {
    if (prior.isNone()) {
      return state;
    }
    double smooth = state.terms() * TopicState.eta(state);
    double[] counts = counts(state);
    double[] lambdaK = TopicState.lambdaTotals(state);
    double[] wanted = counts.clone();
    if (!prior.mixes()) {
      double[] more = prior.countTotals();
      Arrays.setAll(lambdaK, k -> lambdaK[k] + more[k]);
      Arrays.setAll(wanted, c -> wanted[c] + prior.count(c));
    } else {
      double[] own = own(state, counts);
      KeywordWeights means = means(state, counts, own, totals(state));
      double[] ownK = cells.sums(own, lambdaK.length);
      double eta = TopicState.eta(state);
      Arrays.setAll(lambdaK, k -> (lambdaK[k] - ownK[k]) / (1 - means.shares()[k]));
      Arrays.setAll(wanted, c -> means.weight(c, cells.column(c)) * lambdaK[cells.column(c)] - eta);
    }
    return changed(state, counts, wanted, lambdaK, smooth);
  }

  /** The state with the rows it has, and these Λ. */
  ModelState with(ModelState state, double[] lambdaK) {
    double[] counts = counts(state);
    return changed(state, counts, counts, lambdaK, state.terms() * TopicState.eta(state));
  }

  /** The state with these expected counts in its cells, and these Λ. */
  private ModelState changed(
      ModelState state, double[] counts, double[] wanted, double[] lambdaK, double smooth) {
    Globals globals = state.globals();
    double decay = globals.scalar(TopicState.DECAY);
    double[] rows = globals.vector(ROWS).clone();
    Arrays.setAll(rows, c -> rows[c] + (wanted[c] - counts[c]) / decay);
    double[] totals = lambdaK.clone();
    double fading = TopicState.fading(state);
    double[] below = fading == 0 ? totals : globals.vector(TopicState.FADING_TOTALS);
    for (int k = 0; k < totals.length; k++) {
      totals[k] = (totals[k] - smooth - (fading == 0 ? 0 : fading * below[k])) / decay;
    }
    return state
        .with(ModelState.TOPICS, cells.with(state.topics(), rows))
        .with(globals.with(TopicState.TOPIC_TOTALS, totals));
  }

  /** The topics that documents see; the arguments are those of {@link TopicState#published}. */
  Phi published(ModelState state, double[] weightK) {
    if (!vb || !prior.mixes() || prior.isNone()) {
      return TopicState.published(seen(state), weightK, vb);
    }
    SeededFactors factors = factors(state);
    double[] counts = counts(state);
    double[] wanted = new double[counts.length];
    double eta = TopicState.eta(state);
    Arrays.setAll(wanted, c -> factors.lambda(c) - eta);
    double[] scaled = weightK.clone();
    Arrays.setAll(scaled, k -> scaled[k] * StrictMath.exp(factors.logBeside(k)));
    double smooth = state.terms() * eta;
    return TopicState.published(
        changed(state, counts, wanted, factors.besideTotals(), smooth), scaled, true);
  }

  /** What mean-field has of a state's mixture. */
  SeededFactors factors(ModelState state) {
    double[] counts = counts(state);
    return new SeededFactors(
        prior, counts, own(state, counts), totals(state), TopicState.eta(state), state.terms());
  }

  /**
   * What learning η has of these cells, to be added to {@link TopicConcentration#sums}: of counts
   * they take no part in it, of a mixture with what is not of the keywords.
   *
   * @param totals n_k, of which what is left out is taken
   */
  double[] ofConcentration(ModelState state, double[] totals) {
    double eta = TopicState.eta(state);
    double[] counts = counts(state);
    double[] own = prior.mixes() ? own(state, counts) : counts;
    double[] ownK = cells.sums(own, totals.length);
    Arrays.setAll(totals, k -> Math.max(0, totals[k] - ownK[k]));
    double[] sums = new double[2];
    for (int c = 0; c < counts.length; c++) {
      double left = eta + Math.max(0, counts[c] - own[c]);
      sums[0] += Special.digamma(left) - Special.digamma(eta + counts[c]);
      sums[1] += Special.trigamma(left) - Special.trigamma(eta + counts[c]);
    }
    return sums;
  }

  /** What was added to these cells by a step of a block. */
  void add(TermBlock before, TermBlock after, RowChange change, int first, Sums sums) {
    cells.add(after, change.decay(), first, sums);
    cells.add(before, -change.keep() * change.decay(), first, sums);
  }

  int size() {
    return cells.size();
  }
}
