package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.spark.LocalSpark;

class PerplexityTest {
  @TempDir static Path folder;
  private static TrainedModel made;

  @BeforeAll
  static void train() {
    made = TrainedModel.in(folder);
  }

  private static Command perplexity(String output, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("perplexity", "--model", made.path("model"), "--output", made.path(output)));
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
  void writesBothEstimatesTheirRowsAndALineEach() throws IOException {
    Command run =
        perplexity("both", "--estimator", "completion", "--estimator", "bound", "--document-rows");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().lines().toList()).hasSize(2);
    assertThat(run.out())
        .containsPattern(
            "completion  perplexity \\d+\\.\\d ± \\d+\\.\\d  \\(\\d+ documents, \\d+ tokens scored,"
                + " 0 out of vocabulary, \\d+ documents too short\\)")
        .contains("bound (upper bound of perplexity) ");

    JsonNode result = json("both/perplexity.json");
    assertThat(result.path("format").asInt()).isEqualTo(1);
    assertThat(result.path("modelDigest").asText()).hasSize(64);
    Dataset<Row> rows =
        LocalSpark.session()
            .read()
            .parquet(made.path("both/" + result.path("data").asText() + "/documents"));
    assertThat(rows.count()).isEqualTo(82);
    for (JsonNode e : result.path("estimates")) {
      String name = e.path("estimator").asText();
      assertThat(e.path("isBound").asBoolean()).isEqualTo(name.equals("bound"));
      assertThat(e.path("documents").asLong()).isEqualTo(41);
      assertThat(
              e.path("scoredDocuments").asLong()
                  + e.path("emptyDocuments").asLong()
                  + e.path("unscorableDocuments").asLong())
          .isEqualTo(41);
      assertThat(e.path("seed").asLong()).isEqualTo(1);
      assertThat(e.path("standardError").asDouble()).isPositive();
      assertThat(e.path("deltaMethodStandardError").asDouble()).isPositive();
      assertThat(e.path("outOfVocabularyTokens").asLong()).isZero();
      assertThat(e.path("perplexity").asDouble()).isBetween(3.0, 12.0);
      Row sums =
          rows.where("estimator = '" + name + "'")
              .selectExpr("sum(tokens)", "sum(logProbability)")
              .first();
      assertThat(sums.getLong(0)).isEqualTo(e.path("tokens").asLong());
      assertThat(Math.exp(-sums.getDouble(1) / sums.getLong(0)))
          .isCloseTo(e.path("perplexity").asDouble(), within(1e-4));
    }
    JsonNode record = json("both/run.json");
    assertThat(record.path("status").asText()).isEqualTo("done");
    assertThat(record.path("counts").path("documents").asLong()).isEqualTo(41);
  }

  @Test
  void whatAFewSweepsDoToCompletionIsTold() throws IOException {
    Command run = perplexity("swept", "--sweeps", "3");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().lines().toList()).hasSize(2);
    assertThat(run.out())
        .containsPattern(
            "completion by 3 sweeps  perplexity \\d+\\.\\d, [+-]\\d+\\.\\d\\d % ± \\d+\\.\\d\\d %"
                + " against convergence");
    JsonNode result = json("swept/perplexity.json");
    JsonNode swept = result.path("sweptCompletion");
    double converged = result.path("estimates").get(0).path("perplexity").asDouble();
    assertThat(swept.path("sweeps").asInt()).isEqualTo(3);
    assertThat(swept.path("convergedPerplexity").asDouble()).isEqualTo(converged);
    assertThat(swept.path("logPerplexityDifference").asDouble())
        .isCloseTo(Math.log(swept.path("perplexity").asDouble() / converged), within(1e-6));
    assertThat(json("swept/run.json").path("sweptCompletion")).isEqualTo(swept);
    // Sweeps without end are convergence, but for what its tolerance leaves.
    assertThat(perplexity("many", "--sweeps", "1000").code()).isZero();
    assertThat(
            json("many/perplexity.json").at("/sweptCompletion/logPerplexityDifference").asDouble())
        .isCloseTo(0, within(1e-3));
    assertThat(perplexity("no", "--sweeps", "0").code()).isEqualTo(2);
    Command bound = perplexity("no", "--sweeps", "3", "--estimator", "bound");
    assertThat(bound.code()).isEqualTo(2);
    assertThat(bound.err())
        .contains("allowed is with the estimator completion and --topics plug-in");
  }

  @Test
  void rowsAndRerunsDoNotChangeTheResult() throws IOException {
    assertThat(perplexity("plain").code()).isZero();
    assertThat(perplexity("rows", "--document-rows").code()).isZero();
    assertThat(json("rows/perplexity.json").path("estimates"))
        .isEqualTo(json("plain/perplexity.json").path("estimates"));
    byte[] before = Files.readAllBytes(Path.of(made.path("plain/perplexity.json")));
    assertThat(perplexity("plain", "--overwrite").code()).isZero();
    assertThat(Files.readAllBytes(Path.of(made.path("plain/perplexity.json")))).isEqualTo(before);
    assertThat(perplexity("plain", "--overwrite", "--seed", "2").code()).isZero();
    assertThat(Files.readAllBytes(Path.of(made.path("plain/perplexity.json"))))
        .isNotEqualTo(before);
    // Without rows nothing lies beside the result, whatever lay there.
    assertThat(perplexity("rows", "--overwrite").code()).isZero();
    assertThat(new File(made.path("rows")).list((f, n) -> n.startsWith("polya-data-"))).isEmpty();
  }

  @Test
  void observedTokensMayComeFromAnotherCorpus() throws IOException {
    made.corpus("seen", "1 1 2\n2 7 1\n4 9 1\n", "vocabulary.txt");
    made.corpus("scored", "1 1 1\n1 2 1\n2 8 3\n3 1 1\n", "vocabulary.txt");
    Command run =
        perplexity("given", "--corpus", made.path("scored"), "--observed", made.path("seen"));
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode e = json("given/perplexity.json").path("estimates").get(0);
    assertThat(e.path("tokens").asLong()).isEqualTo(5);
    assertThat(e.path("scoredDocuments").asLong()).isEqualTo(2);
    assertThat(e.path("unscorableDocuments").asLong()).isEqualTo(1);
    assertThat(run.out()).contains("1 documents too short");

    Command bound = perplexity("never", "--observed", made.path("seen"), "--estimator", "bound");
    assertThat(bound.code()).isEqualTo(2);
    assertThat(bound.err()).contains("--observed with estimator bound");
  }

  @Test
  void everyEstimatorIsNamedWithWhatItEstimatesAndItsErrors() throws IOException {
    made.corpus("few", "1 1 3\n1 2 3\n2 8 4\n2 9 1\n3 1 1\n5 4 2\n", "vocabulary.txt");
    Command run =
        perplexity(
            "all",
            "--corpus",
            made.path("few"),
            "--document-rows",
            "--samples",
            "200",
            "--temperatures",
            "100",
            "--estimator",
            "left-to-right,importance,ais,chib,bound,insample");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().lines().toList()).hasSize(6);
    assertThat(run.out())
        .contains("left-to-right  perplexity", "(Monte Carlo)", "insample (optimistic");
    JsonNode result = json("all/perplexity.json");
    Dataset<Row> rows =
        LocalSpark.session()
            .read()
            .parquet(made.path("all/" + result.path("data").asText() + "/documents"));
    double marginal = result.at("/estimates/0/perplexity").asDouble();
    for (JsonNode e : result.path("estimates")) {
      String name = e.path("estimator").asText();
      assertThat(e.path("quantity").asText()).isNotEmpty();
      assertThat(e.path("documents").asLong()).isEqualTo(5);
      assertThat(e.path("oneTokenDocuments").asLong()).isEqualTo(1);
      assertThat(e.path("emptyDocuments").asLong()).isEqualTo(1);
      assertThat(e.path("scoredDocuments").asLong()).isEqualTo(4);
      boolean samples = List.of("left-to-right", "importance", "ais", "chib").contains(name);
      assertThat(e.path("monteCarloStandardError").asDouble() > 0).as(name).isEqualTo(samples);
      assertThat(e.path("jensenCorrectionPerToken").asDouble() > 0).as(name).isEqualTo(samples);
      assertThat(e.path("settings").isEmpty()).as(name).isEqualTo(!samples);
      assertThat(e.path("isOptimistic").asBoolean()).isEqualTo(name.equals("insample"));
      assertThat(e.path("meanEffectiveSamples").isNull())
          .as(name)
          .isEqualTo(!samples || name.equals("chib"));
      assertThat(e.path("paretoKAbove0.7").isNull()).isEqualTo(!name.equals("importance"));
      if (samples) {
        assertThat(e.path("perplexity").asDouble()).isCloseTo(marginal, within(0.1 * marginal));
      }
      Dataset<Row> own = rows.where("estimator = '" + name + "'");
      assertThat(own.where("paretoK is not null").count())
          .isEqualTo(name.equals("importance") ? 4 : 0);
      assertThat(own.where("effectiveSamples is not null").count())
          .isEqualTo(samples && !name.equals("chib") ? 4 : 0);
      assertThat(own.where("escalated").count()).isEqualTo(e.path("escalatedDocuments").asLong());
    }
    assertThat(result.at("/estimates/0/settings/particles").asInt()).isEqualTo(20);
    assertThat(perplexity("no", "--samples", "10").code()).isEqualTo(2);
    assertThat(perplexity("no", "--rejuvenation-moves", "-1").code()).isEqualTo(2);
  }

  @Test
  void theMeanFieldPosteriorIsJudgedOnDemand() throws IOException {
    Command run = perplexity("judged", "--estimator", "bound", "--posterior-check");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode judged = json("judged/perplexity.json").at("/estimates/0");
    assertThat(judged.path("estimator").asText()).isEqualTo("bound");
    assertThat(judged.path("meanEffectiveSamples").asDouble()).isBetween(10.0, 1000.0);
    assertThat(judged.path("paretoKAbove0.5").asDouble())
        .isBetween(judged.path("paretoKAbove0.7").asDouble(), 1.0);
    assertThat(judged.path("paretoKAbove1").asDouble()).isBetween(0.0, 0.5);
    assertThat(judged.path("escalatedDocuments").asLong()).isZero();
    assertThat(perplexity("plainly", "--estimator", "bound").code()).isZero();
    assertThat(json("plainly/perplexity.json").at("/estimates/0/perplexity"))
        .isEqualTo(judged.path("perplexity"));
    assertThat(perplexity("without", "--posterior-check").code()).isEqualTo(2);
  }

  @Test
  void documentsThatWereTrainedOnAreWarnedOf() throws IOException {
    // Documents 41 of test and 1 of train have other words than any other; see TrainedModel.
    Command same = perplexity("same", "--corpus", made.path("train"));
    assertThat(same.code()).as(same.err()).isZero();
    assertThat(same.err()).contains("warning: the corpus is the one that the model was trained on");
    JsonNode overlap = json("same/perplexity.json").path("trainingOverlap");
    assertThat(overlap.path("checked").asBoolean()).isTrue();
    assertThat(overlap.path("sameCorpus").asBoolean()).isTrue();
    assertThat(overlap.path("documents").asLong()).isEqualTo(200);

    made.corpus("copy", "1 1 5\n1 2 9\n2 3 1\n2 12 7\n", "vocabulary.txt");
    made.corpus("half", "1 1 5\n1 2 9\n2 3 1\n2 12 6\n", "vocabulary.txt");
    Command half =
        perplexity("half-result", "--corpus", made.path("half"), "--trained-on", made.path("copy"));
    assertThat(half.code()).as(half.err()).isZero();
    assertThat(half.err()).contains("warning: 1 documents (1 of 10 tokens or more) have the same");
    overlap = json("half-result/perplexity.json").path("trainingOverlap");
    assertThat(overlap.path("documents").asLong()).isEqualTo(1);
    assertThat(overlap.path("sameCorpus").asBoolean()).isFalse();

    Command never = perplexity("never-looked", "--no-overlap-check");
    assertThat(never.err()).contains("not checked").contains("--no-overlap-check was given");
    assertThat(json("never-looked/perplexity.json").at("/trainingOverlap/checked").asBoolean())
        .isFalse();
    Command absent = perplexity("absent", "--trained-on", made.path("nothing"));
    assertThat(absent.code()).isEqualTo(3);
    assertThat(new File(made.path("absent")).list()).containsOnly("run.json");
    Command foreign = perplexity("foreigner", "--trained-on", made.path("foreign"));
    assertThat(foreign.code()).isEqualTo(5);
  }

  @Test
  void oneDocumentHasNoErrorBarAndSaysSo() throws IOException {
    made.corpus("single", "1 1 8\n1 8 5\n", "vocabulary.txt");
    Command run = perplexity("single-result", "--corpus", made.path("single"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("± unknown  (1 documents");
    assertThat(json("single-result/perplexity.json").at("/estimates/0/standardError").isNull())
        .isTrue();
  }

  @Test
  void docConcentrationOverridesTheModels() throws IOException {
    assertThat(perplexity("own").code()).isZero();
    assertThat(perplexity("flat", "--doc-concentration", "1000").code()).isZero();
    double own = json("own/perplexity.json").at("/estimates/0/perplexity").asDouble();
    assertThat(json("flat/perplexity.json").at("/estimates/0/perplexity").asDouble())
        .isGreaterThan(own + 1);
    assertThat(perplexity("none", "--doc-concentration", "0").code()).isEqualTo(2);
    assertThat(perplexity("none", "--doc-concentration", "NaN").code()).isEqualTo(2);
  }

  @Test
  void aModelThatLacksAPartIsRefused() throws IOException {
    Path model = Path.of(made.path("part"));
    Command trained =
        Command.run(
            "train",
            "--corpus",
            made.path("train"),
            "--output",
            model.toString(),
            "-pk=1",
            "-ppasses=2");
    assertThat(trained.code()).as(trained.err()).isZero();
    Path data = model.resolve(json("part/model.json").path("data").asText());
    Path aside = folder.resolve("aside");
    LocalSpark.session().sparkContext().setLogLevel("OFF"); // or Spark prints what is wanted
    for (String part : List.of("topics", "globals")) {
      Files.move(data.resolve(part), aside);
      Command lacking = ofPart(model);
      assertThat(lacking.code()).as(part).isEqualTo(5);
      assertThat(lacking.err()).contains("Cannot read model at " + model);
      Files.move(aside, data.resolve(part));
      Path file;
      try (var files = Files.list(data.resolve(part))) {
        file = files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
      }
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(whole, whole.length / 2));
      Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
      Command damaged = ofPart(model);
      assertThat(damaged.code()).as(part).isEqualTo(5);
      assertThat(damaged.err()).contains("Cannot read model at " + model);
      Files.write(file, whole);
    }
    LocalSpark.session().sparkContext().setLogLevel("ERROR");
    assertThat(ofPart(model).code()).isZero();
    assertThat(json("of-part/perplexity.json").path("modelDigest"))
        .isEqualTo(json("part/model.json").path("digest"));
  }

  private static Command ofPart(Path model) {
    return Command.run(
        "perplexity",
        "--model",
        model.toString(),
        "--corpus",
        made.path("test"),
        "--output",
        made.path("of-part"),
        "--overwrite");
  }

  @Test
  void badInputsAreSentencesWithTheirExitCodes() throws IOException {
    Command unknown = perplexity("bad", "--estimator", "compltion");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("Did you mean completion?");
    assertThat(new File(made.path("bad"))).doesNotExist();

    Command missing = perplexity("bad1", "--model", made.path("train"));
    assertThat(missing.code()).isEqualTo(2); // given twice
    Command noModel =
        Command.run(
            "perplexity",
            "--model",
            made.path("train"),
            "--corpus",
            made.path("test"),
            "--output",
            made.path("bad2"));
    assertThat(noModel.code()).isEqualTo(5);
    assertThat(noModel.err()).contains("there is no model.json");
    assertThat(json("bad2/run.json").path("exitCode").asInt()).isEqualTo(5);

    Command foreign = perplexity("bad3", "--corpus", made.path("foreign"));
    assertThat(foreign.code()).isEqualTo(5);
    assertThat(foreign.err())
        .contains("12 terms (hash ")
        .contains("--vocabulary-of " + made.path("train"));
    assertThat(new File(made.path("bad3/perplexity.json"))).doesNotExist();

    assertThat(perplexity("bad4", "--corpus", made.path("model")).code()).isEqualTo(3);

    made.corpus("short", "1 1 1\n3 2 1\n", "vocabulary.txt");
    Command nothing = perplexity("bad5", "--corpus", made.path("short"), "--document-rows");
    assertThat(nothing.code()).isEqualTo(3);
    assertThat(nothing.err())
        .contains("none of its 3 documents can be scored", "1 are empty, 2 have no");
    assertThat(new File(made.path("bad5")).list()).containsOnly("run.json");

    assertThat(perplexity("twice").code()).isZero();
    Command inTheWay = perplexity("twice");
    assertThat(inTheWay.code()).isEqualTo(4);
    assertThat(inTheWay.err()).contains("--overwrite");
    Command overModel = perplexity("model", "--overwrite");
    assertThat(overModel.code()).isEqualTo(4);
  }
}
