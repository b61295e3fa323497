package polya.infer.variational;

import java.util.Arrays;
import polya.math.Rows;
import polya.mixing.DocumentPrior;
import polya.topics.PhiReader;

/**
 * The local step of one document with mean topics, pruned: a cold start n = N/K, a few dense
 * fixed-point sweeps over all topics, pruning to the active ones, their weights packed, then sweeps
 * over these until they settle. Where its group has a support this is what is packed at once. How a
 * document weighs its topics, and how it settles, are up to {@link Cvb0} and {@link Hybrid}; {@link
 * OneTopic} does without all of it.
 *
 * <p>Scratch of one thread; nothing is allocated once documents stop growing. Cost a document:
 * denseSweeps · 2·K·words + iterations · K_active · words fused multiply-adds.
 */
public abstract sealed class DocumentStep permits Cvb0, Hybrid, OneTopic {
  /** Candidates are packed if they are at most one topic in so many. */
  private static final int WORTH = 16;

  final Rows rows;
  final LocalOptions options;
  private final int topics;
  private final int padded;
  private final GroupAlpha prior;

  /** α of the document; that of {@link #prior}. */
  private final float[] alpha;

  /** Topics kept, {@link #active} of them, ascending. */
  final int[] topicOf;

  /** Expected counts n of the kept topics. */
  final float[] n;

  /** Responsibilities: word w's begin at w · {@link #rowLength}. */
  float[] r = new float[0];

  /** Packed weights of the kept topics, laid out as {@link #r}. */
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

  /** The document's weights times the scale of Φ; zero in padding. */
  private final float[] tK;

  /** The scale of Φ of the packed topics; zero in padding. */
  private final float[] scaleA;

  /** Places of the kept topics among the candidates; zero in padding. */
  private final int[] placeOf;

  /** Ones for the kept topics; zero in padding. */
  private final float[] isKept;

  /** Ones for all topics; zero in padding. */
  private final float[] ones;

  /** Packed weights of the candidates. */
  private float[] candidates = new float[0];

  private int[] packedOffsets = new int[0];

  DocumentStep(Rows rows, DocumentPrior prior, LocalOptions options) {
    this.rows = rows;
    this.options = options;
    topics = prior.topics();
    padded = Rows.padded(topics);
    this.prior = new GroupAlpha(prior);
    alpha = this.prior.alphaK();
    topicOf = new int[padded];
    placeOf = new int[padded];
    n = new float[padded];
    alphaA = new float[padded];
    gA = new float[padded];
    nK = new float[padded];
    gK = new float[padded];
    uK = new float[padded];
    tK = new float[padded];
    scaleA = new float[padded];
    isKept = new float[padded];
    ones = new float[padded];
    Arrays.fill(ones, 0, topics, 1);
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

  /** What comes next is a document of this group. */
  final void enter(int group) {
    prior.enter(group);
  }

  /** α_0 of the document. */
  final double alphaSum() {
    return prior.sum();
  }

  /** Begins evenly on the document's support, which is short: nothing is cut or pruned. */
  private void fitSupport(
      PhiReader phi, float[][] stored, float[] counts, int words, float tokens) {
    sweeps = 0;
    active = prior.support(topicOf);
    for (int j = 0; j < active; j++) {
      nK[topicOf[j]] = tokens / active;
    }
    pack(phi, stored, words);
    settle(counts, words, tokens, true);
    for (int j = 0; j < active; j++) {
      n[j] = Math.max(0, gA[j] - alphaA[j]);
    }
  }

  /**
   * Fits one document. Rows are read where they are stored, never copied as weights, which would
   * cost as much as a sweep.
   *
   * @param phi what stored rows mean
   * @param stored each word's row, {@code words} of them, see {@link PhiReader#stored}
   * @param counts each word's count, {@code words} of them
   * @param words distinct words, ≥ 1
   * @param tokens N &gt; 0
   */
  void fit(PhiReader phi, float[][] stored, float[] counts, int words, float tokens) {
    reserve(words);
    if (prior.isOfSome()) {
      fitSupport(phi, stored, counts, words, tokens);
      return;
    }
    Arrays.fill(nK, 0, topics, tokens / topics);
    sweeps = 0;
    int dense = Math.min(options.denseSweeps(), options.iterations());
    float threshold = options.threshold(tokens);
    boolean moving = true;
    boolean isCut = false;
    while (moving && sweeps < dense) {
      if (sweeps == 1) {
        isCut = cut(options.candidate(tokens, topics));
        if (isCut) {
          packCandidates(phi, stored, words, tokens);
        }
      }
      moving =
          isCut
              ? candidateSweep(counts, words, tokens)
              : denseSweep(phi, stored, counts, words, tokens);
    }
    if (isCut) {
      keepCandidates(threshold, words);
    } else {
      active = Selection.of(nK, topics, threshold, options.leastTopics(), topicOf);
      pack(phi, stored, words);
    }
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

  /**
   * n ← t Σ_w c_w Φ_wk / m_w, m_w = Σ_k t_k Φ_wk with Φ = (offset + slope · row) · scale: t takes
   * the scale, and the offset comes to one number for all words and one for all topics.
   */
  private boolean denseSweep(
      PhiReader phi, float[][] stored, float[] counts, int words, float tokens) {
    sweeps++;
    rows.add(nK, 1, alpha, gK, padded);
    float[] t = weigh(gK, padded);
    rows.multiply(t, phi.scale(), tK, padded);
    float base = phi.offset() * rows.dot(t, 0, phi.scale(), 0, padded);
    float ratios = rows.sweepStored(stored, base, phi.slope(), counts, words, tK, uK, m, padded);
    float moved = rows.advance(tK, uK, phi.offset() * ratios, phi.slope(), nK, padded);
    return moved >= options.tolerance() * tokens;
  }

  /** The same over the candidates' packed weights; all other topics weigh what they did. */
  private boolean candidateSweep(float[] counts, int words, float tokens) {
    sweeps++;
    rows.add(n, 1, alphaA, gA, rowLength);
    gA[active] = 0;
    float[] t = weigh(gA, rowLength);
    t[active] = 1;
    rows.sweep(candidates, packedOffsets(words), counts, words, t, uK, m, rowLength);
    return rows.advance(t, uK, 0, 1, n, rowLength) >= options.tolerance() * tokens;
  }

  /**
   * Chooses the candidates among all topics, as many as fit a vector beside the others at least;
   * false if they are too large a part of all to be worth packing.
   */
  private boolean cut(float least) {
    active =
        Selection.of(nK, topics, least, Math.max(Rows.LANES - 1, options.leastTopics()), topicOf);
    return WORTH * active <= topics;
  }

  /**
   * Packs the candidates, and beside them what all other topics come to for each word, Σ_k t_k
   * Φ_wk: without it the candidates would take what the others hold, and pass the threshold.
   */
  private void packCandidates(PhiReader phi, float[][] stored, int words, float tokens) {
    rowLength = Rows.padded(active + 1);
    candidates = pick(phi, stored, words, candidates);
    rows.add(nK, 1, alpha, gK, padded);
    rows.multiply(weigh(gK, padded), phi.scale(), tK, padded);
    float others = tokens;
    for (int j = 0; j < active; j++) {
      n[j] = nK[topicOf[j]];
      alphaA[j] = alpha[topicOf[j]];
      tK[topicOf[j]] = 0;
      others -= n[j];
    }
    Arrays.fill(n, active, rowLength, 0);
    Arrays.fill(alphaA, active, rowLength, 0);
    n[active] = others;
    float base = phi.offset() * rows.dot(tK, 0, ones, 0, padded);
    rows.weighStored(stored, base, phi.slope(), words, tK, m, padded);
    for (int w = 0; w < words; w++) {
      candidates[w * rowLength + active] = m[w];
    }
  }

  /** Prunes the candidates and packs the weights of those that are kept. */
  private void keepCandidates(float threshold, int words) {
    int before = rowLength;
    active = Selection.of(n, active, threshold, options.leastTopics(), placeOf);
    rowLength = Rows.padded(active);
    for (int j = 0; j < active; j++) {
      topicOf[j] = topicOf[placeOf[j]];
      alphaA[j] = alphaA[placeOf[j]];
      gA[j] = n[placeOf[j]] + alphaA[j];
      isKept[j] = 1;
    }
    Arrays.fill(placeOf, active, rowLength, 0);
    Arrays.fill(isKept, active, rowLength, 0);
    Arrays.fill(alphaA, active, rowLength, 0);
    Arrays.fill(gA, active, rowLength, 0);
    weights = reserved(weights, words);
    for (int w = 0; w < words; w++) {
      rows.pick(candidates, w * before, placeOf, 0, 1, isKept, weights, w * rowLength, rowLength);
    }
  }

  final void pack(PhiReader phi, float[][] stored, int words) {
    rowLength = Rows.padded(active);
    weights = pick(phi, stored, words, weights);
    for (int j = 0; j < active; j++) {
      alphaA[j] = alpha[topicOf[j]];
      gA[j] = nK[topicOf[j]] + alphaA[j];
    }
    Arrays.fill(alphaA, active, rowLength, 0);
    Arrays.fill(gA, active, rowLength, 0);
  }

  /** Packs the weights of {@link #topicOf}; returns where, which is {@code out} or a larger one. */
  private float[] pick(PhiReader phi, float[][] stored, int words, float[] out) {
    for (int j = 0; j < active; j++) {
      scaleA[j] = phi.scale()[topicOf[j]];
    }
    Arrays.fill(scaleA, active, rowLength, 0);
    Arrays.fill(topicOf, active, rowLength, 0);
    float[] packed = reserved(out, words);
    float offset = phi.offset();
    float slope = phi.slope();
    for (int w = 0; w < words; w++) {
      rows.pick(stored[w], 0, topicOf, offset, slope, scaleA, packed, w * rowLength, rowLength);
    }
    return packed;
  }

  /** Where each word's packed weights begin. */
  final int[] packedOffsets(int words) {
    if (packedOffsets.length < words) {
      packedOffsets = new int[2 * words];
    }
    for (int w = 0; w < words; w++) {
      packedOffsets[w] = w * rowLength;
    }
    return packedOffsets;
  }

  private float[] reserved(float[] packed, int words) {
    if (r.length < words * rowLength) {
      r = new float[2 * words * rowLength];
    }
    return packed.length < words * rowLength ? new float[2 * words * rowLength] : packed;
  }

  final void reserve(int words) {
    if (m.length < words) {
      m = new float[2 * words];
    }
  }
}
