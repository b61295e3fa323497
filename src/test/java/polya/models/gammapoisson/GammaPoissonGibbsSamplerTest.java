package polya.models.gammapoisson;

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

/**
 * Gamma-Poisson factorization by Gibbs sampling draws from its posterior: shapes, rates, γ, c and β
 * included. The contract's documents have lengths, and here these are data: what is drawn from the
 * prior is taken with the probability that it gives those lengths.
 */
public class GammaPoissonGibbsSamplerTest extends SamplerContract implements GammaPoissonContracts {
  private static final double[] SHAPE = {0.7, 1.1};
  private static final double[] RATE = {0.4, 2};
  private static final double BETA = 0.4;

  private static final int LONGEST = Arrays.stream(LENGTHS).max().orElseThrow();

  /** Whatever the distribution of lengths, six that all differ have no higher probability. */
  private static final double MOST_LIKELY = StrictMath.pow(1.0 / LENGTHS.length, LENGTHS.length);

  /** The shape of γ's prior. */
  private double massShape = 1;

  @Override
  protected String inference() {
    return "gibbs";
  }

  @Override
  protected int priorDraws() {
    return 20_000;
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
    given.put("shape", SHAPE[0] + "," + SHAPE[1]);
    given.put("rate", RATE[0] + "," + RATE[1]);
    given.put("topicConcentration", Double.toString(BETA));
    for (String text : more) {
      given.put(text.split("=")[0], text.split("=")[1]);
    }
    return given;
  }

  @Override
  protected Stream<Map<String, String>> exactConfigurations() {
    return Stream.of(
        given("rates=topic", "optimizeTopicConcentration=true"),
        given("rates=common", "topics=gamma"),
        given("rates=common"),
        given("rates=document", "localSweeps=2"),
        given("rates=topic", "topics=gamma", "optimizeShape=false"));
  }

  private static double scalar(ModelState state, String name) {
    return state.globals().scalar(name);
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
        after.globals().vector(GammaPoissonState.SHAPE),
        after.globals().vector(GammaPoissonState.RATE),
        scalar(after, GammaPoissonState.SHAPE_MASS),
        scalar(after, GammaPoissonState.SHAPE_DECAY),
        scalar(after, TopicState.TOPIC_CONCENTRATION),
        counts);
  }

  private static double bounded(double x) {
    return x / (1 + x);
  }

  /** Of the priors, of the terms, and of how all go together; bounded, so that means are finite. */
  private static double[] moments(
      double[] a, double[] b, double mass, double decay, double beta, double[][] counts) {
    double tokens = Arrays.stream(counts).flatMapToDouble(Arrays::stream).sum();
    double first = Arrays.stream(counts).mapToDouble(row -> row[0]).sum() / tokens;
    double squares = 0;
    for (double[] row : counts) {
      for (double n : row) {
        squares += n * n / (tokens * tokens);
      }
    }
    return new double[] {
      bounded(a[0]),
      bounded(a[0]) * bounded(a[1]),
      bounded(b[0]),
      bounded(b[1]) * bounded(b[1]),
      bounded(mass),
      bounded(decay),
      bounded(mass) * bounded(decay),
      bounded(a[0]) * first,
      bounded(b[0]) * bounded(a[1]),
      bounded(b[0]) * bounded(b[1]),
      bounded(b[1]) * first,
      first * first,
      squares,
      squares * bounded(beta),
    };
  }

  /** What is drawn of the model before any document. */
  private record Model(double[] a, double[] b, double mass, double decay) {}

  private Model model(RandomStream random, Map<String, String> configuration) {
    double mass = Arrays.stream(SHAPE).sum();
    double decay = 1;
    double[] a = SHAPE.clone();
    double[] b = RATE.clone();
    if (!configuration.getOrDefault("optimizeShape", "true").equals("false")) {
      mass = GammaHyperparameters.within(Draws.gamma(random, massShape));
      decay = GammaHyperparameters.within(Draws.gamma(random, 1));
      for (int k = 0; k < TOPICS; k++) {
        a[k] = GammaHyperparameters.within(Draws.gamma(random, mass / TOPICS) / decay);
      }
    }
    double even = random.nextOpen();
    for (int k = 0; k < TOPICS; k++) {
      switch (configuration.get("rates")) {
        case "common" -> b[k] = (1 - even) / even;
        case "topic" -> {
          double p = random.nextOpen();
          b[k] = (1 - p) / p;
        }
        case "document" -> b[k] = Arrays.stream(a).sum(); // any, but for rounding
        default -> b[k] = RATE[k];
      }
      if (configuration.getOrDefault("topics", "").equals("gamma")) {
        b[k] /= Draws.gamma(random, TERMS * BETA) / (TERMS * BETA);
      }
    }
    return new Model(a, b, mass, decay);
  }

  /** NB(n; a, rate b), n = 0 … the longest length. */
  private static double[] negativeBinomial(double a, double b) {
    double[] p = new double[LONGEST + 1];
    p[0] = Math.pow(b / (1 + b), a);
    for (int n = 1; n <= LONGEST; n++) {
      p[n] = p[n - 1] * (a + n - 1) / n / (1 + b);
    }
    return p;
  }

  /** ∫ NB(n; a, p) dp = B(1 + n, 1 + a) Γ(a + n)/(Γ(a) n!). */
  private static double[] evenNegativeBinomial(double a) {
    double[] p = new double[LONGEST + 1];
    p[0] = 1 / (1 + a);
    for (int n = 1; n <= LONGEST; n++) {
      p[n] = p[n - 1] * (a + n - 1) / (a + n + 1);
    }
    return p;
  }

  /** p(n_1 = i, n_2 = n − i), i = 0 … n, for n = 0 … the longest length. */
  private static double[][] splits(Model model, boolean ofDocument) {
    double[] first = negativeBinomial(model.a[0], model.b[0]);
    double[] second = negativeBinomial(model.a[1], model.b[1]);
    double[] even = evenNegativeBinomial(model.a[0] + model.a[1]);
    double[][] splits = new double[LONGEST + 1][];
    for (int n = 0; n <= LONGEST; n++) {
      double[] p = new double[n + 1];
      int length = n;
      Arrays.setAll(p, i -> first[i] * second[length - i]);
      if (ofDocument) {
        // Given n it is Dirichlet-multinomial, whatever the rate.
        double all = Arrays.stream(p).sum();
        Arrays.setAll(p, i -> p[i] / all * even[length]);
      }
      splits[n] = p;
    }
    return splits;
  }

  @Override
  protected double[] prior(RandomStream random, Map<String, String> configuration) {
    boolean ofDocument = configuration.get("rates").equals("document");
    while (true) {
      Model model = model(random, configuration);
      double[][] splits = splits(model, ofDocument);
      double likelihood = 1;
      for (int length : LENGTHS) {
        likelihood *= Arrays.stream(splits[length]).sum();
      }
      assertThat(likelihood).isLessThan(MOST_LIKELY);
      if (random.nextDouble() * MOST_LIKELY < likelihood) {
        return drawn(random, model, splits, configuration);
      }
    }
  }

  private static double[] drawn(
      RandomStream random, Model model, double[][] splits, Map<String, String> configuration) {
    boolean draws = configuration.getOrDefault("optimizeTopicConcentration", "").equals("true");
    double beta = draws ? Draws.gamma(random, 1) : BETA;
    double[] betas = new double[TERMS];
    Arrays.fill(betas, beta);
    double[][] phi = new double[TOPICS][];
    for (int k = 0; k < TOPICS; k++) {
      phi[k] = Draws.dirichlet(random, betas, new double[TERMS]);
    }
    double[][] counts = new double[TERMS][TOPICS];
    for (int d = 0; d < LENGTHS.length; d++) {
      int first = category(random, splits[LENGTHS[d]]);
      for (int i = 0; i < LENGTHS[d]; i++) {
        int k = i < first ? 0 : 1;
        counts[category(random, phi[k])][k]++;
      }
    }
    double[] b = model.b;
    if (configuration.get("rates").equals("document")) {
      double tokens = Arrays.stream(LENGTHS).sum();
      b = new double[TOPICS];
      Arrays.fill(b, GammaHyperparameters.commonRate(model.a, LENGTHS.length, tokens));
    }
    return moments(model.a, b, model.mass, model.decay, beta, counts);
  }

  /** The contract can fail: a sampler under another prior of γ is found out. */
  @Tag("long")
  @Test
  void anotherPriorOfTheGammaProcessIsFoundOut() {
    massShape = 2;
    try {
      assertThat(largestZ(given("rates=common"), 40_000)).isGreaterThan(10);
    } finally {
      massShape = 1;
    }
  }

  private static int category(RandomStream random, double[] weights) {
    double u = random.nextDouble() * Arrays.stream(weights).sum();
    int i = 0;
    while (i + 1 < weights.length && u >= weights[i]) {
      u -= weights[i++];
    }
    return i;
  }
}
