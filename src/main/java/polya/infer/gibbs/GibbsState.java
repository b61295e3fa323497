package polya.infer.gibbs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import polya.corpus.Sections;
import polya.infer.ModelState;
import polya.infer.Phased;
import polya.infer.TopicSections;
import polya.infer.variational.TopicState;
import polya.math.Rows;
import polya.topics.Blocks;
import polya.topics.Globals;
import polya.topics.LocalBlocks;
import polya.topics.Phi;
import polya.topics.TermBlock;
import polya.topics.TermBlockBuilder;

/**
 * What blocks and globals mean between Gibbs sweeps, whatever the family: rows of counts n_wk; and
 * beside them, once there are samples, rows of Σ_s g_s n_wk/(n_k + Vβ) over them, whose mean, with
 * that of β/(n_k + Vβ), is the Rao-Blackwell estimate of φ_wk. The family's own globals are
 * averaged over samples as they are. A sample's weight g_s is the number of its sweep
 * (algorithms.md §2.4).
 */
final class GibbsState implements Phased.Bridge {
  private static final long serialVersionUID = 1L;

  /** The table of Σ_s g_s n_wk/(n_k + Vβ). */
  private static final String SAMPLE_SUMS = "sampleSums";

  /** Σ_s g_s of the samples that were added up. */
  private static final String SAMPLES = "samples";

  /** The weight of the sample that the counts are and that is not added up yet; 0 for none. */
  private static final String WAITING = "sampleWaits";

  /** Over samples, K numbers each: Σ_s g_s (n_k + Vβ), Σ_s g_s β/(n_k + Vβ). */
  private static final String TOTALS_SUM = "sampledTotals";

  private static final String BACKGROUND_SUM = "sampledBackground";

  /** Before the name of a global that samples are added up of. */
  private static final String SUM = "sampled.";

  /** Where the family's own globals and β begin. */
  private final Globals first;

  private final int topics;
  private final Sections sections;

  /** The cells whose prior is their own. */
  private final SeededCounts seeded;

  /** The states of runs that begin with these globals of the family's own, and with this β. */
  GibbsState(Globals own, double beta, int topics, Sections sections, SeededCounts seeded) {
    this.sections = sections;
    this.seeded = seeded;
    first = own.with(TopicState.TOPIC_CONCENTRATION, beta);
    this.topics = topics;
  }

  /** Counts of nothing: under their mean topics, all alike, tokens are seated by priors alone. */
  ModelState random(int terms) {
    List<TermBlock> blocks = new ArrayList<>();
    for (int from = 0; from < terms; from += TermBlock.SIZE) {
      int size = Math.min(TermBlock.SIZE, terms - from);
      blocks.add(TermBlock.zeros(from, size, Rows.padded(topics)));
    }
    Globals globals = counted(begun(first), new double[sections.count() * topics], 0);
    return ModelState.of(LocalBlocks.of(blocks), seeded.begun(globals, terms));
  }

  /** Whether a state is one of counts, not of the variational start. */
  @Override
  public boolean isCrossed(ModelState state) {
    return state.globals().has(WAITING);
  }

  /** The start's rows, of which only the terms matter, and what it knows of globals. */
  @Override
  public ModelState cross(ModelState last) {
    return ModelState.of(last.topics(), seeded.crossed(begun(last.globals()), last));
  }

  /** Globals after a sweep: n_k in each section, and the weight of its counts as a sample, or 0. */
  Globals counted(Globals globals, double[] topicTotals, double weight) {
    return globals.with(TopicState.TOPIC_TOTALS, topicTotals).with(WAITING, weight);
  }

  /** What the variational start knows of the family's own globals, and sums of nothing. */
  private Globals begun(Globals start) {
    Globals next =
        Globals.of(
            Map.of(
                SAMPLES,
                new double[1],
                TOTALS_SUM,
                new double[sections.count() * topics],
                BACKGROUND_SUM,
                new double[sections.count() * topics]));
    next = TopicSections.in(next, sections);
    for (Map.Entry<String, double[]> own : first.vectors().entrySet()) {
      String name = own.getKey();
      int[] shape = first.shape(name);
      next = next.with(name, start.has(name) ? start : first);
      next = next.with(SUM + name, new double[own.getValue().length], shape);
    }
    return next;
  }

  /**
   * n_k + Vβ, a number a section and topic, or what is in its place where terms have a prior of
   * their own.
   */
  private double[] totals(ModelState state) {
    double beta = state.globals().scalar(TopicState.TOPIC_CONCENTRATION);
    double[] totals = state.globals().vector(TopicState.TOPIC_TOTALS).clone();
    for (int i = 0; i < totals.length; i++) {
      totals[i] += sections.size(i / topics) * beta;
    }
    seeded.totals(state, totals);
    return totals;
  }

  /** E φ_wk = (n_wk + β)/(n_k + Vβ). */
  Phi meanTopics(ModelState state) {
    double beta = state.globals().scalar(TopicState.TOPIC_CONCENTRATION);
    double[] totals = totals(state);
    double[] scale = Arrays.stream(totals).map(total -> 1 / total).toArray();
    Blocks rows = seeded.rows(state, totals);
    return Phi.of(rows, Phi.Link.IDENTITY, beta, 1, scale, sections);
  }

  /** Adds the sample that waits, if one does. */
  ModelState withSample(ModelState state) {
    Globals globals = state.globals();
    double weight = globals.scalar(WAITING);
    if (weight == 0) {
      return state;
    }
    double[] totals = totals(state);
    double beta = globals.scalar(TopicState.TOPIC_CONCENTRATION);
    double[] background = Arrays.stream(totals).map(total -> beta / total).toArray();
    Blocks before = state.beside(SAMPLE_SUMS);
    Blocks rows = seeded.rows(state, totals);
    Blocks sums =
        before == null
            ? rows.map(counts -> added(counts, null, totals, sections, weight))
            : rows.with(before, (counts, sum) -> added(counts, sum, totals, sections, weight));
    Globals next =
        globals
            .with(WAITING, 0)
            .with(SAMPLES, globals.scalar(SAMPLES) + weight)
            .with(TOTALS_SUM, sum(globals.vector(TOTALS_SUM), totals, weight))
            .with(BACKGROUND_SUM, sum(globals.vector(BACKGROUND_SUM), background, weight));
    for (String own : first.vectors().keySet()) {
      double[] sum = sum(globals.vector(SUM + own), globals.vector(own), weight);
      next = next.with(SUM + own, sum, first.shape(own));
    }
    return state.with(SAMPLE_SUMS, sums).with(next);
  }

  private static double[] sum(double[] a, double[] b, double weight) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] + weight * b[i]).toArray();
  }

  /** One block's sums with g n_wk/(n_k + Vβ) added. */
  private static TermBlock added(
      TermBlock counts, TermBlock before, double[] totals, Sections sections, double weight) {
    int topics = totals.length / sections.count();
    TermBlockBuilder after = TermBlock.sparse(counts.from(), topics);
    int[] sumTopics = new int[topics];
    float[] sums = new float[topics];
    int[] countTopics = new int[topics];
    float[] values = new float[topics];
    int[] rowTopics = new int[topics];
    float[] row = new float[topics];
    for (int w = counts.from(); w < counts.from() + counts.size(); w++) {
      int allSums = before == null ? 0 : before.entries(w, sumTopics, sums);
      int allCounts = counts.entries(w, countTopics, values);
      int at = sections.of(w) * topics;
      int n = 0;
      for (int s = 0, c = 0; s < allSums || c < allCounts; n++) {
        int ofSum = s < allSums ? sumTopics[s] : topics;
        int ofCount = c < allCounts ? countTopics[c] : topics;
        int k = Math.min(ofSum, ofCount);
        rowTopics[n] = k;
        row[n] = ofSum == k ? sums[s++] : 0;
        if (ofCount == k) {
          row[n] += (float) (weight * values[c++] / totals[at + k]);
        }
      }
      after.add(rowTopics, row, n);
    }
    return after.build();
  }

  /**
   * What a store keeps: λ, η and the family's own globals, as {@link TopicState#parameters} has
   * them. With samples Λ_k is their mean of n_k + Vβ, and λ_wk/Λ_k their mean of (n_wk + β)/(n_k +
   * Vβ); the globals are their means as well. Without samples all are those of the last sweep.
   */
  ModelState parameters(ModelState last) {
    ModelState state = withSample(last);
    Globals globals = state.globals();
    double samples = globals.scalar(SAMPLES);
    if (samples == 0) {
      return ofLastSweep(state);
    }
    double[] background = globals.vector(BACKGROUND_SUM).clone();
    double[] scale = new double[background.length];
    for (int i = 0; i < scale.length; i++) {
      double total = globals.vector(TOTALS_SUM)[i] / samples;
      scale[i] = total / samples;
      background[i] *= scale[i];
    }
    Globals kept = TopicSections.in(first, sections);
    for (String own : first.vectors().keySet()) {
      kept = kept.with(own, mean(globals.vector(SUM + own), samples), first.shape(own));
    }
    return ModelState.of(lambda(state.beside(SAMPLE_SUMS), scale, background), kept);
  }

  /** What a store keeps of the last sweep alone: λ_wk = n_wk + β, the parameters of Φ | z. */
  ModelState ofLastSweep(ModelState state) {
    Globals globals = state.globals();
    double[] scale = new double[sections.count() * topics];
    double[] background = new double[scale.length];
    Arrays.fill(scale, 1);
    Arrays.fill(background, globals.scalar(TopicState.TOPIC_CONCENTRATION));
    Globals kept = TopicSections.in(first, sections);
    for (String own : first.vectors().keySet()) {
      kept = kept.with(own, globals);
    }
    return ModelState.of(lambda(seeded.rows(state, totals(state)), scale, background), kept);
  }

  private Blocks lambda(Blocks rows, double[] scale, double[] background) {
    Sections within = sections;
    return rows.map(block -> lambda(block, within, scale, background));
  }

  private static double[] mean(double[] sums, double samples) {
    return Arrays.stream(sums).map(sum -> sum / samples).toArray();
  }

  private static TermBlock lambda(
      TermBlock block, Sections sections, double[] scale, double[] background) {
    int topics = scale.length / sections.count();
    float[][] rows = new float[block.size()][];
    for (int i = 0; i < rows.length; i++) {
      float[] row = block.row(block.from() + i);
      int at = sections.of(block.from() + i) * topics;
      rows[i] = new float[row.length];
      for (int k = 0; k < topics; k++) {
        rows[i][k] = (float) (scale[at + k] * row[k] + background[at + k]);
      }
    }
    return TermBlock.of(block.from(), rows);
  }
}
