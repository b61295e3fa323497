package polya.models.mixture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import polya.contract.SamplerContract;
import polya.infer.ModelState;
import polya.infer.variational.TopicState;
import polya.math.Draws;
import polya.math.RandomStream;

/** The mixture by Gibbs sampling draws from its posterior, α and β included. */
public class MixtureGibbsSamplerTest extends SamplerContract implements MixtureContracts {
  private static final double ALPHA = 0.7;
  private static final double BETA = 0.4;

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
    given.put("hyperparameterInterval", "1");
    given.put("docConcentration", Double.toString(ALPHA));
    given.put("topicConcentration", Double.toString(BETA));
    given.put("optimizeDocConcentration", "false");
    for (String text : more) {
      given.put(text.split("=")[0], text.split("=")[1]);
    }
    return given;
  }

  @Override
  protected Stream<Map<String, String>> exactConfigurations() {
    return Stream.of(
        given(), given("optimizeDocConcentration=true", "optimizeTopicConcentration=true"));
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
        after.globals().scalar(MixtureState.DOC_CONCENTRATION),
        after.globals().scalar(TopicState.TOPIC_CONCENTRATION),
        after.globals().vector(MixtureState.TOPIC_DOCUMENTS),
        counts);
  }

  /** Of the priors, of the documents, of the terms, and of how all go together. */
  private static double[] moments(double alpha, double beta, double[] m, double[][] counts) {
    double tokens = Arrays.stream(counts).flatMapToDouble(Arrays::stream).sum();
    double first = Arrays.stream(counts).mapToDouble(row -> row[0]).sum() / tokens;
    double squares = 0;
    for (double[] row : counts) {
      for (double n : row) {
        squares += n * n / (tokens * tokens);
      }
    }
    return new double[] {
      alpha,
      StrictMath.log(alpha),
      StrictMath.log(beta),
      m[0],
      m[0] * m[0],
      first * first,
      squares,
      m[0] * first * alpha / (1 + alpha),
      squares * beta / (1 + beta),
    };
  }

  @Override
  protected double[] prior(RandomStream random, Map<String, String> configuration) {
    boolean drawn = configuration.get("optimizeDocConcentration").equals("true");
    double alpha = drawn ? Draws.gamma(random, 1) : ALPHA;
    double beta = drawn ? Draws.gamma(random, 1) : BETA;
    double[] pi = dirichlet(random, alpha, TOPICS);
    double[][] phi = new double[TOPICS][];
    for (int k = 0; k < TOPICS; k++) {
      phi[k] = dirichlet(random, beta, TERMS);
    }
    double[] m = new double[TOPICS];
    double[][] counts = new double[TERMS][TOPICS];
    for (int length : LENGTHS) {
      int k = category(random, pi);
      m[k] += length > 0 ? 1 : 0;
      for (int i = 0; i < length; i++) {
        counts[category(random, phi[k])][k]++;
      }
    }
    return moments(alpha, beta, m, counts);
  }

  private static double[] dirichlet(RandomStream random, double each, int size) {
    double[] prior = new double[size];
    Arrays.fill(prior, each);
    return Draws.dirichlet(random, prior, new double[size]);
  }

  /** The contract can fail: mean topics and mean shares are no sample. */
  @Test
  void meansAreFoundOut() {
    assertThat(largestZ(given("burnIn=1000000"), 40_000)).isGreaterThan(10);
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
