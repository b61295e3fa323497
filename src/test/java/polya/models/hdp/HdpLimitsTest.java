package polya.models.hdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import polya.corpus.Document;
import polya.infer.ModelFamily;
import polya.infer.PureLoop;
import polya.math.Draws;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Special;
import polya.math.Streams;
import polya.mixing.GammaHyperparameters;
import polya.models.gammapoisson.GammaPoissonFamily;
import polya.models.lda.LdaFamily;
import polya.spark.PlantedCorpus;
import polya.topics.Globals;

/** Where the process is another model, to the bit or in distribution. */
class HdpLimitsTest {
  private static Map<String, String> given(String... texts) {
    Map<String, String> given = new HashMap<>();
    for (String text : texts) {
      given.put(text.split("=")[0], text.split("=")[1]);
    }
    return given;
  }

  private static PureLoop run(ModelFamily family, String start) {
    Map<String, String> given =
        given(
            "k=6",
            "start=" + start,
            "startPasses=2",
            "burnIn=4",
            "samples=3",
            "hyperparameterInterval=2",
            "optimizeDocConcentration=false",
            "optimizeTopicConcentration=false",
            "docConcentration=0.3");
    return new PureLoop(
            family, "gibbs", PlantedCorpus.documents(200), PlantedCorpus.TERMS, given, null)
        .run();
  }

  @ParameterizedTest
  @ValueSource(strings = {"variational", "prefix", "random"})
  void underFixedWeightsItIsLdaToTheBit(String start) {
    PureLoop hdp = run(new HdpFamily(), start);
    PureLoop lda = run(new LdaFamily(), start);
    assertThat(hdp.lambda()).isDeepEqualTo(lda.lambda());
    assertThat(hdp.alpha()).isEqualTo(lda.alpha());
    assertThat(hdp.observed.get("logLikelihood")).isEqualTo(lda.observed.get("logLikelihood"));
  }

  @Test
  void oneTopicHoldsEveryToken() {
    List<Document> documents = PlantedCorpus.documents(100);
    PureLoop loop =
        new PureLoop(
                new HdpFamily(),
                "gibbs",
                documents,
                PlantedCorpus.TERMS,
                given(
                    "k=1",
                    "burnIn=2",
                    "samples=4",
                    "hyperparameterInterval=1",
                    "optimizeTopicConcentration=false"),
                null)
            .run();
    double beta = 0.01;
    long[] frequencies = loop.facts.termFrequencies();
    double[][] lambda = loop.lambda();
    for (int w = 0; w < lambda.length; w++) {
      assertThat(lambda[w][0]).isCloseTo(frequencies[w] + beta, within(1e-2));
    }
    assertThat(loop.alpha()).hasSize(1);
    assertThat(loop.alpha()[0]).isPositive().isFinite();
  }

  /** Three documents; of tokens' topics there are 2^6 possibilities. */
  private static final int[][] DOCUMENTS = {{0, 0, 1}, {1, 1}, {0}};

  private static final double BETA = 0.6;
  private static final int SWEEPS = 60_000;
  private static final int PRIOR_DRAWS = 40_000;

  /**
   * p(both topics are in use | words), r, γ and c integrated out by draws from their prior, Φ and θ
   * in closed form, by enumeration of all topics of all tokens.
   *
   * @param lengths whether lengths say of Σr what they do in a Gamma-Poisson model whose documents
   *     have rates of their own: p(N) = ∫ NB(N; Σr, p) dp
   */
  private static double bothInUse(boolean lengths) {
    RandomStream random = Streams.of(5, Purpose.TEST, 0, 0);
    double[] joint = new double[1 << 6];
    for (int i = 0; i < PRIOR_DRAWS; i++) {
      double mass = GammaHyperparameters.within(Draws.gamma(random, 1));
      double decay = GammaHyperparameters.within(Draws.gamma(random, 1));
      double[] r = new double[2];
      for (int k = 0; k < 2; k++) {
        r[k] = Math.max(HdpState.LEAST, Draws.gamma(random, mass / 2) / decay);
      }
      double sum = r[0] + r[1];
      double weight = 1;
      for (int[] document : DOCUMENTS) {
        int n = document.length;
        weight *= lengths ? sum / ((sum + n) * (sum + n + 1)) : 1;
      }
      for (int z = 0; z < joint.length; z++) {
        joint[z] += weight * documents(z, r);
      }
    }
    double both = 0;
    double all = 0;
    for (int z = 0; z < joint.length; z++) {
      double p = joint[z] * words(z);
      all += p;
      both += z == 0 || z == joint.length - 1 ? 0 : p;
    }
    return both / all;
  }

  /** p(z | r). */
  private static double documents(int z, double[] r) {
    double p = 1;
    int token = 0;
    for (int[] document : DOCUMENTS) {
      double[] n = new double[2];
      for (int i = 0; i < document.length; i++) {
        int k = z >> token++ & 1;
        p *= (r[k] + n[k]) / (r[0] + r[1] + i);
        n[k]++;
      }
    }
    return p;
  }

  /** p(w | z). */
  private static double words(int z) {
    double[][] n = new double[2][2];
    double log = 0;
    int token = 0;
    for (int[] document : DOCUMENTS) {
      for (int w : document) {
        n[z >> token++ & 1][w]++;
      }
    }
    for (double[] topic : n) {
      log -= Special.lgamma(2 * BETA + topic[0] + topic[1]);
      log += Special.lgamma(BETA + topic[0]) + Special.lgamma(BETA + topic[1]);
    }
    return Math.exp(log);
  }

  private static List<Document> corpus() {
    return List.of(
        new Document("a", new int[] {0, 1}, new int[] {2, 1}),
        new Document("b", new int[] {1}, new int[] {2}),
        new Document("c", new int[] {0}, new int[] {1}));
  }

  /**
   * The share of sweeps that leave both topics in use is the enumerated one, within five standard
   * errors by batch means and one of the enumeration's own; and under the other likelihood of
   * lengths it would not be.
   */
  @ParameterizedTest
  @CsvSource({"hdp", "gammapoisson"})
  void sweepsAgreeWithTheEnumeratedPosterior(String model) {
    boolean lengths = model.equals("gammapoisson");
    Map<String, String> given =
        given(
            "k=2",
            "start=random",
            "burnIn=0",
            "samples=" + SWEEPS,
            "phiThreshold=0",
            "localSweeps=1",
            "hyperparameterInterval=1",
            "topicConcentration=" + BETA);
    if (lengths) {
      given.put("rates", "document");
    }
    ModelFamily family = lengths ? new GammaPoissonFamily() : new HdpFamily();
    PureLoop loop = new PureLoop(family, "gibbs", corpus(), 2, given, null);
    double[] batches = new double[100];
    for (int i = 0; i < SWEEPS; i++) {
      loop.step();
      double[] totals = loop.state.globals().vector("topicTotals");
      boolean both = totals[0] > 0 && totals[1] > 0;
      batches[i * batches.length / SWEEPS] += both ? 1.0 * batches.length / SWEEPS : 0;
    }
    double mean = Arrays.stream(batches).average().orElseThrow();
    double squares = Arrays.stream(batches).map(b -> (b - mean) * (b - mean)).sum();
    double error = Math.sqrt(squares / (batches.length - 1) / batches.length);
    double expected = bothInUse(lengths);
    System.out.println(
        model
            + " "
            + mean
            + " ± "
            + error
            + ", enumerated "
            + expected
            + ", other "
            + bothInUse(!lengths));
    assertThat(mean).isCloseTo(expected, within(5 * error + 0.002));
    assertThat(Math.abs(mean - bothInUse(!lengths))).isGreaterThan(5 * error + 0.002);
  }

  /** What a merged model has stands among its parameters, which are 1e-6 at least. */
  @Test
  void mergedWeightsMayBeGivenAsParameters() {
    Globals globals = HdpState.own(new double[] {HdpState.LEAST, HdpState.LEAST, 0.5});
    Globals merged =
        new HdpFamily().merged(globals, r -> new double[] {r[0] + r[1], r[2]}).orElseThrow();
    assertThat(merged.vector(HdpState.DOC_CONCENTRATION)).containsExactly(1e-6, 0.5);
    assertThat(HdpState.figures(merged)).isEmpty();
  }
}
