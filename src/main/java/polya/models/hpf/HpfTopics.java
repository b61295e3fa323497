package polya.models.hpf;

import java.io.Serializable;
import java.util.Arrays;
import polya.infer.ModelState;
import polya.infer.variational.TopicState;
import polya.math.Rows;
import polya.math.Special;
import polya.mixing.GammaHyperparameters;
import polya.mixing.SharedRate;
import polya.topics.Blocks;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.Sums;
import polya.topics.SumsLayout;
import polya.topics.TermBlock;

/**
 * Topics of hierarchical Poisson factorization: φ_wk ~ Gamma(c, η_w) with the term's popularity η_w
 * ~ Gamma(c', c'/d'), in units u_k that the state carries: φ_wk = u_k f_wk and θ_dk = t_dk / u_k.
 * With q(f_wk) = Gamma(λ_wk, μ_wk) and q(η_w) = Gamma(c' + K c, ·),
 *
 * <pre>  μ_wk = e_w u_k + T_k,  e_w = E η_w,  T_k = Σ_d E t_dk,  F_k = Σ_w λ_wk / μ_wk,</pre>
 *
 * e_w is a function of λ_w, T and u ({@link SharedRate}), so no term carries a number of its own.
 * Units are parameters of the variational family alone: the model knows only products of θ and φ
 * and their priors. They rise to where the bound is largest, the positive root of
 *
 * <pre>  W_k u² − (V c − D a_k) u − X_k = 0,  W_k = Σ_w e_w E f_wk,  X_k = Σ_d e_d E t_dk,</pre>
 *
 * which moves all documents' θ and all terms' φ of a topic at once, where coordinate ascent would
 * trade scales between them by tiny steps (parameter expansion: Liu and Wu 1999).
 *
 * <p>As long as T is unknown, all of it 0, no popularity is at work and μ_k = Λ_k.
 */
final class HpfTopics {
  private static final String POPULAR = "popular";
  private static final String MEANS = "means";

  /** Rounds of popularities and units in turn. */
  private static final int TURNS = 3;

  private HpfTopics() {}

  /** What λ, μ and popularities of terms follow from; travels to where blocks lie. */
  static final class Rates implements Serializable {
    private static final long serialVersionUID = 1L;

    private final SharedRate popularity;
    private final double[] unit;
    private final double[] intensity;
    private final double[] offset;

    /** Λ as long as intensities are unknown, else null. */
    private final double[] lambdaTotals;

    /** Null where rows are λ itself, as a store keeps it. */
    private final TopicState.Lambda lambda;

    /** Those of a state, in these units. */
    Rates(ModelState state, double[] unit) {
      this.unit = unit;
      popularity = HpfState.popularity(state.globals());
      intensity = state.globals().vector(HpfState.INTENSITY);
      boolean known = HpfState.known(state.globals());
      boolean stored = !state.globals().has(TopicState.DECAY);
      lambda = stored ? null : TopicState.Lambda.of(state);
      lambdaTotals = known ? null : TopicState.lambdaTotals(state);
      double[] rate = known ? intensity : lambdaTotals;
      offset = new double[unit.length];
      Arrays.setAll(offset, k -> rate[k] / unit[k]);
    }
  }

  /** λ and μ of one term after another, and E η; scratch of one thread. */
  static final class Reader {
    private final Rates rates;
    private final TermBlock block;
    private final TermBlock below;

    final double[] lambda;
    final double[] mu;

    /** E η_w of the term read last. */
    double popular;

    /** Of a block, and of what lies beneath it. */
    Reader(Rates rates, TermBlock block, TermBlock below) {
      this.rates = rates;
      this.block = block;
      this.below = below;
      lambda = new double[rates.unit.length];
      mu = new double[rates.unit.length];
    }

    /** Reads a term. */
    void read(int term) {
      if (rates.lambda == null) {
        float[] row = block.row(term);
        Arrays.setAll(lambda, k -> row[k]);
      } else {
        rates.lambda.read(block, below, term, lambda);
      }
      if (rates.lambdaTotals != null) {
        // q(φ) is given, q(η) the best beside it.
        double rate = rates.popularity.rate();
        for (int k = 0; k < mu.length; k++) {
          mu[k] = rates.lambdaTotals[k];
          rate += rates.unit[k] * lambda[k] / mu[k];
        }
        popular = rates.popularity.posteriorShape() / rate;
        return;
      }
      // E φ = u λ / (e u + T) = λ / (e + T / u): in the topics' own units.
      popular = rates.popularity.mean(lambda, 0, rates.offset);
      for (int k = 0; k < mu.length; k++) {
        mu[k] = popular * rates.unit[k] + rates.intensity[k];
      }
    }
  }

  /** W and F under these units, K numbers each. */
  private static Sums sums(ModelState state, double[] unit) {
    Rates rates = new Rates(state, unit);
    SumsLayout layout =
        SumsLayout.none()
            .vector(POPULAR, unit.length, SumsLayout.REAL, 0x1p64)
            .vector(MEANS, unit.length, SumsLayout.REAL, 0x1p64);
    return state
        .topics()
        .sums(
            state.beside(TopicState.FADING_TOPICS),
            layout,
            (block, below, sums) -> add(new Reader(rates, block, below), block, sums));
  }

  private static void add(Reader reader, TermBlock block, Sums sums) {
    double[] popular = new double[reader.mu.length];
    double[] means = new double[reader.mu.length];
    for (int w = block.from(); w < block.from() + block.size(); w++) {
      reader.read(w);
      for (int k = 0; k < means.length; k++) {
        double mean = reader.lambda[k] / reader.mu[k];
        popular[k] += reader.popular * mean;
        means[k] += mean;
      }
    }
    sums.add(POPULAR, popular);
    sums.add(MEANS, means);
  }

  /**
   * The state with the best popularities and units, and F under them. Cost: {@value #TURNS} + 1
   * times V popularities.
   */
  static ModelState settled(ModelState state) {
    Globals globals = state.globals();
    if (!HpfState.known(globals)) {
      return state;
    }
    double[] shape = globals.vector(HpfState.SHAPE);
    double[] active = globals.vector(HpfState.ACTIVITY_SUM);
    double documents = globals.scalar(HpfState.DOCUMENTS);
    double prior = state.terms() * globals.scalar(TopicState.TOPIC_CONCENTRATION);
    double[] unit = globals.vector(HpfState.UNIT);
    Sums sums = sums(state, unit);
    for (int turn = 0; turn < TURNS; turn++) {
      double[] popular = sums.vector(POPULAR);
      double[] next = new double[unit.length];
      Arrays.setAll(next, k -> unit(popular[k], prior - documents * shape[k], active[k]));
      unit = next;
      sums = sums(state, unit);
    }
    return state.with(globals.with(HpfState.UNIT, unit).with(HpfState.SUM, sums.vector(MEANS)));
  }

  /** The positive root of W u² − m u − X, in the form in which nothing cancels. */
  static double unit(double popular, double more, double active) {
    double half = more / 2;
    double root = Math.sqrt(half * half + popular * active);
    return GammaHyperparameters.within(half > 0 ? (half + root) / popular : active / (root - half));
  }

  /** exp E log φ_wk in the topics' units, each term's largest being 1: its own scale cancels. */
  static Phi weights(ModelState state) {
    return phi(state, true);
  }

  /**
   * E φ_wk / S_k: they add up to 1.
   *
   * @param parameters as a store keeps them
   */
  static Phi means(ModelState parameters) {
    double[] ones = new double[parameters.globals().vector(HpfState.SHAPE).length];
    Arrays.fill(ones, 1);
    Phi means =
        HpfState.known(parameters.globals())
            ? phi(parameters, false)
            : Phi.of(parameters.topics(), Phi.Link.IDENTITY, 0, 1, ones);
    double[] sums = means.blocks().columnSums(means.topics());
    return means.times(Arrays.stream(sums).map(s -> 1 / s).toArray());
  }

  private static Phi phi(ModelState state, boolean logs) {
    double[] unit = state.globals().vector(HpfState.UNIT);
    Rates rates = new Rates(state, unit);
    Blocks below = state.beside(TopicState.FADING_TOPICS);
    Blocks blocks =
        below == null
            ? state.topics().map(block -> block(new Reader(rates, block, null), block, logs))
            : state.topics().with(below, (a, b) -> block(new Reader(rates, a, b), a, logs));
    double[] scale = new double[unit.length];
    Arrays.fill(scale, 1);
    return Phi.of(blocks, Phi.Link.IDENTITY, 0, 1, scale);
  }

  private static TermBlock block(Reader reader, TermBlock block, boolean logs) {
    float[][] rows = new float[block.size()][Rows.padded(reader.mu.length)];
    double[] x = new double[reader.mu.length];
    for (int i = 0; i < rows.length; i++) {
      reader.read(block.from() + i);
      double most = 0;
      for (int k = 0; k < x.length; k++) {
        double shape = reader.lambda[k];
        x[k] = (logs ? Special.expDigamma(shape) : shape) / reader.mu[k];
        most = Math.max(most, x[k]);
      }
      double scale = logs ? most : 1;
      for (int k = 0; k < x.length; k++) {
        // Where all have underflowed λ itself tells them apart.
        rows[i][k] = (float) (scale > 0 ? x[k] / scale : reader.lambda[k] / reader.mu[k]);
      }
    }
    return TermBlock.of(block.from(), rows);
  }
}
