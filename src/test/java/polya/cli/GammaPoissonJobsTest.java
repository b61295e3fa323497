package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.spark.LocalSpark;

/** What commands make of a Gamma-Poisson model alone. */
class GammaPoissonJobsTest {
  @TempDir static Path folder;
  private static TrainedModel made;

  @TempDir private Path scratch;

  @BeforeAll
  static void make() {
    LocalSpark.session();
    made = TrainedModel.in(folder);
  }

  private String path(String name) {
    return scratch.resolve(name).toString();
  }

  private Command train(String output, String... more) {
    List<String> given =
        List.of(
            "train",
            "--model",
            "gammapoisson",
            "--inference",
            "svi",
            "--corpus",
            made.path("train"),
            "--output",
            path(output),
            "-p",
            "k=2",
            "-p",
            "passes=3");
    List<String> all = new java.util.ArrayList<>(given);
    all.addAll(List.of(more));
    return Command.run(all.toArray(String[]::new));
  }

  private JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(Files.readString(scratch.resolve(file)));
  }

  private double perplexity(String model) throws IOException {
    Command run =
        Command.run(
            "perplexity",
            "--model",
            model,
            "--corpus",
            made.path("test"),
            "--output",
            path("perplexity"),
            "--overwrite");
    assertThat(run.code()).as(run.err()).isZero();
    return Double.parseDouble(run.out().replaceAll("(?s).*perplexity (\\S+) ±.*", "$1"));
  }

  @Test
  void withACommonRateItsPerplexityIsThatOfLda() throws IOException {
    Command run = train("model", "--held-out", made.path("test"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("gammapoisson · svi  k 2");
    assertThat(run.err()).contains("held-out");
    assertThat(json("model/model.json").path("model").asText()).isEqualTo("gammapoisson");
    assertThat(perplexity(path("model"))).isEqualTo(perplexity(made.path("model")));
  }

  @Test
  void theLikelihoodOfCountsScoresEmptyDocumentsAndWantsIntensities() throws IOException {
    assertThat(train("model", "-p", "rates=topic").code()).isZero();
    made.corpus("holes", "1 1 3\n1 2 3\n2 8 4\n4 1 1\n", "vocabulary.txt");
    Command run = counts(path("model"), "left-to-right,bound");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("left-to-right (counts, lengths included)  perplexity");
    JsonNode result = json("counts/perplexity.json");
    for (JsonNode e : result.path("estimates")) {
      assertThat(e.path("likelihood").asText()).isEqualTo("counts");
      assertThat(e.path("scoredDocuments").asLong()).isEqualTo(4);
      assertThat(e.path("emptyDocuments").asLong()).isEqualTo(1);
      assertThat(e.path("unscorableDocuments").asLong()).isZero();
      assertThat(e.path("tokens").asLong()).isEqualTo(11);
    }
    String rows = path("counts/" + result.path("data").asText() + "/documents");
    Row empty =
        LocalSpark.session()
            .read()
            .parquet(rows)
            .where("tokens = 0 and logProbability < 0 and likelihood = 'counts'")
            .groupBy()
            .count()
            .first();
    assertThat(empty.getLong(0)).isEqualTo(2);

    Command lda = counts(made.path("model"), "bound");
    assertThat(lda.code()).isEqualTo(2);
    assertThat(lda.err()).contains("its family is lda", "gammapoisson does");
    assertThat(counts(path("model"), "completion").code()).isEqualTo(2);
    Command compared =
        Command.run(
            "compare",
            "--models",
            path("model") + "," + made.path("model"),
            "--corpus",
            made.path("holes"),
            "--estimator",
            "chib",
            "--likelihood",
            "counts",
            "--output",
            path("compare"));
    assertThat(compared.code()).isEqualTo(2);
    assertThat(compared.err()).contains("its family is lda");
  }

  private Command counts(String model, String estimators) {
    return Command.run(
        "perplexity",
        "--model",
        model,
        "--corpus",
        made.path("holes"),
        "--estimator",
        estimators,
        "--likelihood",
        "counts",
        "--document-rows",
        "--output",
        path("counts"),
        "--overwrite");
  }

  @Test
  void transformGivesProportionsAndIntensities() throws IOException {
    assertThat(train("model", "-p", "shape=0.5", "-p", "optimizeShape=false").code()).isZero();
    Command run =
        Command.run(
            "transform",
            "--model",
            path("model"),
            "--corpus",
            made.path("test"),
            "--output",
            path("mixtures"));
    assertThat(run.code()).as(run.err()).isZero();
    String data = json("mixtures/transform.json").path("data").asText();
    Dataset<Row> rows = LocalSpark.session().read().parquet(path("mixtures/" + data + "/mixtures"));
    JsonNode corpus =
        new ObjectMapper().readTree(Files.readString(folder.resolve("train/corpus.json")));
    assertThat(corpus.isObject()).isTrue();
    double rate = rate(path("model"));
    for (Row row : rows.collectAsList()) {
      double expected = (2 * 0.5 + row.getLong(row.fieldIndex("tokens"))) / (1 + rate);
      assertThat(row.getDouble(row.fieldIndex("intensity"))).isCloseTo(expected, within(1e-9));
      double sum = 0;
      for (Object share : row.getList(row.fieldIndex("mixture"))) {
        sum += (Float) share;
      }
      assertThat(sum).isCloseTo(1, within(1e-5));
    }
  }

  private static double rate(String model) throws IOException {
    JsonNode manifest = new ObjectMapper().readTree(Files.readString(Path.of(model, "model.json")));
    String data = manifest.path("data").asText();
    Row row =
        LocalSpark.session()
            .read()
            .parquet(model + "/" + data + "/globals")
            .where("name = 'rate'")
            .first();
    List<Double> values = row.getList(row.fieldIndex("values"));
    assertThat(values.get(0)).isEqualTo(values.get(1));
    return values.get(0);
  }

  @Test
  void topicsTellTheirIntensities() throws IOException {
    assertThat(train("model", "-p", "rates=topic").code()).isZero();
    Command run = Command.run("topics", "--model", path("model"), "--json");
    JsonNode topics = new ObjectMapper().readTree(run.out()).path("topics");
    assertThat(topics).hasSize(2);
    for (JsonNode topic : topics) {
      assertThat(topic.path("intensity").asDouble()).isPositive();
    }
  }

  @Test
  void aSampledModelHasIntensitiesToo() throws IOException {
    String[] sampled = {
      "train", "--model", "gammapoisson", "--inference", "gibbs", "--corpus", made.path("train")
    };
    List<String> given = new java.util.ArrayList<>(List.of(sampled));
    given.addAll(List.of("--output", path("model"), "-p", "k=2", "-p", "burnIn=4"));
    given.addAll(List.of("-p", "samples=3"));
    Command run = Command.run(given.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    Command topics = Command.run("topics", "--model", path("model"), "--json");
    for (JsonNode topic : new ObjectMapper().readTree(topics.out()).path("topics")) {
      assertThat(topic.path("intensity").asDouble()).isPositive();
    }
    assertThat(rate(path("model"))).isPositive();
  }

  @Test
  void itsLengthsCannotBeDispersed() {
    Command refused =
        Command.run(
            "simulate",
            "--model",
            "gammapoisson",
            "--documents",
            "6",
            "--terms",
            "4",
            "-p",
            "k=2",
            "--length-dispersion",
            "1",
            "--output",
            path("other"));
    assertThat(refused.code()).isEqualTo(2);
  }
}
