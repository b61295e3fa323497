package polya.infer.gibbs;

import java.util.Arrays;
import polya.math.LaneDraw;
import polya.math.Rows;
import polya.topics.Phi;
import polya.topics.PhiReader;

/**
 * The weights of the term being swept: Φ_wk by topic, and their part of the documents' prior, α_k
 * Φ_wk, from which topics that a document does not hold are drawn. Of a sparse row only the entries
 * are put in and taken out again: O(K_w); of a dense one K. The prior's part is added up when a
 * term is first loaded, and after that only for draws from it: few are, and runs load the same
 * terms. Scratch of one thread, with four bytes for every term of the model.
 */
final class TermWeights {
  /** Φ_wk, padded with zeros. */
  final float[] phiK;

  private final Rows rows;
  private final PhiReader reader;
  private final int length;
  private final boolean hasPrior;
  private final float[] alphaK;
  private final float[] backgroundK;

  /** Running sums of α_k times the background. */
  private final double[] priorBelowK;

  /** The entries of a sparse row. */
  private final int[] topics;

  private final float[] weights;

  /** α_k Φ_wk of a dense row, or that of the entries beyond the background's, added up in lanes. */
  private final float[] priorSums;

  /** α_k of a sparse row's entries, and their weights beyond the background's, padded. */
  private final float[] entryAlphas;

  private final float[] entryWeights;

  /** How many entries are in phiK; −1 if it is a dense row. */
  private int entries;

  /** How many sums there are, and whether they are those of the term in place. */
  private int sumCount;

  private boolean isAddedUp;

  /** By term of the model the last of the ends of its sums; NaN until they were added up once. */
  private final float[] summedPriors;

  private int term;

  /**
   * Opens the weights.
   *
   * @param alpha K numbers
   * @param hasPrior whether {@link #prior} is wanted
   */
  TermWeights(Phi phi, double[] alpha, Rows rows, boolean hasPrior) {
    this.rows = rows;
    this.hasPrior = hasPrior;
    reader = phi.reader(rows);
    length = phi.rowLength();
    phiK = new float[length];
    alphaK = new float[length];
    backgroundK = new float[length];
    priorBelowK = new double[alpha.length];
    topics = new int[length];
    weights = new float[length];
    priorSums = new float[length + Rows.LANES];
    entryAlphas = new float[length];
    entryWeights = new float[length];
    summedPriors = new float[hasPrior ? phi.terms() : 0];
    Arrays.fill(summedPriors, Float.NaN);
    reader.background(backgroundK);
    double below = 0;
    for (int k = 0; k < alpha.length; k++) {
      alphaK[k] = (float) alpha[k];
      below += alphaK[k] * backgroundK[k];
      priorBelowK[k] = below;
    }
    fillBackground();
  }

  private void fillBackground() {
    System.arraycopy(backgroundK, 0, phiK, 0, length);
    entries = 0;
  }

  /** Puts a term's weights in the place of those before. */
  void load(int next) {
    term = next;
    isAddedUp = false;
    if (entries < 0) {
      fillBackground();
    }
    for (int i = 0; i < entries; i++) {
      phiK[topics[i]] = backgroundK[topics[i]];
    }
    entries = reader.readSparse(term, topics, weights);
    if (entries < 0) {
      reader.read(term, phiK, 0);
    }
    for (int i = 0; i < entries; i++) {
      phiK[topics[i]] = weights[i];
    }
    if (hasPrior && Float.isNaN(summedPriors[term])) {
      addPriorUp();
    }
  }

  private void addPriorUp() {
    if (entries < 0) {
      sumCount = length;
      rows.weighProducts(alphaK, phiK, priorSums, sumCount);
    } else {
      sumCount = Rows.padded(entries);
      for (int i = 0; i < entries; i++) {
        entryAlphas[i] = alphaK[topics[i]];
        entryWeights[i] = weights[i] - backgroundK[topics[i]];
      }
      Arrays.fill(entryWeights, entries, sumCount, 0);
      rows.weighProducts(entryAlphas, entryWeights, priorSums, sumCount);
    }
    summedPriors[term] = LaneDraw.total(priorSums, 0, sumCount);
    isAddedUp = true;
  }

  /** Σ_k α_k Φ_wk; only if asked for. */
  double prior() {
    double summed = summedPriors[term];
    return entries < 0 ? summed : summed + priorBelowK[priorBelowK.length - 1];
  }

  /** The topic that holds a point of [0, {@link #prior}) among the α_k Φ_wk put end to end. */
  int topic(double point) {
    if (!isAddedUp) {
      addPriorUp();
    }
    double summedPrior = summedPriors[term];
    if (entries < 0) {
      return LaneDraw.index(rows, priorSums, 0, sumCount, (float) point);
    }
    double background = priorBelowK[priorBelowK.length - 1];
    return point < summedPrior || !(background > 0)
        ? topics[LaneDraw.index(rows, priorSums, 0, sumCount, (float) point)]
        : ofBackground(point - summedPrior, background);
  }

  /** The first topic whose running sum is above the point; beyond all, the last of some weight. */
  private int ofBackground(double point, double all) {
    int low = 0;
    int high = priorBelowK.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (priorBelowK[middle] > point || priorBelowK[middle] == all) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
