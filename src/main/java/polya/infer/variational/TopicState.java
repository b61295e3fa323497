package polya.infer.variational;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import polya.infer.ModelState;
import polya.math.Rows;
import polya.math.Special;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.TermBlock;

/**
 * What the blocks and globals of a model with Dirichlet topics mean: λ_wk = η + σ a_wk + f b_wk,
 * where a are the blocks' rows, σ is the decay, and b are the rows that the stochastic passes left,
 * which fade while incremental passes begin.
 */
public final class TopicState {
  /** η, one number. */
  public static final String TOPIC_CONCENTRATION = "topicConcentration";

  /** Σ_w a_wk, K numbers. */
  public static final String TOPIC_TOTALS = "topicTotals";

  /** σ, one number. */
  public static final String DECAY = "decay";

  /** What the decay was when b was set aside, and the share of the documents not visited since. */
  public static final String FADING = "fading";

  /** Σ_w b_wk, K numbers. */
  public static final String FADING_TOTALS = "fadingTotals";

  private TopicState() {}

  /**
   * The state that a run begins with.
   *
   * @param blocks rows a
   * @param own the family's own globals
   */
  static ModelState begun(List<TermBlock> blocks, Globals own, double eta, int topics) {
    Globals globals =
        own.with(TOPIC_CONCENTRATION, eta)
            .with(TOPIC_TOTALS, TopicSeeding.totals(blocks, topics))
            .with(DECAY, 1);
    return new ModelState(blocks, globals);
  }

  /**
   * The topics that documents see: means s_k λ_wk/Λ_k, or for mean-field s_k exp(ψ(λ_wk) − ψ(Λ_k)).
   *
   * @param weightK s, K numbers
   */
  static Phi published(ModelState state, double[] weightK, boolean meanField) {
    double[] scale = lambdaTotals(state);
    for (int k = 0; k < scale.length; k++) {
      scale[k] =
          meanField
              ? weightK[k] * StrictMath.exp(-Special.digamma(scale[k]))
              : weightK[k] / scale[k];
    }
    Phi.Link link = meanField ? Phi.Link.EXP_DIGAMMA : Phi.Link.IDENTITY;
    double offset = eta(state);
    Phi phi = Phi.of(state.blocks(), link, offset, state.globals().scalar(DECAY), scale);
    return state.fading().isEmpty() ? phi : phi.over(state.fading(), fading(state));
  }

  /** σ Σ_w a_wk, K numbers. */
  static double[] counts(Globals globals) {
    double decay = globals.scalar(DECAY);
    return Arrays.stream(globals.vector(TOPIC_TOTALS)).map(a -> decay * a).toArray();
  }

  /** Sets the rows aside: they become b, at their full weight, and a begins at zero. */
  static ModelState setAside(ModelState state) {
    Globals globals = state.globals();
    int topics = globals.vector(TOPIC_TOTALS).length;
    List<TermBlock> empty = new ArrayList<>();
    for (TermBlock block : state.blocks()) {
      empty.add(TermBlock.zeros(block.from(), block.size(), Rows.padded(topics)));
    }
    return new ModelState(
        empty,
        state.blocks(),
        globals
            .with(FADING, globals.scalar(DECAY), 1)
            .with(FADING_TOTALS, globals.vector(TOPIC_TOTALS))
            .with(TOPIC_TOTALS, new double[topics])
            .with(DECAY, 1));
  }

  /** The state without b, whose weight is gone. */
  static ModelState faded(ModelState state) {
    return state.fading().isEmpty() ? state : new ModelState(state.blocks(), state.globals());
  }

  /** f, the weight of b: what the decay was, times the share of the documents not visited since. */
  public static double fading(ModelState state) {
    if (state.fading().isEmpty()) {
      return 0;
    }
    double[] fading = state.globals().vector(FADING);
    return fading[0] * Math.max(0, fading[1]);
  }

  /** η, the topics' prior. */
  public static double eta(ModelState state) {
    return state.globals().scalar(TOPIC_CONCENTRATION);
  }

  /** Λ_k = V η + σ Σ_w a_wk + f Σ_w b_wk. */
  public static double[] lambdaTotals(ModelState state) {
    Globals globals = state.globals();
    double eta = eta(state);
    double[] totals = globals.vector(TOPIC_TOTALS).clone();
    double fading = fading(state);
    for (int k = 0; k < totals.length; k++) {
      totals[k] = state.terms() * eta + globals.scalar(DECAY) * totals[k];
      totals[k] += fading == 0 ? 0 : fading * globals.vector(FADING_TOTALS)[k];
    }
    return totals;
  }

  /**
   * λ_wk of one term.
   *
   * @param block the index of the term's block
   * @param lambda output, K numbers
   */
  public static void lambda(ModelState state, int block, int term, double[] lambda) {
    double eta = eta(state);
    double sigma = state.globals().scalar(DECAY);
    double fading = fading(state);
    float[] row = state.blocks().get(block).row(term);
    float[] below = fading == 0 ? null : state.fading().get(block).row(term);
    for (int k = 0; k < lambda.length; k++) {
      lambda[k] = eta + sigma * row[k] + (below == null ? 0 : fading * below[k]);
    }
  }

  /**
   * What a store keeps: rows of λ, η, and the family's own globals.
   *
   * @param own their names
   */
  public static ModelState parameters(ModelState state, Collection<String> own) {
    double[] lambdaK = new double[state.globals().vector(TOPIC_TOTALS).length];
    List<TermBlock> lambda = new ArrayList<>();
    for (int b = 0; b < state.blocks().size(); b++) {
      TermBlock block = state.blocks().get(b);
      float[][] rows = new float[block.size()][Rows.padded(lambdaK.length)];
      for (int i = 0; i < rows.length; i++) {
        lambda(state, b, block.from() + i, lambdaK);
        for (int k = 0; k < lambdaK.length; k++) {
          rows[i][k] = (float) lambdaK[k];
        }
      }
      lambda.add(TermBlock.of(block.from(), rows));
    }
    Map<String, double[]> globals = new TreeMap<>();
    globals.put(TOPIC_CONCENTRATION, new double[] {eta(state)});
    for (String name : own) {
      globals.put(name, state.globals().vector(name));
    }
    return new ModelState(lambda, Globals.of(globals));
  }
}
