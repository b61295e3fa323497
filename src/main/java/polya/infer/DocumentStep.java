package polya.infer;

import java.util.Arrays;
import polya.math.Rows;

/**
 * The local step of one document with mean topics, pruned: a cold start n = N/K, a few dense
 * fixed-point sweeps over all topics, pruning to the active ones, their weights packed, then sweeps
 * over these until they settle. How a document weighs its topics, and how it settles, are up to
 * {@link Cvb0} and {@link Hybrid}.
 *
 * <p>Scratch of one thread; nothing is allocated once documents stop growing. Cost a document:
 * denseSweeps · 2·K·words + iterations · K_active · words fused multiply-adds.
 */
public abstract sealed class DocumentStep permits Cvb0, Hybrid {
  final Rows rows;
  final LocalOptions options;
  private final int topics;
  private final int padded;
  private final float[] alpha;

  /** Topics kept, {@link #active} of them, ascending. */
  final int[] topicOf;

  /** Expected counts n of the kept topics. */
  final float[] n;

  /** Responsibilities: word w's begin at w · {@link #rowLength}. */
  float[] r = new float[0];

  /** Packed weights, laid out as {@link #r}. */
  float[] weights = new float[0];

  int active;
  int rowLength;
  int sweeps;

  /** α of the kept topics; zero in padding. */
  final float[] alphaA;

  /** n + α of the kept topics; zero in padding. */
  final float[] gA;

  /** m_w of the last sweep. */
  float[] m = new float[0];

  private final float[] nK;
  private final float[] gK;
  private final float[] uK;

  DocumentStep(Rows rows, double[] alpha, LocalOptions options) {
    this.rows = rows;
    this.options = options;
    topics = alpha.length;
    padded = Rows.padded(topics);
    this.alpha = new float[padded];
    for (int k = 0; k < topics; k++) {
      this.alpha[k] = (float) alpha[k];
    }
    topicOf = new int[topics];
    n = new float[padded];
    alphaA = new float[padded];
    gA = new float[padded];
    nK = new float[padded];
    gK = new float[padded];
    uK = new float[padded];
  }

  /**
   * The document's weights of topics, up to a factor.
   *
   * @param g n + α, padded with zeros
   * @param length padded length
   * @return the weights, padded with zeros; may be g itself, which the next sweep overwrites
   */
  abstract float[] weigh(float[] g, int length);

  /**
   * Sweeps over the packed topics while the document moves: from n + α in {@link #gA} to {@link #r}
   * and n + α.
   *
   * @param moving whether the last dense sweep still moved it
   */
  abstract void settle(float[] counts, int words, float tokens, boolean moving);

  /**
   * Fits one document.
   *
   * @param b weights of the tile's terms, rows of padded length
   * @param rowOffsets where each word's row begins in b, {@code words} of them
   * @param counts each word's count, {@code words} of them
   * @param words distinct words, ≥ 1
   * @param tokens N &gt; 0
   */
  final void fit(float[] b, int[] rowOffsets, float[] counts, int words, float tokens) {
    reserve(words);
    Arrays.fill(nK, 0, topics, tokens / topics);
    sweeps = 0;
    boolean moving = true;
    while (moving && sweeps < Math.min(options.denseSweeps(), options.iterations())) {
      moving = denseSweep(b, rowOffsets, counts, words, tokens);
    }
    prune(options.threshold(tokens));
    pack(b, rowOffsets, words);
    settle(counts, words, tokens, moving);
    for (int j = 0; j < active; j++) {
      n[j] = Math.max(0, gA[j] - alphaA[j]);
    }
  }

  /** Σ_w c_w log Σ_k (n_k + α_k) Φ_wk / (N + α_0) over the kept topics: in-sample, optimistic. */
  final double logLikelihood(float[] counts, int words, double tokens, double alphaSum) {
    double sum = 0;
    for (int w = 0; w < words; w++) {
      double p = rows.dot(gA, 0, weights, w * rowLength, rowLength);
      sum += counts[w] * Math.log(Math.max(p, Rows.LEAST) / (tokens + alphaSum));
    }
    return sum;
  }

  private boolean denseSweep(float[] b, int[] rowOffsets, float[] counts, int words, float tokens) {
    sweeps++;
    for (int k = 0; k < padded; k++) {
      gK[k] = nK[k] + alpha[k];
    }
    float[] tK = weigh(gK, padded);
    rows.sweep(b, rowOffsets, counts, words, tK, uK, m, padded);
    double moved = 0;
    for (int k = 0; k < topics; k++) {
      float next = tK[k] * uK[k];
      moved += Math.abs(next - nK[k]);
      nK[k] = next;
    }
    return moved >= options.tolerance() * tokens;
  }

  /** Keeps topics above the threshold, and the largest ones if they are too few. */
  private void prune(float threshold) {
    active = 0;
    for (int k = 0; k < topics; k++) {
      if (nK[k] >= threshold) {
        topicOf[active++] = k;
      }
    }
    int least = Math.min(options.leastTopics(), topics);
    if (active < least) {
      keepLargest(least);
    }
    rowLength = Rows.padded(active);
  }

  /** The largest topics by insertion into a short descending list; equal ones by lower index. */
  private void keepLargest(int least) {
    active = 0;
    for (int k = 0; k < topics; k++) {
      if (active < least || nK[k] > nK[topicOf[active - 1]]) {
        int j = active < least ? active++ : active - 1;
        while (j > 0 && nK[topicOf[j - 1]] < nK[k]) {
          topicOf[j] = topicOf[j - 1];
          j--;
        }
        topicOf[j] = k;
      }
    }
    Arrays.sort(topicOf, 0, active);
  }

  private void pack(float[] b, int[] rowOffsets, int words) {
    if (weights.length < words * rowLength) {
      weights = new float[2 * words * rowLength];
      r = new float[weights.length];
    }
    for (int w = 0; w < words; w++) {
      int from = rowOffsets[w];
      int to = w * rowLength;
      for (int j = 0; j < active; j++) {
        weights[to + j] = b[from + topicOf[j]];
      }
      Arrays.fill(weights, to + active, to + rowLength, 0);
    }
    for (int j = 0; j < active; j++) {
      alphaA[j] = alpha[topicOf[j]];
      gA[j] = nK[topicOf[j]] + alphaA[j];
    }
    Arrays.fill(alphaA, active, rowLength, 0);
    Arrays.fill(gA, active, rowLength, 0);
  }

  private void reserve(int words) {
    if (m.length < words) {
      m = new float[2 * words];
    }
  }
}
