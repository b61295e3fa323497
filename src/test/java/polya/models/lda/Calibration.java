package polya.models.lda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import polya.calibration.RankHistogram;
import polya.calibration.SimulationBasedCalibration;
import polya.calibration.SimulationBasedCalibration.Inference;
import polya.calibration.SimulationBasedCalibration.Quantity;
import polya.calibration.SimulationBasedCalibration.Simulated;
import polya.calibration.TopicQuantities;
import polya.corpus.Document;
import polya.math.Draws;
import polya.math.RandomStream;

/**
 * LDA with topics and documents from known priors, to be calibrated: what is ranked are K × V
 * topics.
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

  /** The ranks of the truth among a posterior's draws, a histogram a quantity. */
  List<RankHistogram> ranks(Inference<double[][], List<Document>> inference, int replicates) {
    Map<String, Quantity<double[][], List<Document>>> quantities = new LinkedHashMap<>();
    quantities.put("squares of topics", (phi, documents) -> TopicQuantities.squares(phi));
    quantities.put(
        "terms 0 and 1 in one topic", (phi, documents) -> TopicQuantities.together(phi, 0, 1));
    double[] alphas = filled(topics, alpha);
    quantities.put(
        "log p(documents)",
        (phi, documents) ->
            documents.stream()
                .mapToDouble(d -> TopicQuantities.logProbability(phi, alphas, d))
                .sum());
    return new SimulationBasedCalibration<>(this::simulated, inference, quantities, DRAWS, 77)
        .histograms(replicates);
  }

  /** Lines for a person. */
  static String table(List<RankHistogram> ranks) {
    return ranks.stream()
        .map(h -> String.format("%n%s, uniformity p %.4f", h, h.uniformity()))
        .collect(Collectors.joining());
  }

  private Simulated<double[][], List<Document>> simulated(RandomStream stream) {
    double[][] truth = new double[topics][];
    for (int k = 0; k < topics; k++) {
      truth[k] = Draws.dirichlet(stream, filled(TERMS, beta), new double[TERMS]);
    }
    List<Document> documents = new ArrayList<>();
    for (int length : LENGTHS) {
      documents.add(document("d" + documents.size(), truth, length, stream));
    }
    return new Simulated<>(truth, documents);
  }

  private static double[] filled(int n, double value) {
    double[] values = new double[n];
    Arrays.fill(values, value);
    return values;
  }

  private Document document(String id, double[][] phi, int length, RandomStream stream) {
    double[] theta = Draws.dirichlet(stream, filled(topics, alpha), new double[topics]);
    int[] countsW = new int[TERMS];
    for (int i = 0; i < length; i++) {
      countsW[category(phi[category(theta, stream)], stream)]++;
    }
    int[] terms = IntStream.range(0, TERMS).filter(w -> countsW[w] > 0).toArray();
    return new Document(id, terms, Arrays.stream(terms).map(w -> countsW[w]).toArray());
  }

  private static int category(double[] p, RandomStream stream) {
    double u = stream.nextDouble();
    int i = 0;
    while (i + 1 < p.length && u >= p[i]) {
      u -= p[i++];
    }
    return i;
  }
}
