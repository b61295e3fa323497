package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.spark.LocalSpark;

class CompareTest {
  @TempDir static Path folder;
  private static TrainedModel made;

  @BeforeAll
  static void train() {
    made = TrainedModel.in(folder);
    Command worse =
        Command.run(
            "train",
            "--corpus",
            made.path("train"),
            "--output",
            made.path("one"),
            "-p",
            "k=1",
            "-p",
            "passes=3");
    assertThat(worse.code()).as(worse.err()).isZero();
  }

  private static Command compare(String models, String output, String... more) {
    List<String> all =
        new ArrayList<>(List.of("compare", "--models", models, "--output", made.path(output)));
    all.addAll(Arrays.asList(more));
    if (!all.contains("--corpus")) {
      all.addAll(List.of("--corpus", made.path("test")));
    }
    return Command.run(all.toArray(String[]::new));
  }

  private static JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(new File(made.path(file)));
  }

  @Test
  void theBetterModelIsFoundAndTheTableAddsUp() throws IOException {
    String both = made.path("model") + "," + made.path("one");
    Command run = compare(both, "two", "--estimator", "left-to-right", "--particles", "5");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().lines().toList()).hasSize(3);
    assertThat(run.out()).contains("A is better", "left-to-right  perplexity");
    JsonNode r = json("two/compare.json");
    double difference = r.path("logPerplexityDifference").asDouble();
    assertThat(difference)
        .isNegative()
        .isCloseTo(
            Math.log(r.path("perplexityA").asDouble() / r.path("perplexityB").asDouble()),
            within(1e-6));
    assertThat(r.path("high95").asDouble()).isNegative().isGreaterThan(difference);
    assertThat(r.path("low95").asDouble()).isLessThan(difference);
    assertThat(r.path("monteCarloStandardError").asDouble()).isPositive();
    assertThat(r.path("settings").path("particles").asInt()).isEqualTo(5);
    assertThat(r.path("documents").asLong()).isEqualTo(41);

    Row sums =
        LocalSpark.session()
            .read()
            .parquet(made.path("two/" + r.path("data").asText() + "/documents"))
            .selectExpr("sum(difference)", "sum(tokens)", "count(*)", "count_if(difference < 0)")
            .first();
    assertThat(sums.getLong(1)).isEqualTo(r.path("tokens").asLong());
    assertThat(sums.getDouble(0) / sums.getLong(1)).isCloseTo(difference, within(1e-5));
    assertThat(sums.getLong(2)).isEqualTo(41);
    assertThat(sums.getLong(3)).isEqualTo(r.path("documentsBetterByA").asLong());

    // The same figures as perplexity gives for either model.
    for (String model : List.of("model", "one")) {
      Command alone =
          Command.run(
              "perplexity",
              "--model",
              made.path(model),
              "--corpus",
              made.path("test"),
              "--estimator",
              "left-to-right",
              "--particles",
              "5",
              "--output",
              made.path("alone-" + model));
      assertThat(alone.code()).as(alone.err()).isZero();
      assertThat(json("alone-" + model + "/perplexity.json").at("/estimates/0/perplexity"))
          .isEqualTo(r.path(model.equals("model") ? "perplexityA" : "perplexityB"));
    }
  }

  private static void sampled(String output, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("train", "--inference", "gibbs", "--corpus", made.path("train"), "--output"));
    all.addAll(List.of(made.path(output), "-p", "burnIn=1", "-p", "samples=3", "-p", "k=2"));
    all.addAll(List.of("-p", "start=random"));
    all.addAll(List.of(more));
    Command run = Command.run(all.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
  }

  private static void alone(String model, String topics, JsonNode compared, String name)
      throws IOException {
    Command run =
        Command.run(
            "perplexity",
            "--model",
            made.path(model),
            "--corpus",
            made.path("test"),
            "--topics",
            topics,
            "--output",
            made.path("alone-" + topics));
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode estimate = json("alone-" + topics + "/perplexity.json").at("/estimates/0");
    assertThat(estimate.path("perplexity")).isEqualTo(compared.path("perplexity" + name));
    assertThat(estimate.path("standardError")).isEqualTo(compared.path("standardError" + name));
  }

  @Test
  void modelsAreComparedUnderTheirSamplesAsPerplexityTakesThem() throws IOException {
    sampled("kept", "-p", "keepSamples=2");
    sampled("other-kept", "-p", "keepSamples=3", "-p", "seed=2");
    String both = made.path("kept") + "," + made.path("other-kept");
    Command run = compare(both, "samples", "--topics", "samples");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode r = json("samples/compare.json");
    assertThat(r.path("topics").asText()).isEqualTo("samples");
    assertThat(r.path("samplesA").asInt()).isEqualTo(2);
    assertThat(r.path("samplesB").asInt()).isEqualTo(3);
    assertThat(r.path("documents").asLong()).isEqualTo(41);
    assertThat(r.path("standardError").asDouble()).isPositive();
    assertThat(
            new File(made.path("samples/" + r.path("data").asText()))
                .list((f, n) -> !n.startsWith(".")))
        .containsOnly("documents");
    assertThat(compare(both, "draws", "--topics", "draws").code()).isZero();
    JsonNode draws = json("draws/compare.json");
    assertThat(draws.path("perplexityA")).isNotEqualTo(r.path("perplexityA"));
    // The same figures as perplexity gives, from joined rows.
    alone("kept", "samples", r, "A");
    alone("other-kept", "draws", draws, "B");
    String mixed = made.path("kept") + "," + made.path("model");
    Command without = compare(mixed, "mixed", "--topics", "samples");
    assertThat(without.code()).isEqualTo(2);
    assertThat(without.err()).contains(made.path("model"), "has no samples");
    assertThat(compare(both, "mean", "--topics", "mean").code()).isEqualTo(2);
  }

  @Test
  void aModelIsNotBetterThanItself() throws IOException {
    String same = made.path("model") + "," + made.path("model");
    Command run = compare(same, "same");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("undecided");
    JsonNode r = json("same/compare.json");
    assertThat(r.path("logPerplexityDifference").asDouble()).isZero();
    assertThat(r.path("standardError").asDouble()).isZero();
    assertThat(r.path("unscorableDocuments").asLong()).isPositive();
  }

  @Test
  void badInputsAreSentencesWithTheirExitCodes() throws IOException {
    String both = made.path("model") + "," + made.path("one");
    assertThat(compare(made.path("model"), "bad").code()).isEqualTo(2);
    Command bound = compare(both, "bad", "--estimator", "bound");
    assertThat(bound.code()).isEqualTo(2);
    assertThat(bound.err()).contains("any but a bound");
    assertThat(compare(both, "bad", "--particles", "1").code()).isEqualTo(2);
    assertThat(compare(both, "bad", "--chains", "3").code()).isEqualTo(2);
    assertThat(new File(made.path("bad"))).doesNotExist();

    Command trained =
        Command.run(
            "train", "--corpus", made.path("foreign"), "--output", made.path("other"), "-p", "k=1");
    assertThat(trained.code()).as(trained.err()).isZero();
    Command foreign = compare(made.path("model") + "," + made.path("other"), "bad1");
    assertThat(foreign.code()).isEqualTo(5);
    assertThat(foreign.err()).contains("their vocabularies differ");
    assertThat(compare(both, "bad2", "--corpus", made.path("foreign")).code()).isEqualTo(5);
    assertThat(compare(both, "bad3", "--corpus", made.path("nothing")).code()).isEqualTo(3);
    made.corpus("short", "1 1 1\n3 2 1\n", "vocabulary.txt");
    Command nothing = compare(both, "bad4", "--corpus", made.path("short"));
    assertThat(nothing.code()).isEqualTo(3);
    assertThat(nothing.err()).contains("2 are too short");
    assertThat(new File(made.path("bad4")).list()).containsOnly("run.json");
  }
}
