package polya.lda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import polya.infer.ModelState;
import polya.infer.TopicState;
import polya.math.Rows;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.TermBlock;
import polya.topics.TermBlockBuilder;

/**
 * What LDA's blocks and globals mean between Gibbs sweeps: rows of counts n_wk; and beside them,
 * once there are samples, rows of Σ_s n_wk/(n_k + Vβ) over them, whose mean, with that of β/(n_k +
 * Vβ), is the Rao-Blackwell estimate of φ_wk.
 */
final class LdaGibbsState {
  /** How many samples were added up. */
  private static final String SAMPLES = "samples";

  /** Whether the counts are a sample that is not added up yet. */
  private static final String WAITING = "sampleWaits";

  /** Over samples, K numbers each: Σ_s (n_k + Vβ), Σ_s β/(n_k + Vβ), Σ_s α_k; and Σ_s β. */
  private static final String TOTALS_SUM = "sampledTotals";

  private static final String BACKGROUND_SUM = "sampledBackground";
  private static final String ALPHA_SUM = "sampledDocConcentration";
  private static final String BETA_SUM = "sampledTopicConcentration";

  private LdaGibbsState() {}

  /** Counts of nothing: under their mean topics, all alike, tokens are seated by α alone. */
  static ModelState random(double[] alpha, double beta, int terms) {
    List<TermBlock> blocks = new ArrayList<>();
    for (int from = 0; from < terms; from += TermBlock.SIZE) {
      int size = Math.min(TermBlock.SIZE, terms - from);
      blocks.add(TermBlock.zeros(from, size, Rows.padded(alpha.length)));
    }
    Globals globals =
        Globals.of(
            Map.of(
                LdaState.DOC_CONCENTRATION,
                alpha,
                TopicState.TOPIC_CONCENTRATION,
                new double[] {beta}));
    return new ModelState(blocks, counted(globals, new double[alpha.length], false));
  }

  /** Whether a state is one of counts, not of the variational start. */
  static boolean isCounts(ModelState state) {
    return state.globals().vectors().containsKey(WAITING);
  }

  /** Globals after a sweep: n_k, and whether its counts are a sample. */
  static Globals counted(Globals globals, double[] topicTotals, boolean sample) {
    int topics = topicTotals.length;
    boolean first = !globals.vectors().containsKey(SAMPLES);
    Globals next =
        !first
            ? globals
            : Globals.of(
                Map.of(
                    LdaState.DOC_CONCENTRATION,
                    globals.vector(LdaState.DOC_CONCENTRATION),
                    TopicState.TOPIC_CONCENTRATION,
                    globals.vector(TopicState.TOPIC_CONCENTRATION),
                    SAMPLES,
                    new double[1],
                    TOTALS_SUM,
                    new double[topics],
                    BACKGROUND_SUM,
                    new double[topics],
                    ALPHA_SUM,
                    new double[topics],
                    BETA_SUM,
                    new double[1]));
    return next.with(TopicState.TOPIC_TOTALS, topicTotals).with(WAITING, sample ? 1 : 0);
  }

  private static double[] totals(ModelState state) {
    double betaSum = state.terms() * state.globals().scalar(TopicState.TOPIC_CONCENTRATION);
    return Arrays.stream(state.globals().vector(TopicState.TOPIC_TOTALS))
        .map(n -> n + betaSum)
        .toArray();
  }

  /** E φ_wk = (n_wk + β)/(n_k + Vβ). */
  static Phi meanTopics(ModelState state) {
    double beta = state.globals().scalar(TopicState.TOPIC_CONCENTRATION);
    double[] scale = Arrays.stream(totals(state)).map(total -> 1 / total).toArray();
    return Phi.of(state.blocks(), Phi.Link.IDENTITY, beta, 1, scale);
  }

  /** Adds the sample that waits, if one does. */
  static ModelState withSample(ModelState state) {
    Globals globals = state.globals();
    if (!isCounts(state) || globals.scalar(WAITING) == 0) {
      return state;
    }
    double[] totals = totals(state);
    double beta = globals.scalar(TopicState.TOPIC_CONCENTRATION);
    double[] background = Arrays.stream(totals).map(total -> beta / total).toArray();
    List<TermBlock> sums =
        IntStream.range(0, state.blocks().size())
            .parallel()
            .mapToObj(b -> added(state, b, totals))
            .toList();
    Globals next =
        globals
            .with(WAITING, 0)
            .with(SAMPLES, globals.scalar(SAMPLES) + 1)
            .with(TOTALS_SUM, sum(globals.vector(TOTALS_SUM), totals))
            .with(BACKGROUND_SUM, sum(globals.vector(BACKGROUND_SUM), background))
            .with(
                ALPHA_SUM,
                sum(globals.vector(ALPHA_SUM), globals.vector(LdaState.DOC_CONCENTRATION)))
            .with(BETA_SUM, globals.scalar(BETA_SUM) + beta);
    return new ModelState(state.blocks(), sums, next);
  }

  private static double[] sum(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] + b[i]).toArray();
  }

  /** One block's sums with n_wk/(n_k + Vβ) added. */
  private static TermBlock added(ModelState state, int b, double[] totals) {
    TermBlock counts = state.blocks().get(b);
    TermBlock before = state.fading().isEmpty() ? null : state.fading().get(b);
    int topics = totals.length;
    TermBlockBuilder sums = TermBlock.sparse(counts.from(), topics);
    float[] sumK = new float[topics];
    int[] rowTopics = new int[topics];
    float[] values = new float[topics];
    boolean[] isTouchedK = new boolean[topics];
    for (int w = counts.from(); w < counts.from() + counts.size(); w++) {
      int n = before == null ? 0 : before.entries(w, rowTopics, values);
      for (int i = 0; i < n; i++) {
        sumK[rowTopics[i]] = values[i];
        isTouchedK[rowTopics[i]] = true;
      }
      int entries = counts.entries(w, rowTopics, values);
      for (int i = 0; i < entries; i++) {
        int k = rowTopics[i];
        sumK[k] += (float) (values[i] / totals[k]);
        isTouchedK[k] = true;
      }
      n = 0;
      for (int k = 0; k < topics; k++) {
        if (isTouchedK[k]) {
          rowTopics[n] = k;
          values[n++] = sumK[k];
          sumK[k] = 0;
          isTouchedK[k] = false;
        }
      }
      sums.add(rowTopics, values, n);
    }
    return sums.build();
  }

  /**
   * What a store keeps: λ, α and η, as {@link LdaState#parameters} has them. With samples Λ_k is
   * their mean of n_k + Vβ, and λ_wk/Λ_k their mean of (n_wk + β)/(n_k + Vβ); α and η are their
   * means as well. Without samples all are those of the last sweep.
   */
  static ModelState parameters(ModelState last) {
    ModelState state = withSample(last);
    Globals globals = state.globals();
    double samples = globals.scalar(SAMPLES);
    if (samples == 0) {
      return ofLastSweep(state);
    }
    int topics = globals.vector(LdaState.DOC_CONCENTRATION).length;
    double[] backgroundK = new double[topics];
    double[] scaleK = new double[topics];
    for (int k = 0; k < topics; k++) {
      double total = globals.vector(TOTALS_SUM)[k] / samples;
      scaleK[k] = total / samples;
      backgroundK[k] = scaleK[k] * globals.vector(BACKGROUND_SUM)[k];
    }
    return kept(
        state.fading(),
        scaleK,
        backgroundK,
        mean(globals.vector(ALPHA_SUM), samples),
        mean(globals.vector(BETA_SUM), samples));
  }

  /** What a store keeps of the last sweep alone: λ_wk = n_wk + β, the parameters of Φ | z. */
  static ModelState ofLastSweep(ModelState state) {
    Globals globals = state.globals();
    double[] alpha = globals.vector(LdaState.DOC_CONCENTRATION);
    double[] scaleK = new double[alpha.length];
    double[] backgroundK = new double[alpha.length];
    Arrays.fill(scaleK, 1);
    Arrays.fill(backgroundK, globals.scalar(TopicState.TOPIC_CONCENTRATION));
    double[] eta = globals.vector(TopicState.TOPIC_CONCENTRATION);
    return kept(state.blocks(), scaleK, backgroundK, alpha, eta);
  }

  private static ModelState kept(
      List<TermBlock> rows, double[] scaleK, double[] backgroundK, double[] alpha, double[] eta) {
    return new ModelState(
        rows.parallelStream().map(block -> lambda(block, scaleK, backgroundK)).toList(),
        Globals.of(Map.of(LdaState.DOC_CONCENTRATION, alpha, TopicState.TOPIC_CONCENTRATION, eta)));
  }

  private static double[] mean(double[] sums, double samples) {
    return Arrays.stream(sums).map(sum -> sum / samples).toArray();
  }

  private static TermBlock lambda(TermBlock block, double[] scaleK, double[] backgroundK) {
    float[][] rows = new float[block.size()][];
    for (int i = 0; i < rows.length; i++) {
      float[] row = block.row(block.from() + i);
      rows[i] = new float[row.length];
      for (int k = 0; k < scaleK.length; k++) {
        rows[i][k] = (float) (scaleK[k] * row[k] + backgroundK[k]);
      }
    }
    return TermBlock.of(block.from(), rows);
  }
}
