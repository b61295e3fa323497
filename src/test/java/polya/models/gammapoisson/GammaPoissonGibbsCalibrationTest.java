package polya.models.gammapoisson;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.calibration.RankHistogram;
import polya.calibration.SimulationBasedCalibration;
import polya.calibration.SimulationBasedCalibration.Quantity;
import polya.calibration.SimulationBasedCalibration.Simulated;
import polya.calibration.TopicQuantities;
import polya.corpus.Document;
import polya.infer.PureLoop;
import polya.math.Draws;
import polya.math.RandomStream;
import polya.mixing.GammaHyperparameters;
import polya.topics.Globals;

/**
 * The Gibbs sampler's posterior of topics, shapes, rates and their gamma process is as wide as it
 * should be: simulation-based calibration under the whole prior that {@link GammaProcess} draws
 * from.
 */
@Tag("long")
class GammaPoissonGibbsCalibrationTest {
  private static final int TOPICS = 2;
  private static final int TERMS = 4;
  private static final int DOCUMENTS = 8;
  private static final double BETA = 0.7;

  /**
   * Lengths have no mean a priori. Corpora with a longer document, or with no token at all, are
   * drawn again: judged by the data alone, that leaves ranks uniform.
   */
  private static final int LONGEST = 30;

  private static final int DRAWS = 15;
  private static final int REPLICATES = 1000;
  private static final int BURN_IN = 60;

  /** Sweeps between draws, so that ranks are those of draws that are nearly independent. */
  private static final int APART = 20;

  /** Of one quantity; a sound sampler fails one of seven in 7 of 10,000 choices of seeds. */
  private static final double FALSE_ALARM = 1e-4;

  /** Common rates, and gamma topics: b_k is then the rate of intensities in tokens, b/S_k. */
  private static final String GAMMA = "gamma";

  /** θ̃; b is without meaning where every document has its own. */
  private record Truth(double[][] phiKW, double[] a, double[] b, double mass, double decay) {
    double shapes() {
      return Arrays.stream(a).sum();
    }
  }

  private static double rate(RandomStream stream) {
    double p = stream.nextOpen();
    return GammaHyperparameters.within((1 - p) / p);
  }

  private static Truth truth(String rates, RandomStream stream) {
    double mass = GammaHyperparameters.within(Draws.gamma(stream, 1));
    double decay = GammaHyperparameters.within(Draws.gamma(stream, 1));
    double common = rate(stream);
    double[][] phi = new double[TOPICS][];
    double[] a = new double[TOPICS];
    double[] b = new double[TOPICS];
    double[] beta = new double[TERMS];
    Arrays.fill(beta, BETA);
    for (int k = 0; k < TOPICS; k++) {
      phi[k] = Draws.dirichlet(stream, beta, new double[TERMS]);
      a[k] = GammaHyperparameters.within(Draws.gamma(stream, mass / TOPICS) / decay);
      b[k] = rates.equals("topic") ? rate(stream) : common;
      if (rates.equals(GAMMA)) {
        double scale = Draws.gamma(stream, TERMS * BETA) / (TERMS * BETA);
        b[k] = GammaHyperparameters.within(b[k] / GammaHyperparameters.within(scale));
      }
    }
    return new Truth(phi, a, b, mass, decay);
  }

  private static Simulated<Truth, List<Document>> simulated(String rates, RandomStream stream) {
    while (true) {
      Truth truth = truth(rates, stream);
      List<Document> documents = new ArrayList<>();
      while (documents.size() < DOCUMENTS) {
        documents.add(document("d" + documents.size(), rates, truth, stream));
      }
      long tokens = documents.stream().mapToLong(Document::tokens).sum();
      if (tokens > 0 && documents.stream().noneMatch(d -> d.tokens() > LONGEST)) {
        return new Simulated<>(truth, documents);
      }
    }
  }

  /** x_w ~ Poisson(Σ_k θ_k φ_kw); all that is far too long is as good as any other. */
  private static Document document(String id, String rates, Truth truth, RandomStream stream) {
    double own = rate(stream);
    double[] intensityW = new double[TERMS];
    for (int k = 0; k < TOPICS; k++) {
      double b = rates.equals("document") ? own : truth.b[k];
      double theta = Draws.gamma(stream, truth.a[k]) / b;
      for (int w = 0; w < TERMS; w++) {
        intensityW[w] += theta * truth.phiKW[k][w];
      }
    }
    int[] countsW = new int[TERMS];
    Arrays.setAll(countsW, w -> Draws.poisson(stream, Math.min(1e6, intensityW[w])));
    int[] terms = IntStream.range(0, TERMS).filter(w -> countsW[w] > 0).toArray();
    return new Document(id, terms, Arrays.stream(terms).map(w -> countsW[w]).toArray());
  }

  private static List<Truth> sampled(
      String rates, String beta, List<Document> documents, int draws, RandomStream stream) {
    Map<String, String> given = new HashMap<>();
    given.put("k", Integer.toString(TOPICS));
    given.put("seed", Long.toString(stream.nextLong()));
    given.put("start", "random");
    given.put("burnIn", "0");
    given.put("localSweeps", "1");
    given.put("samples", Integer.toString(BURN_IN + draws * APART));
    given.put("phiThreshold", "0");
    given.put("hyperparameterInterval", "1");
    given.put("topicConcentration", beta);
    given.put("rates", rates.equals(GAMMA) ? "common" : rates);
    given.put("topics", rates.equals(GAMMA) ? GAMMA : "dirichlet");
    PureLoop loop = new PureLoop(new GammaPoissonFamily(), "gibbs", documents, TERMS, given, null);
    List<Truth> drawn = new ArrayList<>();
    for (int sweep = 0; drawn.size() < draws; sweep++) {
      loop.step();
      if (sweep >= BURN_IN && (sweep - BURN_IN) % APART == APART - 1) {
        // Topics and priors before the sweep: both were drawn given the same assignments.
        drawn.add(drawn(loop));
      }
    }
    return drawn;
  }

  private static Truth drawn(PureLoop loop) {
    double[][] phi = new double[TOPICS][TERMS];
    double[] row = new double[TOPICS];
    for (int w = 0; w < TERMS; w++) {
      loop.phi.expand(w, row, 0);
      for (int k = 0; k < TOPICS; k++) {
        phi[k][w] = row[k];
      }
    }
    Globals globals = loop.published.globals();
    // The sampler's weights have 1/(1 + b_k) in them.
    for (double[] topic : phi) {
      double sum = Arrays.stream(topic).sum();
      Arrays.setAll(topic, w -> topic[w] / sum);
    }
    return new Truth(
        phi,
        globals.vector(GammaPoissonState.SHAPE),
        globals.vector(GammaPoissonState.RATE),
        globals.scalar(GammaPoissonState.SHAPE_MASS),
        globals.scalar(GammaPoissonState.SHAPE_DECAY));
  }

  /** log p of counts, lengths included, up to what depends on neither. */
  private static double logProbability(String rates, Truth truth, List<Document> documents) {
    double[][] weights = new double[TOPICS][];
    double none = 0;
    for (int k = 0; k < TOPICS; k++) {
      double b = rates.equals("document") ? 1 : truth.b[k];
      weights[k] = Arrays.stream(truth.phiKW[k]).map(p -> p / (1 + b)).toArray();
      none -= truth.a[k] * Math.log1p(1 / b);
    }
    double log = 0;
    for (Document document : documents) {
      long n = document.tokens();
      log += TopicQuantities.logProbability(weights, truth.a, document);
      double shapes = truth.shapes();
      for (int i = 0; i < n; i++) {
        log += Math.log(shapes + i);
      }
      if (rates.equals("document")) {
        log += n * Math.log(2) - Math.log1p(shapes);
        for (int i = 0; i < n; i++) {
          log -= Math.log(shapes + 2 + i);
        }
      } else {
        log += none;
      }
    }
    return log;
  }

  private static List<RankHistogram> ranks(String rates, String beta, int replicates) {
    Map<String, Quantity<Truth, List<Document>>> quantities = new LinkedHashMap<>();
    quantities.put("squares of topics", (t, y) -> TopicQuantities.squares(t.phiKW));
    quantities.put("shape sum", (t, y) -> t.shapes());
    quantities.put("largest shape", (t, y) -> Arrays.stream(t.a).max().orElseThrow());
    if (!rates.equals("document")) {
      quantities.put("rates", (t, y) -> Arrays.stream(t.b).map(Math::log).sum());
    }
    quantities.put("mass", (t, y) -> t.mass);
    quantities.put("decay", (t, y) -> t.decay);
    quantities.put("log p(documents)", (t, y) -> logProbability(rates, t, y));
    return new SimulationBasedCalibration<>(
            stream -> simulated(rates, stream),
            (List<Document> documents, int draws, RandomStream stream) ->
                sampled(rates, beta, documents, draws, stream),
            quantities,
            DRAWS,
            79)
        .histograms(replicates);
  }

  @ParameterizedTest
  @ValueSource(strings = {"common", "topic", "document", GAMMA})
  void itsDrawsRankTheTruthUniformly(String rates) {
    List<RankHistogram> ranks = ranks(rates, Double.toString(BETA), REPLICATES);
    System.out.println("calibration of Gibbs, " + rates + ":");
    ranks.forEach(h -> System.out.printf("%s, uniformity p %.4f%n", h, h.uniformity()));
    for (RankHistogram histogram : ranks) {
      assertThat(histogram.uniformity()).as(histogram.toString()).isGreaterThan(FALSE_ALARM);
    }
  }

  @Test
  void aSamplerUnderAnotherPriorOfTopicsIsFound() {
    RankHistogram squares = ranks("common", "1.6", REPLICATES).get(0);
    assertThat(squares.uniformity()).as(squares.toString()).isLessThan(FALSE_ALARM);
  }
}
