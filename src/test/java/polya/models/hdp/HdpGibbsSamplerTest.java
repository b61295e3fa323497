package polya.models.hdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import polya.contract.SamplerContract;
import polya.infer.ModelState;
import polya.infer.variational.TopicState;
import polya.math.Draws;
import polya.math.RandomStream;
import polya.mixing.GammaHyperparameters;

/** The process by Gibbs sampling draws from its posterior: r, γ, c and β included. */
public class HdpGibbsSamplerTest extends SamplerContract implements HdpContracts {
  private static final double ALPHA = 0.7;
  private static final double BETA = 0.4;

  /** The shape of γ's prior. */
  private double massShape = 1;

  @Override
  protected String inference() {
    return "gibbs";
  }

  private static Map<String, String> given(String... more) {
    Map<String, String> given = new HashMap<>();
    given.put("start", "random");
    given.put("burnIn", "0");
    given.put("samples", "1000000");
    given.put("thinning", "1000000");
    given.put("phiThreshold", "0");
    given.put("localSweeps", "1");
    given.put("hyperparameterInterval", "1");
    given.put("docConcentration", Double.toString(ALPHA));
    given.put("topicConcentration", Double.toString(BETA));
    given.put("optimizeDocConcentration", "true");
    for (String text : more) {
      given.put(text.split("=")[0], text.split("=")[1]);
    }
    return given;
  }

  @Override
  protected Stream<Map<String, String>> exactConfigurations() {
    return Stream.of(
        given("localSweeps=2", "optimizeTopicConcentration=true"),
        given("optimizeDocConcentration=false"),
        given());
  }

  @Override
  protected double[] moments(ModelState after, SortedMap<String, Double> observed) {
    double[][] counts = new double[TERMS][TOPICS];
    for (int w = 0; w < TERMS; w++) {
      for (int k = 0; k < TOPICS; k++) {
        counts[w][k] = after.topics().row(w)[k];
      }
    }
    return moments(
        after.globals().vector(HdpState.DOC_CONCENTRATION),
        after.globals().scalar(HdpState.MASS),
        after.globals().scalar(HdpState.DECAY),
        after.globals().scalar(TopicState.TOPIC_CONCENTRATION),
        after.globals().vector(HdpState.TOPICS_IN_USE)[0],
        counts);
  }

  private static double bounded(double x) {
    return x / (1 + x);
  }

  /** Of the priors, of the terms, and of how all go together; bounded, so that means are finite. */
  private static double[] moments(
      double[] r, double mass, double decay, double beta, double inUse, double[][] counts) {
    double tokens = Arrays.stream(counts).flatMapToDouble(Arrays::stream).sum();
    double first = Arrays.stream(counts).mapToDouble(row -> row[0]).sum() / tokens;
    double squares = 0;
    for (double[] row : counts) {
      for (double n : row) {
        squares += n * n / (tokens * tokens);
      }
    }
    return new double[] {
      bounded(r[0]),
      bounded(r[0]) * bounded(r[1]),
      bounded(mass),
      bounded(decay),
      bounded(mass) * bounded(decay),
      bounded(beta),
      bounded(r[0]) * first,
      bounded(mass) * inUse,
      inUse,
      first * first,
      squares,
      squares * bounded(beta),
    };
  }

  @Override
  protected double[] prior(RandomStream random, Map<String, String> configuration) {
    double[] r = {ALPHA, ALPHA};
    double mass = TOPICS * ALPHA;
    double decay = 1;
    if (configuration.get("optimizeDocConcentration").equals("true")) {
      mass = GammaHyperparameters.within(Draws.gamma(random, massShape));
      decay = GammaHyperparameters.within(Draws.gamma(random, 1));
      for (int k = 0; k < TOPICS; k++) {
        r[k] = Math.max(HdpState.LEAST, Draws.gamma(random, mass / TOPICS) / decay);
      }
    }
    boolean drawn = configuration.getOrDefault("optimizeTopicConcentration", "").equals("true");
    double beta = drawn ? Draws.gamma(random, 1) : BETA;
    double[] betas = new double[TERMS];
    Arrays.fill(betas, beta);
    double[][] phi = new double[TOPICS][];
    for (int k = 0; k < TOPICS; k++) {
      phi[k] = Draws.dirichlet(random, betas, new double[TERMS]);
    }
    double[][] counts = new double[TERMS][TOPICS];
    double[] totals = new double[TOPICS];
    for (int length : LENGTHS) {
      double[] theta = Draws.dirichlet(random, r, new double[TOPICS]);
      for (int i = 0; i < length; i++) {
        int k = category(random, theta);
        counts[category(random, phi[k])][k]++;
        totals[k]++;
      }
    }
    double inUse = Arrays.stream(totals).filter(n -> n > 0).count();
    return moments(r, mass, decay, beta, inUse, counts);
  }

  /** The contract can fail: a sampler under another prior of γ is found out. */
  @Tag("long")
  @Test
  void anotherPriorOfTheMassIsFoundOut() {
    massShape = 2;
    try {
      assertThat(largestZ(given(), 40_000)).isGreaterThan(10);
    } finally {
      massShape = 1;
    }
  }

  private static int category(RandomStream random, double[] p) {
    double u = random.nextDouble();
    int i = 0;
    while (i + 1 < p.length && u >= p[i]) {
      u -= p[i++];
    }
    return i;
  }
}
