package polya.infer.gibbs;

import java.util.List;
import polya.infer.Round;
import polya.math.Draws;
import polya.math.GammaTail;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Special;
import polya.math.Streams;
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
 * <p>Random numbers are keyed by (seed, round, term); the totals G_k are added in the order of the
 * terms: nothing depends on threads.
 */
public final class DrawnTopics {
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

  /** One block drawn: its weights, and what they add up to by topic. */
  private record Drawn(TermBlock block, double[] totals) {}

  /**
   * Draws all topics.
   *
   * @param counts blocks of n_wk
   * @param topics K
   * @param beta β &gt; 0
   * @param threshold τ ≥ 0, at most 30
   * @param round whose number keys the draws
   * @return weights g_wk with scales 1/G_k
   */
  public static Phi draw(
      List<TermBlock> counts, int topics, double beta, double threshold, long seed, Round round) {
    DrawnTopics drawing = new DrawnTopics(topics, beta, threshold);
    List<Drawn> drawn =
        counts.parallelStream().map(block -> drawing.block(block, seed, round)).toList();
    double[] scale = new double[topics];
    for (Drawn block : drawn) {
      for (int k = 0; k < topics; k++) {
        scale[k] += block.totals[k];
      }
    }
    for (int k = 0; k < topics; k++) {
      // A topic without any weight has none anywhere: its scale does not matter.
      scale[k] = scale[k] > 0 ? 1 / scale[k] : 0;
    }
    return Phi.of(drawn.stream().map(Drawn::block).toList(), Phi.Link.IDENTITY, 0, 1, scale);
  }

  private Drawn block(TermBlock counts, long seed, Round round) {
    TermBlockBuilder out = TermBlock.sparse(counts.from(), topics);
    double[] totals = new double[topics];
    int[] countTopics = new int[topics];
    float[] countValues = new float[topics];
    int[] rowTopics = new int[topics];
    float[] rowValues = new float[topics];
    for (int w = counts.from(); w < counts.from() + counts.size(); w++) {
      RandomStream stream = Streams.of(seed, Purpose.TOPICS, round.number(), w);
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
      for (int i = 0; i < n; i++) {
        totals[rowTopics[i]] += rowValues[i];
      }
      out.add(rowTopics, rowValues, n);
    }
    return new Drawn(out.build(), totals);
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
