package polya.quality;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import polya.Failure;

/**
 * How well the top terms of a topic go together in a reference corpus of D documents, or windows of
 * documents, P(w) = D(w)/D. Terms that occur in no document are left out; a topic with fewer than
 * two others has no value, NaN. ε = 10⁻¹². Röder, Both and Hinneburg, "Exploring the space of topic
 * coherence measures", WSDM 2015. A topic costs n² logarithms.
 */
public enum CoherenceMeasure {
  /**
   * Mean over pairs of log((D(w_i, w_j) + 1) / D(w_j)), j the better of the two. Mimno, Wallach,
   * Talley, Leenders and McCallum, EMNLP 2011, who sum where this averages. At most log(1 +
   * 1/D(w_j)).
   */
  UMASS(0) {
    @Override
    double of(Cooccurrences counts, int topic, int[] ranks) {
      double sum = 0;
      for (int a = 1; a < ranks.length; a++) {
        for (int b = 0; b < a; b++) {
          double joint = counts.of(topic, ranks[a], ranks[b]) + 1;
          sum += Math.log(joint / counts.of(topic, ranks[b], ranks[b]));
        }
      }
      return sum / pairs(ranks.length);
    }
  },

  /**
   * Mean over pairs of log((P(w_i, w_j) + ε) / (P(w_i) P(w_j))). Newman, Lau, Grieser and Baldwin,
   * NAACL 2010. One pair that never meets takes some 20 off the sum.
   */
  UCI(10) {
    @Override
    double of(Cooccurrences counts, int topic, int[] ranks) {
      double sum = 0;
      for (int a = 1; a < ranks.length; a++) {
        for (int b = 0; b < a; b++) {
          sum += pmi(counts, topic, ranks[a], ranks[b]);
        }
      }
      return sum / pairs(ranks.length);
    }
  },

  /** Mean over pairs of the same divided by −log(P(w_i, w_j) + ε): between −1 and 1. */
  NPMI(10) {
    @Override
    double of(Cooccurrences counts, int topic, int[] ranks) {
      double sum = 0;
      for (int a = 1; a < ranks.length; a++) {
        for (int b = 0; b < a; b++) {
          sum += npmi(counts, topic, ranks[a], ranks[b]);
        }
      }
      return sum / pairs(ranks.length);
    }
  },

  /**
   * Mean over terms of the cosine between the term's vector of NPMI with every top term and the sum
   * of these vectors (one-set segmentation, indirect cosine measure): between −1 and 1.
   */
  CV(110) {
    @Override
    double of(Cooccurrences counts, int topic, int[] ranks) {
      int n = ranks.length;
      double[][] vectors = new double[n][n];
      double[] all = new double[n];
      for (int a = 0; a < n; a++) {
        for (int b = 0; b < n; b++) {
          vectors[a][b] = npmi(counts, topic, ranks[a], ranks[b]);
          all[b] += vectors[a][b];
        }
      }
      return Arrays.stream(vectors).mapToDouble(vector -> cosine(vector, all)).sum() / n;
    }
  };

  private static final double EPSILON = 1e-12;

  private final int window;

  CoherenceMeasure(int window) {
    this.window = window;
  }

  /**
   * The width in tokens of the sliding window that the measure is published with (Röder et al.
   * 2015); 0 for whole documents.
   */
  public int window() {
    return window;
  }

  /** The measure of these terms, given by their ranks; two or more, each in some document. */
  abstract double of(Cooccurrences counts, int topic, int[] ranks);

  /** The measure of one topic, or NaN. */
  public double of(Cooccurrences counts, int topic) {
    int[] ranks = new int[counts.size()];
    int n = 0;
    for (int i = 0; i < ranks.length; i++) {
      if (counts.of(topic, i, i) > 0) {
        ranks[n++] = i;
      }
    }
    return n < 2 ? Double.NaN : of(counts, topic, Arrays.copyOf(ranks, n));
  }

  /** The measure of every topic; K values, NaN where there is none. */
  public double[] of(Cooccurrences counts) {
    double[] valuesK = new double[counts.topics()];
    Arrays.setAll(valuesK, k -> of(counts, k));
    return valuesK;
  }

  /** Its name in options and files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The measure of this name.
   *
   * @throws Failure (usage) if there is none
   */
  public static CoherenceMeasure named(String label) {
    for (CoherenceMeasure measure : values()) {
      if (measure.label().equals(label)) {
        return measure;
      }
    }
    throw Failure.usage(
        "Cannot use coherence measure "
            + label
            + ": it is unknown; allowed is "
            + Arrays.stream(values()).map(CoherenceMeasure::label).collect(Collectors.joining(", "))
            + ". Correct --measures.");
  }

  private static double pairs(int n) {
    return 0.5 * n * (n - 1);
  }

  private static double pmi(Cooccurrences counts, int topic, int i, int j) {
    double d = counts.units();
    double joint = counts.of(topic, i, j) / d + EPSILON;
    return Math.log(joint / (counts.of(topic, i, i) / d * (counts.of(topic, j, j) / d)));
  }

  /** 0 for two terms that stand in every document: they say nothing of one another. */
  private static double npmi(Cooccurrences counts, int topic, int i, int j) {
    if (counts.of(topic, i, j) == counts.units()) {
      return 0;
    }
    double joint = counts.of(topic, i, j) / (double) counts.units() + EPSILON;
    return pmi(counts, topic, i, j) / -Math.log(joint);
  }

  private static double cosine(double[] a, double[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += a[i] * b[i];
      aa += a[i] * a[i];
      bb += b[i] * b[i];
    }
    return ab == 0 ? 0 : ab / Math.sqrt(aa * bb);
  }
}
