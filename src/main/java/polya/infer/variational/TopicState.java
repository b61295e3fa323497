package polya.infer.variational;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;
import polya.corpus.Sections;
import polya.infer.ModelState;
import polya.infer.TopicSections;
import polya.math.Rows;
import polya.math.Special;
import polya.topics.Blocks;
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

  /** Σ_w a_wk, K numbers; where terms have sections, a number a section and topic. */
  public static final String TOPIC_TOTALS = "topicTotals";

  /** σ, one number. */
  public static final String DECAY = "decay";

  /** The table of b; none most of the time. */
  public static final String FADING_TOPICS = "fadingTopics";

  /** What the decay was when b was set aside, and the share of the documents not visited since. */
  public static final String FADING = "fading";

  /** Σ_w b_wk, K numbers. */
  public static final String FADING_TOTALS = "fadingTotals";

  /** There in a run whose first pass takes documents as of one topic each. */
  private static final String WHOLE_DOCUMENTS = "wholeDocuments";

  private TopicState() {}

  /** The first model of a run whose first pass takes documents as of one topic each. */
  static ModelState ofWholeDocuments(ModelState begun) {
    return begun.with(begun.globals().with(WHOLE_DOCUMENTS, 1));
  }

  /** Whether it is such a run's. */
  static boolean isOfWholeDocuments(Globals globals) {
    return globals.has(WHOLE_DOCUMENTS);
  }

  /**
   * The state that a run begins with.
   *
   * @param blocks rows a
   * @param own the family's own globals
   * @param sections of the terms
   */
  static ModelState begun(Blocks blocks, Globals own, double eta, int topics, Sections sections) {
    Globals globals =
        TopicSections.in(own, sections)
            .with(TOPIC_CONCENTRATION, eta)
            .with(TOPIC_TOTALS, blocks.columnSums(topics, sections))
            .with(DECAY, 1);
    return ModelState.of(blocks, globals);
  }

  /**
   * The topics that documents see: means s_k λ_wk/Λ_k, or for mean-field s_k exp(ψ(λ_wk) − ψ(Λ_k)).
   *
   * @param weightK s, K numbers
   */
  static Phi published(ModelState state, double[] weightK, boolean meanField) {
    double[] scale = lambdaTotals(state);
    for (int i = 0; i < scale.length; i++) {
      double weight = weightK[i % weightK.length];
      scale[i] =
          meanField ? weight * StrictMath.exp(-Special.digamma(scale[i])) : weight / scale[i];
    }
    Phi.Link link = meanField ? Phi.Link.EXP_DIGAMMA : Phi.Link.IDENTITY;
    double offset = eta(state);
    double slope = state.globals().scalar(DECAY);
    Phi phi = Phi.of(state.topics(), link, offset, slope, scale, TopicSections.of(state));
    Blocks below = state.beside(FADING_TOPICS);
    return below == null ? phi : phi.over(below, fading(state));
  }

  /** σ Σ_w a_wk, numbers as {@link #TOPIC_TOTALS} has them. */
  static double[] counts(Globals globals) {
    double decay = globals.scalar(DECAY);
    return Arrays.stream(globals.vector(TOPIC_TOTALS)).map(a -> decay * a).toArray();
  }

  /** Sets the rows aside: they become b, at their full weight, and a begins at zero. */
  static ModelState setAside(ModelState state) {
    Globals globals = state.globals();
    int totals = globals.vector(TOPIC_TOTALS).length;
    int length = Rows.padded(totals / TopicSections.of(state).count());
    Blocks empty = state.topics().map(block -> TermBlock.zeros(block.from(), block.size(), length));
    return ModelState.of(
            empty,
            globals
                .with(FADING, new double[] {globals.scalar(DECAY), 1})
                .with(FADING_TOTALS, globals.vector(TOPIC_TOTALS))
                .with(TOPIC_TOTALS, new double[totals])
                .with(DECAY, 1))
        .with(FADING_TOPICS, state.topics());
  }

  /** The state without b, whose weight is gone. */
  static ModelState faded(ModelState state) {
    return state.beside(FADING_TOPICS) == null
        ? state
        : ModelState.of(state.topics(), state.globals());
  }

  /** f, the weight of b: what the decay was, times the share of the documents not visited since. */
  public static double fading(ModelState state) {
    if (state.beside(FADING_TOPICS) == null) {
      return 0;
    }
    double[] fading = state.globals().vector(FADING);
    return fading[0] * Math.max(0, fading[1]);
  }

  /** η, the topics' prior. */
  public static double eta(ModelState state) {
    return state.globals().scalar(TOPIC_CONCENTRATION);
  }

  /** Λ_k = V η + σ Σ_w a_wk + f Σ_w b_wk; where terms have sections, of each section's terms. */
  public static double[] lambdaTotals(ModelState state) {
    Globals globals = state.globals();
    double eta = eta(state);
    double[] totals = globals.vector(TOPIC_TOTALS).clone();
    double fading = fading(state);
    Sections sections = TopicSections.of(state);
    int topics = totals.length / sections.count();
    for (int k = 0; k < totals.length; k++) {
      totals[k] = sections.size(k / topics) * eta + globals.scalar(DECAY) * totals[k];
      totals[k] += fading == 0 ? 0 : fading * globals.vector(FADING_TOTALS)[k];
    }
    return totals;
  }

  /**
   * λ of one block after another: what η, σ and f say of its rows. Travels to where blocks lie.
   *
   * @param eta η
   * @param sigma σ
   * @param fading f
   */
  public record Lambda(double eta, double sigma, double fading) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Those of a state. */
    public static Lambda of(ModelState state) {
      double sigma = state.globals().scalar(DECAY);
      return new Lambda(TopicState.eta(state), sigma, TopicState.fading(state));
    }

    /**
     * λ_wk of one term.
     *
     * @param below the block of b; null where there is none
     * @param lambda output, K numbers
     */
    public void read(TermBlock block, TermBlock below, int term, double[] lambda) {
      float[] row = block.row(term);
      float[] beneath = fading == 0 ? null : below.row(term);
      for (int k = 0; k < lambda.length; k++) {
        lambda[k] = eta + sigma * row[k] + (beneath == null ? 0 : fading * beneath[k]);
      }
    }

    /** A block of λ. */
    TermBlock block(TermBlock block, TermBlock below, int topics) {
      float[][] rows = new float[block.size()][Rows.padded(topics)];
      double[] lambda = new double[topics];
      for (int i = 0; i < rows.length; i++) {
        read(block, below, block.from() + i, lambda);
        for (int k = 0; k < topics; k++) {
          rows[i][k] = (float) lambda[k];
        }
      }
      return TermBlock.of(block.from(), rows);
    }
  }

  /**
   * What a store keeps: rows of λ, η, and the family's own globals.
   *
   * @param own their names
   */
  public static ModelState parameters(ModelState state, Collection<String> own) {
    int topics = state.globals().vector(TOPIC_TOTALS).length / TopicSections.of(state).count();
    Lambda lambda = Lambda.of(state);
    Blocks below = state.beside(FADING_TOPICS);
    Blocks rows =
        below == null
            ? state.topics().map(block -> lambda.block(block, null, topics))
            : state.topics().with(below, (block, b) -> lambda.block(block, b, topics));
    Globals globals = Globals.none().with(TOPIC_CONCENTRATION, eta(state));
    globals = TopicSections.copied(state.globals(), globals);
    for (String name : own) {
      globals = globals.with(name, state.globals());
    }
    return ModelState.of(rows, globals);
  }
}
