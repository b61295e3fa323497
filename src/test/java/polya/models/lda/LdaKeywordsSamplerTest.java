package polya.models.lda;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import polya.contract.SamplerContract;
import polya.infer.Keywords;
import polya.infer.ModelState;
import polya.infer.variational.TopicState;
import polya.math.Draws;
import polya.math.RandomStream;

/**
 * LDA with keywords by Gibbs sampling draws from its posterior: topics, splits, shares of keywords
 * and β together. The first topic has two keywords and the second one of these.
 */
public class LdaKeywordsSamplerTest extends SamplerContract implements LdaContracts {
  private static final double ALPHA = 0.7;
  private static final double BETA = 0.4;
  private static final double WITHIN = 0.1;
  private static final int[][] KEYWORDS = {{0, 1}, {1}};

  @Override
  protected String inference() {
    return "gibbs";
  }

  @Override
  public Keywords keywords() {
    return Keywords.of(List.of("first", "second"), List.of(KEYWORDS));
  }

  private static Map<String, String> given(String... more) {
    Map<String, String> given = new HashMap<>();
    given.put("start", "random");
    given.put("burnIn", "0");
    given.put("samples", "1000000");
    given.put("thinning", "1000000");
    given.put("phiThreshold", "0");
    given.put("hyperparameterInterval", "1");
    given.put("docConcentration", Double.toString(ALPHA));
    given.put("topicConcentration", Double.toString(BETA));
    given.put("optimizeDocConcentration", "false");
    given.put("hyperparameterMethod", "sampled");
    given.put("localSweeps", "1");
    for (String text : more) {
      given.put(text.split("=")[0], text.split("=")[1]);
    }
    return given;
  }

  @Override
  protected Stream<Map<String, String>> exactConfigurations() {
    return Stream.of(
        given("seedModel=mixture", "optimizeTopicConcentration=true"),
        given("seedModel=prior", "seedWeight=0.2", "optimizeTopicConcentration=true"),
        given("seedModel=mixture"),
        given("seedModel=prior", "seedWeight=0.2"));
  }

  @Override
  protected double[] moments(ModelState after, SortedMap<String, Double> observed) {
    double beta = after.globals().scalar(TopicState.TOPIC_CONCENTRATION);
    double[][] counts = new double[TERMS][TOPICS];
    for (int w = 0; w < TERMS; w++) {
      for (int k = 0; k < TOPICS; k++) {
        counts[w][k] = after.topics().row(w)[k];
      }
    }
    if (!after.globals().has("keywordShares")) {
      return moments(beta, counts);
    }
    return moments(
        beta,
        after.globals().vector("keywordShares"),
        after.globals().vector("keywordSplit"),
        after.globals().vector("keywordsBeside"),
        counts);
  }

  /**
   * Where keywords are counts: of the topics' shares, of all cells, of one with and one without.
   */
  private static double[] moments(double beta, double[][] counts) {
    double tokens = Arrays.stream(counts).flatMapToDouble(Arrays::stream).sum();
    double first = Arrays.stream(counts).mapToDouble(row -> row[0]).sum() / tokens;
    double squares = 0;
    for (double[] row : counts) {
      for (double n : row) {
        squares += n * n / (tokens * tokens);
      }
    }
    return new double[] {
      StrictMath.log(beta),
      beta,
      first,
      first * first,
      squares,
      counts[0][0] / tokens,
      counts[0][0] * counts[0][0] / tokens / tokens,
      counts[1][1] * counts[1][1] / tokens / tokens,
      counts[2][1] * counts[2][1] / tokens / tokens,
    };
  }

  private static double[] moments(
      double beta, double[] shares, double[] own, double[] beside, double[][] counts) {
    double tokens = Arrays.stream(counts).flatMapToDouble(Arrays::stream).sum();
    double first = Arrays.stream(counts).mapToDouble(row -> row[0]).sum() / tokens;
    double squares = 0;
    for (double[] row : counts) {
      for (double n : row) {
        squares += n * n / (tokens * tokens);
      }
    }
    double keywords = Arrays.stream(own).sum() / tokens;
    return new double[] {
      StrictMath.log(beta),
      beta,
      shares[0],
      shares[1] * shares[1],
      keywords,
      keywords * keywords,
      shares[1] * counts[1][1] / tokens,
      beside[0] * beside[0],
      beside[2] * counts[1][1] / tokens,
      first,
      squares,
      counts[0][0] * counts[0][0] / tokens / tokens,
      own[1] * counts[1][0] / tokens / tokens,
    };
  }

  @Override
  protected double[] prior(RandomStream random, Map<String, String> configuration) {
    boolean drawn = configuration.getOrDefault("optimizeTopicConcentration", "").equals("true");
    boolean mixes = configuration.get("seedModel").equals("mixture");
    double beta = drawn ? Draws.gamma(random, 1) : BETA;
    if (!mixes) {
      return counted(random, beta);
    }
    double[] shares = new double[TOPICS];
    double[][] within = new double[TOPICS][];
    double[][] phi = new double[TOPICS][];
    for (int k = 0; k < TOPICS; k++) {
      double[] betas = new double[TERMS];
      Arrays.fill(betas, beta);
      double[] inside = new double[KEYWORDS[k].length];
      Arrays.fill(inside, WITHIN);
      shares[k] = random.nextDouble();
      within[k] = Draws.dirichlet(random, inside, inside);
      phi[k] = Draws.dirichlet(random, betas, betas);
    }
    double[][] counts = new double[TERMS][TOPICS];
    double[][] own = new double[TERMS][TOPICS];
    for (int length : LENGTHS) {
      double[] theta = Draws.dirichlet(random, new double[] {ALPHA, ALPHA}, new double[TOPICS]);
      for (int i = 0; i < length; i++) {
        int k = category(random, theta);
        boolean of = random.nextDouble() < shares[k];
        int w = of ? KEYWORDS[k][category(random, within[k])] : category(random, phi[k]);
        counts[w][k]++;
        own[w][k] += of ? 1 : 0;
      }
    }
    // In the order of the cells: the first term's, then the second's two.
    double[] beside = {phi[0][0], phi[0][1], phi[1][1]};
    return moments(beta, shares, new double[] {own[0][0], own[1][0], own[1][1]}, beside, counts);
  }

  /** φ_k ~ Dirichlet(β + E_·k), E_wk = weight · N/K / |S_k|. */
  private static double[] counted(RandomStream random, double beta) {
    double[][] phi = new double[TOPICS][TERMS];
    double each = 0.2 * Arrays.stream(LENGTHS).sum() / TOPICS;
    for (int k = 0; k < TOPICS; k++) {
      Arrays.fill(phi[k], beta);
      for (int w : KEYWORDS[k]) {
        phi[k][w] += each / KEYWORDS[k].length;
      }
      Draws.dirichlet(random, phi[k].clone(), phi[k]);
    }
    double[][] counts = new double[TERMS][TOPICS];
    for (int length : LENGTHS) {
      double[] theta = Draws.dirichlet(random, new double[] {ALPHA, ALPHA}, new double[TOPICS]);
      for (int i = 0; i < length; i++) {
        int k = category(random, theta);
        counts[category(random, phi[k])][k]++;
      }
    }
    return moments(beta, counts);
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
