package polya.infer.gibbs;

import java.io.Serializable;
import polya.corpus.Sections;
import polya.infer.Round;
import polya.math.Draws;
import polya.math.GammaTail;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Special;
import polya.math.Streams;
import polya.topics.Blocks;
import polya.topics.Phi;
import polya.topics.TermBlock;
import polya.topics.TermBlockBuilder;

/**
 * Draws topics from their conditional given counts: φ_k ~ Dirichlet(β + n_·k), as φ_wk = g_wk/G_k
 * with g_wk ~ Gamma(β + n_wk) and G_k their sum (algorithms.md §2.4).
 *
 * <p>A draw for a cell without a count is nearly always tiny, and there are K V of them. With a
 * threshold τ &gt; 0 one that falls below τ becomes τ with probability g/τ, else nothing: unbiased,
 * and sparse. Nearly all cells are then skipped at the cost of none. τ = 0 is exact, and dense.
 * Cells with a count are drawn exactly under any τ; so a term that the corpus has is never without
 * weight, since it has a count.
 *
 * <p>Random numbers are keyed by (seed, round, term); the totals G_k are exact sums: nothing
 * depends on threads.
 */
public final class DrawnTopics implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int topics;
  private final double beta;
  private final double threshold;

  /** The chance that a cell without a count gets weight, and that this is more than τ. */
  private final double chance;

  private final double aboveShare;

  /** ln(1 − chance). */
  private final double logNone;

  /** What is more than τ. */
  private final GammaTail above;

  private DrawnTopics(int topics, double beta, double threshold) {
    this.topics = topics;
    this.beta = beta;
    this.threshold = threshold;
    double below = Special.gammaP(beta, threshold);
    double rounded = threshold == 0 ? 0 : beta * Special.gammaP(beta + 1, threshold) / threshold;
    chance = 1 - below + rounded;
    aboveShare = (1 - below) / chance;
    logNone = StrictMath.log1p(-chance);
    above = new GammaTail(beta, threshold);
  }

  /**
   * Draws all topics.
   *
   * @param counts rows of n_wk
   * @param topics K
   * @param beta β &gt; 0
   * @param threshold τ ≥ 0, at most 30
   * @param round whose number keys the draws
   * @param sections within which they are normalised
   * @return weights g_wk with scales 1/G_k, one a section and topic
   */
  public static Phi draw(
      Blocks counts,
      int topics,
      double beta,
      double threshold,
      long seed,
      Round round,
      Sections sections) {
    DrawnTopics drawing = new DrawnTopics(topics, beta, threshold);
    Blocks drawn = counts.map(block -> drawing.block(block, seed, round.number()));
    double[] scale = drawn.columnSums(topics, sections);
    for (int k = 0; k < scale.length; k++) {
      // A topic without any weight has none anywhere: its scale does not matter.
      scale[k] = scale[k] > 0 ? 1 / scale[k] : 0;
    }
    return Phi.of(drawn, Phi.Link.IDENTITY, 0, 1, scale, sections);
  }

  private TermBlock block(TermBlock counts, long seed, int round) {
    TermBlockBuilder out = TermBlock.sparse(counts.from(), topics);
    int[] countTopics = new int[topics];
    float[] countValues = new float[topics];
    int[] rowTopics = new int[topics];
    float[] rowValues = new float[topics];
    for (int w = counts.from(); w < counts.from() + counts.size(); w++) {
      RandomStream stream = Streams.of(seed, Purpose.TOPICS, round, w);
      int entries = counts.entries(w, countTopics, countValues);
      int n = 0;
      int at = 0;
      long skip = skipped(stream);
      for (int i = 0; i <= entries; i++) {
        int next = i < entries ? countTopics[i] : topics;
        for (; at + skip < next; skip = skipped(stream)) {
          at += (int) skip;
          rowTopics[n] = at++;
          rowValues[n++] = (float) withoutCount(stream);
        }
        skip -= next - at;
        at = next + 1;
        if (i < entries) {
          rowTopics[n] = next;
          rowValues[n++] = (float) Draws.gamma(stream, beta + countValues[i]);
        }
      }
      out.add(rowTopics, rowValues, n);
    }
    return out.build();
  }

  /** How many cells without a count come before the next that gets weight: geometric. */
  private long skipped(RandomStream stream) {
    if (chance >= 1) {
      return 0;
    }
    double skipped = StrictMath.log(stream.nextOpen()) / logNone;
    return (long) Math.min(topics, skipped);
  }

  /** The weight of a cell without a count, given that it has one. */
  private double withoutCount(RandomStream stream) {
    if (threshold == 0) {
      return Draws.gamma(stream, beta);
    }
    return stream.nextOpen() < aboveShare ? above.draw(stream) : threshold;
  }

  /** Expected entries of all rows together beyond those with a count, a cell. */
  public static double extraShare(double beta, double threshold) {
    return Math.min(1, new DrawnTopics(1, beta, threshold).chance);
  }
}
