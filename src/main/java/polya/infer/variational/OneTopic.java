package polya.infer.variational;

import java.util.Arrays;
import java.util.stream.IntStream;
import polya.math.Rows;
import polya.mixing.DocumentPrior;
import polya.topics.PhiReader;

/**
 * The local step of a document that is of one topic as a whole, as in a mixture of unigrams (Nigam,
 * McCallum, Thrun and Mitchell 2000): r_dk ∝ Π_w φ_wk^c_w for all its tokens, every topic as likely
 * as another before. Where texts are short topics begin so: a few tokens that may each choose a
 * topic choose the one that has most of their term by chance.
 *
 * <p>Scratch of one thread. Cost a document: K multiplications a token.
 */
final class OneTopic extends DocumentStep {
  /** A topic that holds less of a document is dropped from it; but where all do … */
  private static final double LEAST_SHARE = 0.01;

  /** … only one that holds less than this of the first one's share. */
  private static final double LEAST_OF_MOST = 0.5;

  /** No product is less than this: it may be multiplied by any two weights, and is none. */
  private static final double LEAST = 1e-200;

  private final int topics;
  private final int[] allK;
  private final float[] phiK;
  private final double[] productK;

  /** Scratch for documents of this prior, which all share. */
  OneTopic(Rows rows, DocumentPrior prior, LocalOptions options) {
    super(rows, prior, options);
    topics = prior.topics();
    phiK = new float[Rows.padded(topics)];
    allK = IntStream.range(0, phiK.length).map(k -> k < topics ? k : 0).toArray();
    productK = new double[topics];
  }

  @Override
  void fit(PhiReader phi, float[][] stored, float[] counts, int words, float tokens) {
    reserve(words);
    sweeps = 1;
    multiply(phi, stored, counts, words);
    double most = Arrays.stream(productK).max().orElseThrow();
    double least = LEAST_SHARE * Arrays.stream(productK).sum();
    double kept = keep(least <= most ? least : LEAST_OF_MOST * most);
    pack(phi, stored, words);
    for (int j = 0; j < active; j++) {
      double share = productK[topicOf[j]] / kept;
      n[j] = (float) (share * tokens);
      gA[j] = n[j] + alphaA[j];
      for (int w = 0; w < words; w++) {
        r[w * rowLength + j] = (float) share;
      }
    }
    for (int w = 0; w < words; w++) {
      Arrays.fill(r, w * rowLength + active, (w + 1) * rowLength, 0);
    }
  }

  /** Π_w φ_wk^c_w, scaled so that the largest is 1 after each token. */
  private void multiply(PhiReader phi, float[][] stored, float[] counts, int words) {
    Arrays.fill(productK, 1);
    for (int w = 0; w < words; w++) {
      float[] scale = phi.scale();
      rows.pick(stored[w], 0, allK, phi.offset(), phi.slope(), scale, phiK, 0, phiK.length);
      for (int token = 0; token < counts[w]; token++) {
        double most = 0;
        for (int k = 0; k < topics; k++) {
          productK[k] *= phiK[k];
          most = Math.max(most, productK[k]);
        }
        for (int k = 0; k < topics; k++) {
          productK[k] = most > 0 ? Math.max(LEAST, productK[k] / most) : 1;
        }
      }
    }
  }

  /** Lists the topics that hold enough; returns what they come to. */
  private double keep(double least) {
    active = 0;
    double kept = 0;
    for (int k = 0; k < topics; k++) {
      if (productK[k] >= least) {
        topicOf[active++] = k;
        kept += productK[k];
      }
    }
    rowLength = Rows.padded(active);
    return kept;
  }

  @Override
  float[] weigh(float[] g, int length) {
    return g;
  }

  /** A document of one topic is settled at once. */
  @Override
  void settle(float[] counts, int words, float tokens, boolean moving) {}
}
