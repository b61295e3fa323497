package polya.infer.variational;

import polya.math.Rows;
import polya.mixing.DocumentPrior;

/**
 * The local step with mean topics and exp ψ documents: documents weigh topics by t_k = exp ψ(n_k +
 * α_k), as mean-field does (Blei, Ng, Jordan 2003), and settle by the same fixed-point sweep on the
 * packed topics, at least once: m_w = Σ_k t_k Φ_wk, n_k ← t_k Σ_w c_w Φ_wk / m_w. No token's own
 * mass is excluded. Not a coordinate ascent of any bound, since the topics are means.
 *
 * <p>exp ψ(x) is about exp(−1/x) below a tenth: where no topic holds a twentieth of a token, as
 * when few tokens start spread over many topics, the weights would underflow float32 or leave one
 * topic only. There n_k + α_k itself is the weight; at a cold start under a symmetric prior that is
 * the same but for a factor, which cancels.
 */
public final class Hybrid extends DocumentStep {
  /** Where no n_k + α_k reaches this it is its own weight. */
  private static final float FAINT = 0.05f;

  private final float[] t;
  private final float[] uA;

  /** Scratch for documents of this prior. */
  public Hybrid(Rows rows, DocumentPrior prior, LocalOptions options) {
    super(rows, prior, options);
    t = new float[Rows.padded(prior.topics())];
    uA = new float[t.length];
  }

  @Override
  float[] weigh(float[] g, int length) {
    if (isFaint(g, length)) {
      System.arraycopy(g, 0, t, 0, length);
    } else {
      rows.expDigamma(g, 0, t, 0, length);
    }
    return t;
  }

  private static boolean isFaint(float[] g, int length) {
    for (int k = 0; k < length; k++) {
      if (g[k] >= FAINT) {
        return false;
      }
    }
    return true;
  }

  @Override
  void settle(float[] counts, int words, float tokens, boolean moving) {
    int[] packedOffsets = packedOffsets(words);
    double moved;
    do {
      sweeps++;
      weigh(gA, rowLength);
      rows.sweep(weights, packedOffsets, counts, words, t, uA, m, rowLength);
      moved = advance();
    } while (moving && moved >= options.tolerance() * tokens && sweeps < options.iterations());
    for (int w = 0; w < words; w++) {
      float inverse = 1 / m[w];
      int o = w * rowLength;
      for (int j = 0; j < rowLength; j++) {
        r[o + j] = t[j] * weights[o + j] * inverse;
      }
    }
  }

  /** n ← t u; returns Σ|Δn|. */
  private double advance() {
    double moved = 0;
    for (int j = 0; j < active; j++) {
      float next = t[j] * uA[j] + alphaA[j];
      moved += Math.abs(next - gA[j]);
      gA[j] = next;
    }
    return moved;
  }
}
