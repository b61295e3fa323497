package polya.infer;

import java.util.Arrays;
import polya.math.Rows;

/**
 * The local step of one document by collapsed variational Bayes, zeroth order, with mean topics: a
 * cold start n = N/K, a few dense fixed-point sweeps, pruning to the active topics, then
 * Gauss-Seidel sweeps with each word's own mass excluded, r_wk ∝ (n_k − r_wk + α_k) Φ_wk (Asuncion,
 * Welling, Smyth, Teh, UAI 2009; Foulds et al., KDD 2013). Where a term occurs c times, its c
 * tokens share one r and all but one token's mass stays in.
 *
 * <p>Scratch of one thread; nothing is allocated once documents stop growing. Cost a document:
 * denseSweeps · 2·K·words + iterations · K_active · words fused multiply-adds.
 */
final class Cvb0 {
  private static final float LEAST = 1e-30f;

  private final Rows rows;
  private final int topics;
  private final int padded;
  private final float[] alpha;
  private final LocalOptions options;

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

  private final float[] nK;
  private final float[] tK;
  private final float[] uK;
  private final float[] alphaA;
  private final float[] gA;
  private final float[] pA;
  private float[] m = new float[0];

  Cvb0(Rows rows, double[] alpha, LocalOptions options) {
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
    nK = new float[padded];
    tK = new float[padded];
    uK = new float[padded];
    alphaA = new float[padded];
    gA = new float[padded];
    pA = new float[padded];
  }

  /**
   * Fits one document.
   *
   * @param b weights of the tile's terms, rows of padded length
   * @param rowOffsets where each word's row begins in b, {@code words} of them
   * @param counts each word's count, {@code words} of them
   * @param words distinct words, ≥ 1
   * @param tokens N &gt; 0
   */
  void fit(float[] b, int[] rowOffsets, float[] counts, int words, float tokens) {
    reserve(words);
    Arrays.fill(nK, 0, topics, tokens / topics);
    sweeps = 0;
    boolean moving = true;
    while (moving && sweeps < Math.min(options.denseSweeps(), options.iterations())) {
      moving = denseSweep(b, rowOffsets, counts, words, tokens);
    }
    prune(options.threshold(tokens));
    pack(b, rowOffsets, words);
    fromCounts(counts, words);
    while (moving && sweeps < options.iterations()) {
      sweeps++;
      moving =
          rows.cvb0(weights, r, counts, words, gA, pA, rowLength) >= options.tolerance() * tokens;
    }
    for (int j = 0; j < active; j++) {
      n[j] = Math.max(0, gA[j] - alphaA[j]);
    }
  }

  /** Σ_w c_w log Σ_k (n_k + α_k) Φ_wk / (N + α_0) over the kept topics: in-sample, optimistic. */
  double logLikelihood(float[] counts, int words, double tokens, double alphaSum) {
    double sum = 0;
    for (int w = 0; w < words; w++) {
      double p = rows.dot(gA, 0, weights, w * rowLength, rowLength);
      sum += counts[w] * Math.log(Math.max(p, LEAST) / (tokens + alphaSum));
    }
    return sum;
  }

  private boolean denseSweep(float[] b, int[] rowOffsets, float[] counts, int words, float tokens) {
    sweeps++;
    for (int k = 0; k < padded; k++) {
      tK[k] = nK[k] + alpha[k];
    }
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

  /** The responsibilities that the dense sweeps' counts imply, and the counts that these imply. */
  private void fromCounts(float[] counts, int words) {
    Arrays.fill(pA, 0, rowLength, 0);
    for (int w = 0; w < words; w++) {
      int o = w * rowLength;
      float inverse = 1 / Math.max(rows.dot(gA, 0, weights, o, rowLength), LEAST);
      for (int j = 0; j < rowLength; j++) {
        r[o + j] = gA[j] * weights[o + j] * inverse;
      }
      rows.axpy(counts[w], r, o, pA, 0, rowLength);
    }
    for (int j = 0; j < rowLength; j++) {
      gA[j] = pA[j] + alphaA[j];
    }
  }

  private void reserve(int words) {
    if (m.length < words) {
      m = new float[2 * words];
    }
  }
}
