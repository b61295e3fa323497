package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.calibration.TopicQuantities;
import polya.corpus.Document;
import polya.infer.ModelState;
import polya.math.Special;
import polya.spark.LocalSpark;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelStore;

/**
 * From training to the likelihood of counts averaged over kept samples, through the jobs, against
 * what the same samples say when their tables are taken as numbers and nothing is estimated.
 */
class GammaPoissonSamplesTest {
  private static final int SAMPLES = 3;

  @TempDir static Path folder;
  private static TrainedModel made;

  @TempDir private Path scratch;

  @BeforeAll
  static void make() {
    made = TrainedModel.in(folder);
    // Document 3 and 5 are empty.
    made.corpus("gaps", "1 1 3\n1 2 3\n2 8 4\n4 1 1\n6 2 1\n6 3 2\n6 9 5\n", "vocabulary.txt");
  }

  private static void done(String... arguments) {
    Command run = Command.run(arguments);
    assertThat(run.code()).as(run.err()).isZero();
  }

  /** log p(x) by document, averaged over samples, and the same exactly. */
  private void isTheMeanOverSamples(String rates) throws IOException {
    String model = scratch.resolve("model").toString();
    String[] train = {"train", "--model", "gammapoisson", "--inference", "gibbs"};
    String[] parameters = {
      "k=2", "burnIn=2", "samples=3", "start=random", "keepSamples=" + SAMPLES
    };
    List<String> all = Arrays.stream(train).collect(Collectors.toList());
    all.addAll(List.of("--corpus", made.path("train"), "--output", model, "-p", "rates=" + rates));
    Arrays.stream(parameters).forEach(p -> all.addAll(List.of("-p", p)));
    all.addAll(List.of("-p", "hyperparameterInterval=1"));
    done(all.toArray(String[]::new));
    String output = scratch.resolve("counts").toString();
    String[] perplexity = {
      "perplexity",
      "--model",
      model,
      "--corpus",
      made.path("gaps"),
      "--likelihood",
      "counts",
      "--topics",
      "samples",
      "--estimator",
      "left-to-right",
      "--particles",
      "1000",
      "--document-rows",
      "--output",
      output
    };
    done(perplexity);

    JsonNode result =
        new ObjectMapper().readTree(Files.readString(Path.of(output, "perplexity.json")));
    assertThat(result.path("samples").asInt()).isEqualTo(SAMPLES);
    Map<String, Double> exact = exact(ModelStore.open(LocalSpark.session(), model), rates);
    assertThat(exact).hasSize(6);
    List<Row> rows =
        LocalSpark.session()
            .read()
            .parquet(output + "/" + result.path("data").asText() + "/documents")
            .collectAsList();
    assertThat(rows).hasSize(6);
    for (Row row : rows) {
      double log = row.getDouble(row.fieldIndex("logProbability"));
      double truth = exact.get(row.getString(row.fieldIndex("id")));
      boolean empty = row.getLong(row.fieldIndex("tokens")) == 0;
      assertThat(row.<String>getAs("likelihood")).isEqualTo("counts");
      // A thousand particles leave less than a hundredth on eight tokens.
      assertThat(log).as(row.toString()).isCloseTo(truth, within(empty ? 1e-9 : 0.03));
    }
    double sum = exact.values().stream().mapToDouble(x -> x).sum();
    JsonNode estimate = result.at("/estimates/0");
    assertThat(estimate.path("estimator").asText()).isEqualTo("left-to-right");
    assertThat(estimate.path("tokens").asLong()).isEqualTo(19);
    assertThat(estimate.path("emptyDocuments").asLong()).isEqualTo(2);
    assertThat(Math.log(estimate.path("perplexity").asDouble())).isCloseTo(-sum / 19, within(0.01));
  }

  private static Map<String, Double> exact(ModelStore model, String rates) {
    assertThat(model.samples()).isEqualTo(SAMPLES);
    List<ModelState> samples = IntStream.range(0, SAMPLES).mapToObj(model::sample).toList();
    assertThat(samples.get(0).globals().vector("shape"))
        .isNotEqualTo(samples.get(1).globals().vector("shape"));
    return CorpusStore.open(LocalSpark.session(), made.path("gaps"))
        .documentRdd()
        .collect()
        .stream()
        .collect(
            Collectors.toMap(
                Document::id,
                d ->
                    Math.log(
                        samples.stream()
                            .mapToDouble(s -> Math.exp(logProbability(s, d, rates)))
                            .average()
                            .orElseThrow())));
  }

  /** log p(x | φ, a, b): Γ(a_0 + N)/Γ(a_0) Π 1/x! times what rates make of it, times p(w). */
  private static double logProbability(ModelState sample, Document document, String rates) {
    double[] a = sample.globals().vector("shape");
    double[] b = sample.globals().vector("rate");
    boolean ofDocument = rates.equals("document");
    double[][] phi = new double[2][sample.terms()];
    double[] all = new double[2];
    for (int w = 0; w < sample.terms(); w++) {
      for (int k = 0; k < 2; k++) {
        phi[k][w] = sample.topics().row(w)[k];
        all[k] += phi[k][w];
      }
    }
    double log = 0;
    for (int k = 0; k < 2; k++) {
      double scale = all[k] * (ofDocument ? 1 : 1 + b[k]);
      for (int w = 0; w < phi[k].length; w++) {
        phi[k][w] /= scale;
      }
      log += ofDocument ? 0 : a[k] * Math.log(b[k] / (1 + b[k]));
    }
    double shapes = a[0] + a[1];
    long n = document.tokens();
    for (int i = 0; i < n; i++) {
      log += Math.log(shapes + i);
    }
    for (int count : document.counts()) {
      log -= Special.lgamma(count + 1.0);
    }
    if (ofDocument) {
      // ∫ q^n (1 − q)^a_0 dq = B(1 + n, 1 + a_0).
      log -= Math.log(1 + shapes);
      for (int i = 0; i < n; i++) {
        log += Math.log(1 + i) - Math.log(2 + shapes + i);
      }
    }
    return log + TopicQuantities.logProbability(phi, a, document);
  }

  @Test
  void theLikelihoodOfCountsIsThatOfTheSamples() throws IOException {
    isTheMeanOverSamples("topic");
  }

  @Test
  void ratesOfDocumentsAreIntegratedOutOfEverySample() throws IOException {
    isTheMeanOverSamples("document");
    String model = scratch.resolve("model").toString();
    String output = scratch.resolve("mixtures").toString();
    done("transform", "--model", model, "--corpus", made.path("gaps"), "--output", output);
    double a =
        Arrays.stream(ModelStore.open(LocalSpark.session(), model).posterior().documents().alpha())
            .sum();
    JsonNode result =
        new ObjectMapper().readTree(Files.readString(Path.of(output, "transform.json")));
    List<Row> rows =
        LocalSpark.session()
            .read()
            .parquet(output + "/" + result.path("data").asText() + "/mixtures")
            .collectAsList();
    assertThat(rows).hasSize(6);
    for (Row row : rows) {
      long n = row.getLong(row.fieldIndex("tokens"));
      assertThat(row.getDouble(row.fieldIndex("intensity")))
          .isCloseTo((a + n) * (1 + n) / (2 + a + n), within(1e-9));
    }
  }
}
