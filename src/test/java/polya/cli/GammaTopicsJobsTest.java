package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polya.corpus.Document;
import polya.heldout.Estimate;
import polya.heldout.Estimator;
import polya.heldout.HeldOut;
import polya.heldout.completion.DocumentCompletion;
import polya.heldout.error.Bootstrap;
import polya.heldout.marginal.Bound;
import polya.heldout.marginal.CountLikelihood;
import polya.heldout.marginal.LengthConditioned;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.infer.PureLoop;
import polya.mixing.GammaDocuments;
import polya.models.gammapoisson.GammaPoissonFamily;
import polya.spark.LocalSpark;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelDigest;

/**
 * All commands on a model with gamma topics by SVI, against the same model trained and evaluated
 * without Spark, files or commands: its bits, and what follows from them by definition.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GammaTopicsJobsTest {
  private static final int TERMS = 12;
  private static final Map<String, String> PARAMETERS =
      Map.of(
          "k",
          "2",
          "passes",
          "4",
          "topics",
          "gamma",
          "rates",
          "topic",
          "variational",
          "vb",
          "shape",
          "0.4",
          "optimizeShape",
          "false");

  @TempDir static Path folder;
  private TrainedModel made;
  private List<Document> test;
  private Posterior pure;
  private double[] a;
  private double[] b;
  private double[][] phi;

  @BeforeAll
  void train() throws IOException {
    made = TrainedModel.corpora(folder);
    List<String> command = new ArrayList<>(List.of("train", "--model", "gammapoisson"));
    command.addAll(List.of("--inference", "svi", "--corpus", made.path("train")));
    command.addAll(List.of("--output", made.path("gamma")));
    PARAMETERS.forEach((name, value) -> command.addAll(List.of("-p", name + "=" + value)));
    done(command.toArray(String[]::new));
    GammaPoissonFamily family = new GammaPoissonFamily();
    PureLoop loop = new PureLoop(family, "svi", documents("train"), TERMS, PARAMETERS, null).run();
    ModelState parameters = loop.inference.parameters(loop.state);
    assertThat(json("gamma/model.json").path("digest").asText())
        .as("the saved model is the one trained here")
        .isEqualTo(ModelDigest.of(parameters, 2));
    pure = family.posterior(parameters);
    a = new double[] {0.4, 0.4};
    b = parameters.globals().vector("rate");
    assertThat(b[0]).isNotEqualTo(b[1]);
    double[][] lambda = loop.lambda();
    phi = new double[TERMS][2];
    for (int k = 0; k < 2; k++) {
      int topic = k;
      double sum = Arrays.stream(lambda).mapToDouble(row -> row[topic]).sum();
      for (int w = 0; w < TERMS; w++) {
        phi[w][k] = lambda[w][k] / sum;
      }
    }
    test = documents("test");
  }

  private static Command done(String... arguments) {
    Command run = Command.run(arguments);
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private List<Document> documents(String corpus) {
    return CorpusStore.open(LocalSpark.session(), made.path(corpus)).documentRdd().collect();
  }

  private JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(Files.readString(folder.resolve(file)));
  }

  private List<Row> rows(String output, String manifest, String table) throws IOException {
    String data = json(output + "/" + manifest).path("data").asText();
    return LocalSpark.session()
        .read()
        .parquet(made.path(output + "/" + data + "/" + table))
        .collectAsList();
  }

  /**
   * E θ_k = (a_k + n_k)/(1 + b_k), n_k = Σ_w c_w θ_k φ_wk / Σ_j θ_j φ_wj, θ ∝ a + n, to the end.
   */
  private double[] intensities(Document document) {
    double[] n = {1, 1};
    for (int sweep = 0; sweep < 5000; sweep++) {
      double[] next = new double[2];
      for (int i = 0; i < document.terms().length; i++) {
        double[] row = phi[document.terms()[i]];
        double first = (a[0] + n[0]) * row[0];
        double share = first / (first + (a[1] + n[1]) * row[1]);
        next[0] += document.counts()[i] * share;
        next[1] += document.counts()[i] * (1 - share);
      }
      n = next;
    }
    return new double[] {(a[0] + n[0]) / (1 + b[0]), (a[1] + n[1]) / (1 + b[1])};
  }

  @Test
  void transformGivesTheIntensitiesOfTheDefinition() throws IOException {
    done(
        "transform",
        "--model",
        made.path("gamma"),
        "--corpus",
        made.path("test"),
        "--output",
        made.path("mixtures"));
    Map<String, Row> rows = new HashMap<>();
    rows("mixtures", "transform.json", "mixtures").forEach(r -> rows.put(r.getString(0), r));
    assertThat(rows).hasSize(test.size());
    for (Document document : test) {
      Row row = rows.get(document.id());
      double[] expected = intensities(document);
      double intensity = row.getAs("intensity");
      assertThat(intensity).isCloseTo(expected[0] + expected[1], within(1e-3 * intensity));
      List<Float> mixture = row.getList(row.fieldIndex("mixture"));
      for (int k = 0; k < 2; k++) {
        assertThat(mixture.get(k) * intensity).isCloseTo(expected[k], within(1e-3 * intensity));
      }
    }
  }

  @Test
  void topicsHaveTheWeightsAndIntensitiesOfTheModel() throws IOException {
    Command run = done("topics", "--model", made.path("gamma"), "--json", "--terms", "12");
    JsonNode topics = new ObjectMapper().readTree(run.out()).path("topics");
    assertThat(topics).hasSize(2);
    List<String> vocabulary = Files.readAllLines(folder.resolve("vocabulary.txt"));
    for (int k = 0; k < 2; k++) {
      JsonNode topic = topics.get(k);
      assertThat(topic.path("intensity").asDouble()).isCloseTo(a[k] / b[k], within(1e-9));
      assertThat(topic.path("terms")).hasSize(TERMS);
      for (JsonNode term : topic.path("terms")) {
        double expected = phi[vocabulary.indexOf(term.path("term").asText())][k];
        assertThat(term.path("probability").asDouble()).isCloseTo(expected, within(1e-6));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"completion, conditioned", "bound, conditioned", "bound, counts"})
  void perplexityIsThatOfTheModelWithoutCommands(String name, String likelihood)
      throws IOException {
    String output = name + "-" + likelihood;
    done(
        "perplexity",
        "--model",
        made.path("gamma"),
        "--corpus",
        made.path("test"),
        "--estimator",
        name,
        "--likelihood",
        likelihood,
        "--output",
        made.path(output));
    Estimator words = name.equals("bound") ? new Bound() : new DocumentCompletion(1);
    Estimator estimator =
        likelihood.equals("counts") ? new CountLikelihood(words) : LengthConditioned.of(words);
    Estimator.Scorer scorer = estimator.open(pure.topics(), GammaDocuments.of(a, b));
    Bootstrap sums = new Bootstrap(1);
    for (Document document : test) {
      Estimate estimate = scorer.estimate(HeldOut.of(document, 0));
      if (estimate.scored()) {
        sums.add(document.key(), estimate);
      }
    }
    JsonNode written = json(output + "/perplexity.json").path("estimates").get(0);
    assertThat(written.path("perplexity").asDouble()).isEqualTo(sums.perplexity());
    assertThat(written.path("standardError").asDouble()).isEqualTo(sums.standardError());
    assertThat(written.path("tokens").asLong()).isEqualTo(sums.tokens());
  }

  @Test
  void recommendedAreTheUnseenTermsOfHighestExpectedCount() throws IOException {
    done(
        "recommend",
        "--model",
        made.path("gamma"),
        "--corpus",
        made.path("test"),
        "--top",
        "3",
        "--output",
        made.path("lists"));
    List<String> vocabulary = Files.readAllLines(folder.resolve("vocabulary.txt"));
    Map<String, List<Row>> lists = new HashMap<>();
    for (Row row : rows("lists", "recommend.json", "recommendations")) {
      lists.computeIfAbsent(row.getAs("id"), id -> new ArrayList<>()).add(row);
    }
    assertThat(lists).hasSize(test.size());
    for (Document document : test) {
      double[] theta = intensities(document);
      double[] scores = new double[TERMS];
      Arrays.setAll(scores, w -> theta[0] * phi[w][0] + theta[1] * phi[w][1]);
      List<Integer> unseen =
          IntStream.range(0, TERMS)
              .filter(w -> Arrays.stream(document.terms()).noneMatch(seen -> seen == w))
              .boxed()
              .sorted((v, w) -> Double.compare(scores[w], scores[v]))
              .toList();
      List<Row> list = lists.get(document.id());
      assertThat(list).hasSize(Math.min(3, unseen.size()));
      for (Row row : list) {
        int w = vocabulary.indexOf(row.<String>getAs("term"));
        assertThat(unseen).contains(w);
        double score = row.<Float>getAs("score");
        assertThat(score).isCloseTo(scores[w], within(2e-3 * score));
        double ofRank = scores[unseen.get(row.<Integer>getAs("rank") - 1)];
        assertThat(score).isCloseTo(ofRank, within(2e-3 * score));
      }
    }
  }
}
