package polya.models.labeled;

import java.util.Arrays;
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
import polya.spark.Labelled;

/** Labeled topics by Gibbs sampling draw from their posterior, α included. */
public class LabeledGibbsSamplerTest extends SamplerContract implements LabeledContracts {
  private static final double ALPHA = 0.7;
  private static final double BETA = 0.4;

  /** Both labels, none, one, both, the other, none. */
  private static final List<List<String>> LABELS =
      List.of(
          List.of("a", "b"), List.of(), List.of("a"), List.of("a", "b"), List.of("b"), List.of());

  private static final Labelled LABELLED =
      Labelled.of(
          IntStream.range(0, LENGTHS.length)
              .mapToObj(d -> new Document("d" + d, new int[0], new int[0]))
              .toList(),
          LABELS::get);

  @Override
  protected String inference() {
    return "gibbs";
  }

  @Override
  protected Groups groups() {
    return LABELLED.groups;
  }

  @Override
  protected int group(int d) {
    return LABELLED.documents.get(d).group();
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
    given.put("hyperparameterMethod", "sampled"); // Of documents so short auto learns no prior.
    given.put("localSweeps", "1");
    for (String text : more) {
      given.put(text.split("=")[0], text.split("=")[1]);
    }
    return given;
  }

  @Override
  protected Stream<Map<String, String>> exactConfigurations() {
    return Stream.of(given("localSweeps=2"), given("optimizeDocConcentration=true"));
  }

  @Override
  protected double[] moments(ModelState after, SortedMap<String, Double> observed) {
    double[] alpha = after.globals().vector(LabeledState.DOC_CONCENTRATION);
    double[][] counts = new double[TERMS][TOPICS];
    for (int w = 0; w < TERMS; w++) {
      for (int k = 0; k < TOPICS; k++) {
        counts[w][k] = after.topics().row(w)[k];
      }
    }
    return moments(alpha, counts);
  }

  /** Of the priors, of the terms, and of how both go together. */
  private static double[] moments(double[] alpha, double[][] counts) {
    double tokens = Arrays.stream(counts).flatMapToDouble(Arrays::stream).sum();
    double first = Arrays.stream(counts).mapToDouble(row -> row[0]).sum() / tokens;
    double squares = 0;
    for (double[] row : counts) {
      for (double n : row) {
        squares += n * n / (tokens * tokens);
      }
    }
    return new double[] {
      alpha[0],
      StrictMath.log(alpha[1]),
      StrictMath.log(alpha[0]) * StrictMath.log(alpha[1]),
      first,
      first * first,
      squares,
      first * alpha[0] / (1 + alpha[0]),
      first * alpha[1] / (1 + alpha[1]),
    };
  }

  @Override
  protected double[] prior(RandomStream random, Map<String, String> configuration) {
    boolean drawn = configuration.get("optimizeDocConcentration").equals("true");
    double[] alpha = new double[TOPICS];
    double[][] phi = new double[TOPICS][];
    double[] betas = new double[TERMS];
    Arrays.fill(betas, BETA);
    for (int k = 0; k < TOPICS; k++) {
      alpha[k] = drawn ? Draws.gamma(random, 1) : ALPHA;
      phi[k] = Draws.dirichlet(random, betas, new double[TERMS]);
    }
    double[][] counts = new double[TERMS][TOPICS];
    for (int d = 0; d < LENGTHS.length; d++) {
      List<String> labels = LABELS.get(d);
      double[] theta = {labels.equals(List.of("b")) ? 0 : 1, labels.equals(List.of("a")) ? 0 : 1};
      if (theta[0] + theta[1] == 2) {
        Draws.dirichlet(random, alpha, theta);
      }
      for (int i = 0; i < LENGTHS[d]; i++) {
        int k = random.nextDouble() < theta[0] ? 0 : 1;
        double u = random.nextDouble();
        int w = u < phi[k][0] ? 0 : u < phi[k][0] + phi[k][1] ? 1 : 2;
        counts[w][k]++;
      }
    }
    return moments(alpha, counts);
  }
}
