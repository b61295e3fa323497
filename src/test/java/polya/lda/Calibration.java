package polya.lda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import polya.corpus.Document;
import polya.math.Draws;
import polya.math.Evidence;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Special;
import polya.math.Streams;

/**
 * Simulation-based calibration (Talts, Betancourt, Simpson, Vehtari and Gelman, 2018): topics drawn
 * from their prior, documents from the topics, posterior draws of the topics from the documents. If
 * the draws are of the posterior, the rank of the truth among them is uniform, for any quantity.
 * The quantities here do not change when topics change places, and one of them looks at the
 * documents, without which some mistakes cannot be seen (Modrák et al. 2023).
 *
 * @param topics K
 * @param alpha of documents' mixtures
 * @param beta of topics
 */
record Calibration(int topics, double alpha, double beta) {
  /** V. */
  static final int TERMS = 4;

  /** Posterior draws a replicate: ranks are 0 … 15. */
  static final int DRAWS = 15;

  private static final int[] LENGTHS = {6, 1, 4, 5, 2, 6, 3, 5};

  private static final List<String> QUANTITIES =
      List.of("squares of topics", "terms 0 and 1 in one topic", "log p(documents)");

  /** Some inference. */
  interface Posterior {
    /**
     * Draws of topics.
     *
     * @param replicate for seeds
     * @return {@link #DRAWS} times K × V
     */
    List<double[][]> draws(List<Document> documents, int replicate);
  }

  /** Counts of ranks, a row a quantity. */
  record Ranks(long[][] counts) {
    /** Chi-square against the uniform distribution: a p value a quantity. */
    double[] p() {
      return Arrays.stream(counts)
          .mapToDouble(
              row -> {
                double[] expected = new double[row.length];
                Arrays.fill(expected, Arrays.stream(row).sum() / (double) row.length);
                return Evidence.chiSquare(expected, row);
              })
          .toArray();
    }

    /**
     * Variational calibration (Yao, Vehtari, Simpson and Gelman 2018): chi-square of rank r against
     * rank 15 − r, a p value a quantity. Too narrow a posterior passes, a shifted one does not.
     */
    double[] symmetric() {
      return Arrays.stream(counts)
          .mapToDouble(
              row -> {
                double[] expected = new double[row.length];
                Arrays.setAll(expected, r -> (row[r] + row[row.length - 1 - r]) / 2.0);
                double sum = 0;
                for (int r = 0; r < row.length; r++) {
                  double apart = row[r] - expected[r];
                  sum += expected[r] == 0 ? 0 : apart * apart / expected[r];
                }
                // Each pair of ranks has one degree of freedom, (a − b)² / (a + b).
                return 1 - Special.gammaP(row.length / 4.0, sum / 2);
              })
          .toArray();
    }

    /** Share of replicates whose truth lies below or above all draws; 2/16 if calibrated. */
    double outside(int quantity) {
      long[] row = counts[quantity];
      return (row[0] + row[row.length - 1]) / (double) Arrays.stream(row).sum();
    }

    /** Mean rank as a share of the largest; 1/2 if calibrated. */
    double mean(int quantity) {
      long[] row = counts[quantity];
      double sum = 0;
      for (int r = 0; r < row.length; r++) {
        sum += r * (double) row[r] / (row.length - 1);
      }
      return sum / Arrays.stream(row).sum();
    }

    @Override
    public String toString() {
      StringBuilder table = new StringBuilder();
      for (int q = 0; q < counts.length; q++) {
        table.append(
            String.format(
                Locale.ROOT,
                "%n%-28s p %.4f  symmetric p %.4f  outside all draws %4.1f %% (12.5)  mean rank %.3f (0.500)  %s",
                QUANTITIES.get(q),
                p()[q],
                symmetric()[q],
                100 * outside(q),
                mean(q),
                Arrays.toString(counts[q])));
      }
      return table.toString();
    }
  }

  /** The ranks of the truth among a posterior's draws. */
  Ranks ranks(Posterior posterior, int replicates) {
    long[][] counts = new long[QUANTITIES.size()][DRAWS + 1];
    for (int r = 0; r < replicates; r++) {
      RandomStream stream = Streams.of(77, Purpose.TEST, 0, r);
      double[][] truth = new double[topics][];
      for (int k = 0; k < topics; k++) {
        truth[k] = Draws.dirichlet(stream, filled(TERMS, beta), new double[TERMS]);
      }
      List<int[]> tokens = new ArrayList<>();
      for (int length : LENGTHS) {
        tokens.add(tokens(truth, length, stream));
      }
      double[] of = quantities(truth, tokens);
      int[] below = new int[of.length];
      for (double[][] draw : posterior.draws(documents(tokens), r)) {
        double[] drawn = quantities(draw, tokens);
        for (int q = 0; q < of.length; q++) {
          below[q] += drawn[q] < of[q] ? 1 : 0;
        }
      }
      for (int q = 0; q < of.length; q++) {
        counts[q][below[q]]++;
      }
    }
    return new Ranks(counts);
  }

  private static double[] filled(int n, double value) {
    double[] values = new double[n];
    Arrays.fill(values, value);
    return values;
  }

  private int[] tokens(double[][] phi, int length, RandomStream stream) {
    double[] theta = Draws.dirichlet(stream, filled(topics, alpha), new double[topics]);
    int[] tokens = new int[length];
    Arrays.setAll(tokens, i -> category(phi[category(theta, stream)], stream));
    return tokens;
  }

  private static int category(double[] p, RandomStream stream) {
    double u = stream.nextDouble();
    int i = 0;
    while (i + 1 < p.length && u >= p[i]) {
      u -= p[i++];
    }
    return i;
  }

  private static List<Document> documents(List<int[]> tokens) {
    List<Document> documents = new ArrayList<>();
    for (int d = 0; d < tokens.size(); d++) {
      int[] sorted = tokens.get(d).clone();
      Arrays.sort(sorted);
      int[] terms = Arrays.stream(sorted).distinct().toArray();
      int[] counts =
          Arrays.stream(terms)
              .map(t -> (int) Arrays.stream(sorted).filter(s -> s == t).count())
              .toArray();
      documents.add(new Document("d" + d, terms, counts));
    }
    return documents;
  }

  private double[] quantities(double[][] phi, List<int[]> tokens) {
    double squares = 0;
    double together = 0;
    for (double[] topic : phi) {
      squares += Arrays.stream(topic).map(p -> p * p).sum();
      together += topic[0] * topic[1];
    }
    double log = 0;
    for (int[] document : tokens) {
      log += Math.log(probability(phi, document, 0, new int[topics]));
    }
    return new double[] {squares, together, log};
  }

  /** p of the tokens from {@code from} on, given topics of those before; over all assignments. */
  private double probability(double[][] phi, int[] tokens, int from, int[] countK) {
    if (from == tokens.length) {
      return 1;
    }
    double sum = 0;
    for (int k = 0; k < topics; k++) {
      double prior = (countK[k] + alpha) / (from + topics * alpha);
      countK[k]++;
      sum += prior * phi[k][tokens[from]] * probability(phi, tokens, from + 1, countK);
      countK[k]--;
    }
    return sum;
  }
}
