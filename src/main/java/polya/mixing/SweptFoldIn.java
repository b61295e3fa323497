package polya.mixing;

import java.util.Arrays;
import polya.math.Rows;
import polya.topics.Phi;
import polya.topics.PhiReader;

/**
 * Fold-in of Dirichlet and Gamma documents: from θ_k = 1/K repeat θ_k ∝ α_k + Σ_w c_w θ_k φ_wk /
 * Σ_j θ_j φ_wj, EM for the mode of θ under Dirichlet(α + 1). Where documents have activities θ
 * weighs terms by θ_k / (1 + b_k), with b those of its own shapes at every sweep ({@link
 * Activity}). Where the number of sweeps is given they go on from a sharpened start ({@link
 * FoldInSweeps}). Where they do not share a prior α is that of the document's group, and θ begins
 * evenly on the topics of its support and is 0 outside. Scratch of one thread, which grows to the
 * longest document; float32.
 */
final class SweptFoldIn implements FoldIn {
  private static final float LEAST_PROBABILITY = 1e-15f;

  private final Rows rows = Rows.atHand();
  private final PhiReader reader;
  private final FoldInSweeps sweeps;
  private final int topics;
  private final int rowLength;
  private final float[] alphaK;
  private final float[] thetaK;

  /** θ_k before the first sweep. */
  private final float[] startK;

  /** Asked once a document; null where documents share a prior. */
  private final DocumentPrior prior;

  private final double[] ownAlphaK;
  private final int[] support;

  /** Null where there are no activities. */
  private final Activity activity;

  /** θ_k / (1 + b_k): θ itself where there are no activities. */
  private final float[] weightK;

  private final double[] gammaK;
  private final float[] uK;
  private float[] phiWK = new float[0];
  private int[] rowOffsets = new int[0];
  private float[] counts = new float[0];
  private float[] m = new float[0];

  /**
   * Scratch for documents under these topics.
   *
   * @param prior the documents'
   * @param activity null where there are none; only where documents share a prior
   * @param sweeps how many
   */
  SweptFoldIn(Phi phi, DocumentPrior prior, Activity activity, FoldInSweeps sweeps) {
    reader = phi.reader(rows);
    this.sweeps = sweeps;
    this.prior = prior.isShared() ? null : prior;
    topics = prior.topics();
    rowLength = phi.rowLength();
    alphaK = new float[rowLength];
    startK = new float[rowLength];
    ownAlphaK = prior.alpha();
    support = new int[topics];
    believe(-1);
    thetaK = new float[rowLength];
    uK = new float[rowLength];
    this.activity = activity;
    weightK = activity == null ? thetaK : new float[rowLength];
    gammaK = new double[activity == null ? 0 : topics];
  }

  /**
   * Puts α of a group in its place, and the start of θ.
   *
   * @param size of the support; negative for all topics
   */
  private void believe(int size) {
    for (int k = 0; k < topics; k++) {
      alphaK[k] = (float) ownAlphaK[k];
    }
    Arrays.fill(startK, 0, topics, size < 0 ? 1f / topics : 0);
    for (int j = 0; j < size; j++) {
      startK[support[j]] = 1f / size;
    }
  }

  @Override
  public void gather(String document, int[] terms) {
    if (m.length < terms.length) {
      phiWK = new float[Weights.length(document, terms.length, rowLength)];
      rowOffsets = new int[terms.length];
      counts = new float[terms.length];
      m = new float[terms.length];
    }
    reader.read(terms, phiWK);
  }

  @Override
  public void fit(int group, int[] tokens, int terms) {
    if (prior != null) {
      prior.alpha(group, null, ownAlphaK);
      believe(prior.support(group, support));
    }
    int words = 0;
    for (int i = 0; i < terms; i++) {
      if (tokens[i] > 0) {
        rowOffsets[words] = i * rowLength;
        counts[words++] = tokens[i];
      }
    }
    System.arraycopy(startK, 0, thetaK, 0, topics);
    float all = 0;
    if (activity != null) {
      for (int k = 0; k < topics; k++) {
        all += alphaK[k];
      }
      for (int i = 0; i < words; i++) {
        all += counts[i];
      }
      weigh(all);
    }
    double moved = Double.MAX_VALUE;
    for (int sweep = 0; sweep < sweeps.most() && moved >= sweeps.tolerance(); sweep++) {
      rows.sweep(phiWK, rowOffsets, counts, words, weightK, uK, m, rowLength);
      boolean sharpens = sweep == 0 && sweeps.sharpens();
      float sum = sharpens ? sharpen() : count();
      float inverse = 1 / sum;
      moved = sharpens ? Double.MAX_VALUE : 0;
      for (int k = 0; k < topics; k++) {
        float next = uK[k] * inverse;
        moved += Math.abs(next - thetaK[k]);
        thetaK[k] = next;
      }
      if (activity != null) {
        weigh(sharpens ? all : sum);
      }
    }
  }

  /** α_k + n_k in u_k after a sweep; returns their sum. */
  private float count() {
    float sum = 0;
    for (int k = 0; k < topics; k++) {
      uK[k] = uK[k] * weightK[k] + alphaK[k];
      sum += uK[k];
    }
    return sum;
  }

  /** n_k sharpened in u_k after a sweep, or α_k where no topic has any term; returns their sum. */
  private float sharpen() {
    float tokens = 0;
    for (int k = 0; k < topics; k++) {
      uK[k] *= weightK[k];
      tokens += uK[k];
    }
    float sum = 0;
    for (int k = 0; k < topics; k++) {
      uK[k] = tokens > 0 ? FoldInSweeps.sharpened(uK[k] / tokens) : alphaK[k];
      sum += uK[k];
    }
    return sum;
  }

  /**
   * The weights under the activity of γ = θ Σγ, in proportion.
   *
   * @param all Σγ
   */
  private void weigh(float all) {
    for (int k = 0; k < topics; k++) {
      gammaK[k] = (double) thetaK[k] * all;
    }
    double[] rates = activity.rates(gammaK);
    double sum = 0;
    for (int k = 0; k < topics; k++) {
      gammaK[k] /= 1 + rates[k];
      sum += gammaK[k];
    }
    for (int k = 0; k < topics; k++) {
      weightK[k] = (float) (gammaK[k] / sum);
    }
  }

  @Override
  public float theta(int k) {
    return thetaK[k];
  }

  @Override
  public double probability(int i) {
    // Four running sums, since one would wait for itself.
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int row = i * rowLength;
    for (int k = 0; k < rowLength; k += 4) {
      s0 += (double) weightK[k] * phiWK[row + k];
      s1 += (double) weightK[k + 1] * phiWK[row + k + 1];
      s2 += (double) weightK[k + 2] * phiWK[row + k + 2];
      s3 += (double) weightK[k + 3] * phiWK[row + k + 3];
    }
    return LEAST_PROBABILITY + ((s0 + s1) + (s2 + s3));
  }
}
