package polya.heldout;

import java.util.Arrays;
import polya.corpus.Document;
import polya.math.Rows;
import polya.topics.Phi;

/**
 * The kernel of {@link DocumentCompletion}: scratch of one thread, which grows to the longest
 * document.
 */
final class CompletionScorer implements Estimator.Scorer {
  private static final float LEAST_PROBABILITY = 1e-15f;

  private final Rows rows = Rows.best();
  private final Phi phi;
  private final TokenSplit split;
  private final double tolerance;
  private final int topics;
  private final int rowLength;
  private final float[] alphaK;
  private final float[] thetaK;
  private final float[] uK;
  private float[] phiWK = new float[0];
  private int[] observed = new int[0];
  private int[] rowOffsets = new int[0];
  private float[] counts = new float[0];
  private float[] m = new float[0];

  CompletionScorer(Phi phi, double[] alpha, TokenSplit split, double tolerance) {
    this.phi = phi;
    this.split = split;
    this.tolerance = tolerance;
    topics = alpha.length;
    rowLength = phi.rowLength();
    alphaK = new float[rowLength];
    for (int k = 0; k < topics; k++) {
      alphaK[k] = (float) alpha[k];
    }
    thetaK = new float[rowLength];
    uK = new float[rowLength];
  }

  @Override
  public Estimate estimate(HeldOut heldOut) {
    Document document = heldOut.document();
    return heldOut.observed() == null ? halves(document) : given(heldOut.observed(), document);
  }

  private Estimate halves(Document document) {
    reserve(document);
    long seen = split.observed(document, observed);
    long scored = document.tokens() - seen;
    if (seen == 0 || scored == 0) {
      return Estimate.NONE;
    }
    phi.expand(rows, document.terms(), phiWK);
    foldIn(observed, document.terms().length);
    for (int i = 0; i < document.terms().length; i++) {
      observed[i] = document.counts()[i] - observed[i];
    }
    return score(observed, document.terms().length, scored);
  }

  private Estimate given(Document seen, Document document) {
    if (seen.terms().length == 0 || document.terms().length == 0) {
      return Estimate.NONE;
    }
    reserve(seen);
    phi.expand(rows, seen.terms(), phiWK);
    foldIn(seen.counts(), seen.terms().length);
    reserve(document);
    phi.expand(rows, document.terms(), phiWK);
    return score(document.counts(), document.terms().length, document.tokens());
  }

  /** θ of the tokens counted, from the rows at hand. */
  private void foldIn(int[] tokens, int terms) {
    int words = 0;
    for (int i = 0; i < terms; i++) {
      if (tokens[i] > 0) {
        rowOffsets[words] = i * rowLength;
        counts[words++] = tokens[i];
      }
    }
    Arrays.fill(thetaK, 0, topics, 1f / topics);
    double moved = Double.MAX_VALUE;
    for (int sweep = 0; sweep < DocumentCompletion.SWEEPS && moved >= tolerance; sweep++) {
      rows.sweep(phiWK, rowOffsets, counts, words, thetaK, uK, m, rowLength);
      float sum = 0;
      for (int k = 0; k < topics; k++) {
        uK[k] = uK[k] * thetaK[k] + alphaK[k];
        sum += uK[k];
      }
      float inverse = 1 / sum;
      moved = 0;
      for (int k = 0; k < topics; k++) {
        float next = uK[k] * inverse;
        moved += Math.abs(next - thetaK[k]);
        thetaK[k] = next;
      }
    }
  }

  /**
   * Σ c log Σ_k θ_k φ_k over the rows at hand; StrictMath, so that every machine gives the same
   * bits.
   */
  private Estimate score(int[] tokens, int terms, long scored) {
    double logProbability = 0;
    for (int i = 0; i < terms; i++) {
      if (tokens[i] > 0) {
        double p = LEAST_PROBABILITY + probability(i * rowLength);
        logProbability += tokens[i] * StrictMath.log(p);
      }
    }
    return new Estimate(scored, logProbability, 0);
  }

  /** Σ_k θ_k φ_k in float64; four running sums, since one would wait for itself. */
  private double probability(int row) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    for (int k = 0; k < rowLength; k += 4) {
      s0 += (double) thetaK[k] * phiWK[row + k];
      s1 += (double) thetaK[k + 1] * phiWK[row + k + 1];
      s2 += (double) thetaK[k + 2] * phiWK[row + k + 2];
      s3 += (double) thetaK[k + 3] * phiWK[row + k + 3];
    }
    return (s0 + s1) + (s2 + s3);
  }

  private void reserve(Document document) {
    int words = document.terms().length;
    if (observed.length < words) {
      observed = new int[words];
      rowOffsets = new int[words];
      counts = new float[words];
      m = new float[words];
      phiWK = new float[Weights.length(document, rowLength)];
    }
  }
}
