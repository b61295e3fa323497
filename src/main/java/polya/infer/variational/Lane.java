package polya.infer.variational;

import java.util.Arrays;
import polya.corpus.Sections;
import polya.corpus.Tile;
import polya.infer.Round;
import polya.math.Rows;
import polya.topics.Phi;
import polya.topics.PhiReader;
import polya.topics.TermStatisticsBuilder;

/**
 * A lane's own view of the topics: the published rows λ = η + σ a, and what the lane's steps have
 * added to the rows that its tiles touch. After each tile the lane takes a stochastic step by
 * itself, λ ← (1 − ρ) λ + ρ (η + D/|M| s) with M the tile's documents (algorithms.md §1.1, §1.6).
 * What it sends are the expected counts of all its steps as these weight them, so that the lanes'
 * models are averaged by adding up: with n_l documents in lane l and n in all of them,
 *
 * <p>λ ← (Σ_l n_l κ_l / n) (λ − η) + η + (D / n) Σ_l X_l, where κ_l = Π_j (1 − ρ_j) and X_l = n_l
 * Σ_j ρ_j Π_{i&gt;j} (1 − ρ_i) s_j / |M_j|.
 *
 * <p>Scratch of one thread. Memory: K floats for every term that the lane's tiles touch.
 */
public final class Lane implements TileResponsibilities.Sink {
  /** The largest step: a lane never forgets all, which would leave it no weight to divide by. */
  private static final double MOST = 1 - 1e-6;

  private final Phi phi;
  private final PhiReader reader;
  private final LearningRate learningRate;
  private final Round round;
  private final long documents;
  private final double[] weightK;
  private final Sections sections;
  private final double[] firstTotals;
  private final double[] totals;
  private final double[] counted;
  private final float[][] addedWK;
  private final int[] touched;
  private int touchedCount;
  private int step;
  private double decay;
  private double weightedTokens;
  private long laneDocuments;
  private float factor;
  private double unit;
  private int lane = -1;

  /**
   * A lane's view.
   *
   * @param phi mean topics: offset η, slope σ, scale weight_k / Λ_k
   * @param weightK what the documents' model multiplies each topic with
   * @param documents D
   */
  public Lane(Phi phi, double[] weightK, LearningRate learningRate, Round round, long documents) {
    this.phi = phi;
    this.weightK = weightK;
    this.learningRate = learningRate;
    this.round = round;
    this.documents = documents;
    reader = phi.reader(Rows.atHand());
    sections = phi.sections();
    firstTotals = phi.scale();
    for (int i = 0; i < firstTotals.length; i++) {
      firstTotals[i] = weightK[i % weightK.length] / firstTotals[i];
    }
    totals = new double[firstTotals.length];
    counted = new double[firstTotals.length];
    addedWK = new float[phi.terms()][];
    touched = new int[phi.terms()];
    begin();
  }

  private void begin() {
    for (int i = 0; i < touchedCount; i++) {
      addedWK[touched[i]] = null;
    }
    touchedCount = 0;
    step = 0;
    decay = 1;
    weightedTokens = 0;
    laneDocuments = 0;
    System.arraycopy(firstTotals, 0, totals, 0, totals.length);
    reader.change(1, phi.scale());
  }

  /** What stored rows mean to the lane. */
  PhiReader reader() {
    return reader;
  }

  /** A term's row as the lane sees it; see {@link PhiReader#stored}. */
  float[] stored(int term, int i) {
    return reader.stored(term, addedWK[term], i);
  }

  /** Goes to a tile's lane: if it is another one, sends what the last one came to. */
  void enter(Tile tile, TermStatisticsBuilder out) {
    if (round.lane(tile.index()) != lane) {
      lane = round.lane(tile.index());
      send(out);
    }
  }

  /** Steps by what a tile's documents sent, in units of 2^-bits. */
  void step(TileResponsibilities kept, int tileDocuments, long tokens, int bits) {
    if (tileDocuments == 0) {
      return;
    }
    double rho = Math.min(MOST, learningRate.at(round, step++));
    double scale = documents / (double) tileDocuments;
    decay *= 1 - rho;
    unit = 1.0 / (1L << bits);
    factor = (float) (rho * scale * unit / (phi.slope() * decay));
    Arrays.fill(counted, 0);
    kept.flush(this);
    int topics = weightK.length;
    double[] next = new double[totals.length];
    for (int i = 0; i < totals.length; i++) {
      double smooth = sections.size(i / topics) * phi.offset();
      totals[i] = (1 - rho) * totals[i] + rho * (smooth + scale * counted[i]);
      next[i] = weightK[i % topics] / totals[i];
    }
    reader.change(decay, next);
    weightedTokens = (1 - rho) * weightedTokens + rho * tokens / tileDocuments;
    laneDocuments += tileDocuments;
  }

  @Override
  public void add(int term, int[] topics, long[] counts, int n) {
    float[] row = addedWK[term];
    if (row == null) {
      row = new float[phi.rowLength()];
      addedWK[term] = row;
      touched[touchedCount++] = term;
    }
    int at = sections.of(term) * weightK.length;
    for (int i = 0; i < n; i++) {
      int k = topics[i];
      row[k] += factor * counts[k];
      counted[at + k] += counts[k] * unit;
    }
  }

  /** Sends what the steps amount to, and begins the next lane. */
  void send(TermStatisticsBuilder out) {
    if (laneDocuments > 0) {
      Arrays.sort(touched, 0, touchedCount);
      double scale = phi.slope() * decay * (laneDocuments / (double) documents) / unit;
      long[] countsK = new long[weightK.length];
      int[] topics = new int[weightK.length];
      for (int i = 0; i < touchedCount; i++) {
        float[] row = addedWK[touched[i]];
        int n = 0;
        for (int k = 0; k < weightK.length; k++) {
          long count = row[k] == 0 ? 0 : (long) (row[k] * scale + 0.5);
          if (count > 0) {
            countsK[k] = count;
            topics[n++] = k;
          }
        }
        out.add(touched[i], topics, countsK, n);
      }
      out.sum(VariationalSums.KEPT, laneDocuments * decay);
      out.sum(VariationalSums.COUNTED, laneDocuments * weightedTokens);
    }
    begin();
  }
}
