package polya.models.dmr;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import polya.contract.SamplerContract;
import polya.corpus.Document;
import polya.corpus.Groups;
import polya.infer.ModelState;
import polya.math.Draws;
import polya.math.RandomStream;
import polya.spark.Covaried;

/** Topics by one category draw from their posterior, α of every value and what pools them too. */
public class DmrGibbsSamplerTest extends SamplerContract implements DmrContracts {
  private static final double BETA = 0.4;

  /** By document; one without a value. */
  private static final List<String> VALUES = Arrays.asList("a", "b", "a", "b", null, "a");

  private static final Covaried COVARIED =
      Covaried.of(
          IntStream.range(0, LENGTHS.length)
              .mapToObj(d -> new Document("d" + d, new int[0], new int[0]))
              .toList(),
          "covariate",
          d -> Collections.singletonList(VALUES.get(d)));

  @Override
  protected String inference() {
    return "gibbs";
  }

  @Override
  protected Groups groups() {
    return COVARIED.groups;
  }

  @Override
  protected int group(int d) {
    return COVARIED.documents.get(d).group();
  }

  private static Map<String, String> given(String... more) {
    Map<String, String> given = new HashMap<>();
    given.put("start", "random");
    given.put("burnIn", "0");
    given.put("samples", "1000000");
    given.put("thinning", "1000000");
    given.put("phiThreshold", "0");
    given.put("hyperparameterInterval", "1");
    given.put("docConcentration", "0.7");
    given.put("topicConcentration", Double.toString(BETA));
    given.put("hyperparameterMethod", "sampled");
    given.put("localSweeps", "1");
    for (String text : more) {
      given.put(text.split("=")[0], text.split("=")[1]);
    }
    return given;
  }

  @Override
  protected Stream<Map<String, String>> exactConfigurations() {
    return Stream.of(given("localSweeps=2", "covariateVariance=0.2"), given());
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
        after.globals().matrix(DmrState.VALUE_CONCENTRATION),
        after.globals().vector(DmrState.POOLED_CONCENTRATION),
        counts);
  }

  /** Of the priors, of the terms, and of how both go together. */
  private static double[] moments(double[][] alpha, double[] pooled, double[][] counts) {
    double tokens = Arrays.stream(counts).flatMapToDouble(Arrays::stream).sum();
    double first = Arrays.stream(counts).mapToDouble(row -> row[0]).sum() / tokens;
    double squares = 0;
    for (double[] row : counts) {
      for (double n : row) {
        squares += n * n / (tokens * tokens);
      }
    }
    return new double[] {
      StrictMath.log(pooled[0]),
      StrictMath.log(alpha[0][0]),
      StrictMath.log(alpha[1][0]),
      StrictMath.log(alpha[2][1]),
      StrictMath.log(alpha[1][0]) * StrictMath.log(pooled[0]),
      StrictMath.log(alpha[1][0]) * StrictMath.log(alpha[2][0]),
      first,
      squares,
      first * alpha[1][0] / (1 + alpha[1][0]),
      first * alpha[2][1] / (1 + alpha[2][1]),
    };
  }

  @Override
  protected double[] prior(RandomStream random, Map<String, String> configuration) {
    double variance = Double.parseDouble(configuration.getOrDefault("covariateVariance", "0.5"));
    double shape = DmrLearning.shape(variance);
    double[] pooled = new double[TOPICS];
    double[][] alpha = new double[3][TOPICS];
    double[][] phi = new double[TOPICS][];
    double[] betas = new double[TERMS];
    Arrays.fill(betas, BETA);
    for (int k = 0; k < TOPICS; k++) {
      double rate = Draws.gamma(random, 1) / DmrLearning.rateOfRates(TOPICS, shape);
      pooled[k] = shape / rate;
      for (double[] row : alpha) {
        row[k] = Math.max(1e-6, Draws.gamma(random, shape) / rate);
      }
      phi[k] = Draws.dirichlet(random, betas, new double[TERMS]);
    }
    double[][] counts = new double[TERMS][TOPICS];
    for (int d = 0; d < LENGTHS.length; d++) {
      int row = VALUES.get(d) == null ? 0 : VALUES.get(d).equals("a") ? 1 : 2;
      double[] theta = Draws.dirichlet(random, alpha[row], new double[TOPICS]);
      for (int i = 0; i < LENGTHS[d]; i++) {
        int k = random.nextDouble() < theta[0] ? 0 : 1;
        double u = random.nextDouble();
        int w = u < phi[k][0] ? 0 : u < phi[k][0] + phi[k][1] ? 1 : 2;
        counts[w][k]++;
      }
    }
    return moments(alpha, pooled, counts);
  }
}
