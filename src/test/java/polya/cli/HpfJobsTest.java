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
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.spark.LocalSpark;

/** What commands make of hierarchical Poisson factorization alone. */
class HpfJobsTest {
  @TempDir static Path folder;
  private static TrainedModel made;

  @BeforeAll
  static void make() {
    LocalSpark.session();
    made = TrainedModel.in(folder);
    // Under seed 1 mean-field of any kind ends in a lesser optimum here.
    Command run = train("hierarchy", "passes=8", "seed=2");
    assertThat(run.code()).as(run.err()).isZero();
  }

  private static Command train(String output, String... parameters) {
    List<String> all = new ArrayList<>(List.of("train", "--model", "hpf", "-p", "k=2"));
    all.addAll(List.of("--corpus", made.path("train"), "--output", made.path(output)));
    for (String parameter : parameters) {
      all.addAll(
          parameter.startsWith("--") ? List.of(parameter.split(" ")) : List.of("-p", parameter));
    }
    return Command.run(all.toArray(String[]::new));
  }

  private static Command onTest(String command, String output, String... more) {
    List<String> all = new ArrayList<>(List.of(command, "--model", made.path("hierarchy")));
    all.addAll(List.of("--corpus", made.path("test"), "--output", made.path(output)));
    all.addAll(Arrays.asList(more));
    return Command.run(all.toArray(String[]::new));
  }

  private static List<Row> rows(String output, String manifest, String table) throws IOException {
    Path file = folder.resolve(output).resolve(manifest);
    String data = new ObjectMapper().readTree(Files.readString(file)).path("data").asText();
    return LocalSpark.session()
        .read()
        .parquet(made.path(output) + "/" + data + "/" + table)
        .collectAsList();
  }

  @Test
  void transformExpectsNearlyAllTokensOfDocumentsAgainAndLessOfShortOnes() throws IOException {
    Command run = onTest("transform", "mixtures");
    assertThat(run.code()).as(run.err()).isZero();
    int documents = 0;
    for (Row row : rows("mixtures", "transform.json", "mixtures")) {
      double tokens = row.getLong(row.fieldIndex("tokens"));
      double intensity = row.getDouble(row.fieldIndex("intensity"));
      // Shapes add 2 · 0.3; rates shrink the sum by less than its third.
      assertThat(intensity).isBetween(0.66 * tokens, tokens + 0.6);
      documents++;
    }
    assertThat(documents).isGreaterThan(30);
  }

  @Test
  void itPredictsAsLdaDoes() {
    Command lda =
        Command.run(
            "perplexity",
            "--model",
            made.path("model"),
            "--corpus",
            made.path("test"),
            "--output",
            made.path("perplexity"),
            "--overwrite");
    Command own = onTest("perplexity", "own", "--overwrite");
    assertThat(own.code()).as(own.err()).isZero();
    // Both know the two groups of terms.
    assertThat(perplexity(own)).isCloseTo(perplexity(lda), within(0.1 * perplexity(lda)));
  }

  private static double perplexity(Command run) {
    return Double.parseDouble(run.out().replaceAll("(?s).*perplexity (\\S+) ±.*", "$1"));
  }

  @Test
  void theLikelihoodOfCountsIsRefused() {
    Command run = onTest("perplexity", "counts", "--estimator", "bound", "--likelihood", "counts");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("its documents have activities");
  }

  @Test
  void topicsTellHowMuchOfThemADocumentHas() throws IOException {
    Command run = Command.run("topics", "--model", made.path("hierarchy"), "--json");
    double sum = 0;
    for (JsonNode topic : new ObjectMapper().readTree(run.out()).path("topics")) {
      sum += topic.path("intensity").asDouble();
    }
    JsonNode corpus =
        new ObjectMapper().readTree(Files.readString(folder.resolve("train/corpus.json")));
    double mean = corpus.path("tokens").asDouble() / corpus.path("documents").asDouble();
    assertThat(sum).isCloseTo(mean, within(0.1 * mean));
  }

  @Test
  void whatItCannotDoIsAUsageError() {
    Command gibbs = train("none", "--inference gibbs");
    assertThat(gibbs.code()).isEqualTo(2);
    assertThat(gibbs.err()).contains("Cannot use inference gibbs: there are auto, svi.");
    Command cvb0 = train("none", "variational=cvb0");
    assertThat(cvb0.code()).isEqualTo(2);
    assertThat(cvb0.err()).contains("Cannot set variational: there is no such parameter");
  }
}
