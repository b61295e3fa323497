package polya.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.Failure;
import polya.cli.Command;
import polya.ml.CountRows;
import polya.models.gammapoisson.GammaPoisson;
import polya.models.gammapoisson.GammaPoissonModel;
import polya.models.hpf.Hpf;
import polya.models.hpf.HpfModel;
import polya.spark.LocalSpark;
import polya.spark.PlantedCorpus;

/**
 * Hierarchical Poisson factorization was {@code gammapoisson} with {@code hierarchical=true} in
 * version 0.1: what was saved so is what it was, and who asks for it so is told where it is.
 */
class FormerHpfTest {
  private static final String SAVED =
      Goldens.project().resolve("src/test/resources/polya/spark/hierarchical-format-1").toString();

  private static final String SENTENCE =
      "Cannot set hierarchical of gammapoisson: what it was for is a family of its own now, hpf."
          + " Use --model hpf, or leave hierarchical out.";

  @TempDir static Path folder;

  @BeforeAll
  static void ingest() {
    LocalSpark.session();
    Run.done(
        List.of(
            "ingest",
            "--format=jsonl",
            "--input=" + SampleRows.data("tiny/tiny.jsonl"),
            "--output=" + folder.resolve("tiny")));
  }

  private static Command train(String family, String output, String... more) {
    List<String> all = new ArrayList<>(List.of("train", "--model", family));
    all.addAll(List.of("--corpus", folder.resolve("tiny").toString()));
    all.addAll(List.of("--output", folder.resolve(output).toString()));
    all.addAll(List.of(more));
    return Command.run(all.toArray(String[]::new));
  }

  @Test
  void everyCommandReadsWhatWasSaved() throws IOException {
    String tiny = folder.resolve("tiny").toString();
    Run.done(List.of("topics", "--model", SAVED));
    Run.done(
        List.of(
            "coherence", "--model", SAVED, "--corpus", tiny, "--output", folder + "/coherence"));
    Run.done(
        List.of("recommend", "--model", SAVED, "--corpus", tiny, "--output", folder + "/lists"));
    Run.done(
        List.of(
            "simulate",
            "--topics-from=" + SAVED,
            "--documents=50",
            "--output=" + folder.resolve("drawn"),
            "--truth=" + folder.resolve("truth")));
    assertThat(Run.json(folder.resolve("truth/model.json")).path("model").asText())
        .isEqualTo("hpf");
    Run.done(List.of("topics", "--model", folder.resolve("truth").toString()));
  }

  @Test
  void runsStartFromIt() throws IOException {
    Command warm = train("hpf", "warm", "--warm-start", SAVED, "-p", "passes=4");
    assertThat(warm.code()).as(warm.err()).isZero();
    assertThat(Run.json(folder.resolve("warm/model.json")).at("/parameters/shape").asText())
        .isEqualTo("0.3");
    Command other = train("gammapoisson", "none", "--warm-start", SAVED);
    assertThat(other.code()).isEqualTo(5);
    assertThat(other.err()).contains("its family is hpf; allowed is gammapoisson");
  }

  @Test
  void itsStageIsThatOfTodaysFamily() {
    HpfModel model = HpfModel.load(SAVED);
    assertThat(model.topics()).isEqualTo(3);
    assertThat(model.estimatedShape().toArray()).containsOnly(0.3);
    assertThatThrownBy(() -> GammaPoissonModel.load(SAVED))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot load model at "
                + SAVED
                + " as GammaPoissonModel: it is of the family hpf; allowed is gammapoisson. Load it"
                + " by HpfModel.load.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"svi", "gibbs"})
  void whoAsksForItByTheFormerNameIsToldTodays(String inference) throws IOException {
    Command typed =
        train("gammapoisson", "none", "--inference", inference, "-p", "hierarchical=true");
    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.err()).contains(SENTENCE);
    Path conf = folder.resolve("former.properties");
    Files.writeString(conf, "k = 3\nhierarchical = true\n");
    Command read = train("gammapoisson", "none", "--inference", inference, "--conf", "" + conf);
    assertThat(read.code()).isEqualTo(2);
    assertThat(read.err()).contains(SENTENCE);
    assertThatThrownBy(() -> new GammaPoisson().set("hierarchical", "true"))
        .isInstanceOf(Failure.class)
        .hasMessage(SENTENCE);
  }

  @Test
  void simulateTellsItToo() {
    Command simulate =
        Command.run(
            "simulate",
            "--model=gammapoisson",
            "--documents=5",
            "--terms=9",
            "-phierarchical=true",
            "--output=" + folder.resolve("none"));
    assertThat(simulate.code()).isEqualTo(2);
    assertThat(simulate.err()).contains(SENTENCE);
  }

  /** Version 0.1 wrote the name of its class beside such a model. */
  @Test
  void aStageOfThenIsLoadedAloneAndInAPipelineModel() throws IOException {
    Dataset<Row> rows = CountRows.of(PlantedCorpus.documents(100));
    HpfModel model = new Hpf("then").setK(4).set("passes", "4").fit(rows);
    Path saved = folder.resolve("pipeline");
    new PipelineModel("all", List.<Transformer>of(model)).save(saved.toString());
    Path stage = saved.resolve("stages/0_then");
    rewrite(
        stage.resolve("model.json"),
        json -> {
          json.put("model", "gammapoisson");
          ((ObjectNode) json.path("parameters")).put("hierarchical", "true");
        });
    rewrite(
        part(stage.resolve("metadata")),
        json -> {
          json.put("class", "polya.gammapoisson.GammaPoissonModel");
          ((ObjectNode) json.path("defaultParamMap")).put("hierarchical", false);
        });
    List<Row> expected = model.transform(rows).collectAsList();
    HpfModel alone = HpfModel.load(stage.toString());
    assertThat(alone.transform(rows).collectAsList()).isEqualTo(expected);
    assertThat(alone.getOrDefault(alone.getParam("passes"))).isEqualTo(4);
    assertThatThrownBy(() -> GammaPoissonModel.load(stage.toString()))
        .hasMessageEndingWith("Load it by HpfModel.load.");
    PipelineModel all = PipelineModel.load(saved.toString());
    assertThat(all.stages()[0]).isInstanceOf(HpfModel.class);
    assertThat(all.transform(rows).collectAsList()).isEqualTo(expected);
  }

  /** What was set to train it is refused; what was set to something else is not. */
  @Test
  void anEstimatorOfThenIsLoadedUnlessItWouldTrainIt() throws IOException {
    Path saved = folder.resolve("estimator");
    new GammaPoisson("then").setK(7).save(saved.toString());
    Path metadata = part(saved.resolve("metadata"));
    rewrite(
        metadata,
        json ->
            ((ObjectNode) json.path("paramMap")).put("hierarchical", false).put("activityMean", 2));
    assertThat(GammaPoisson.load(saved.toString()).getK()).isEqualTo(7);
    rewrite(metadata, json -> ((ObjectNode) json.path("paramMap")).put("hierarchical", true));
    assertThatThrownBy(() -> GammaPoisson.load(saved.toString())).hasMessage(SENTENCE);
  }

  private static Path part(Path metadata) throws IOException {
    try (Stream<Path> files = Files.list(metadata)) {
      return files
          .filter(f -> f.getFileName().toString().startsWith("part-"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static void rewrite(Path file, Consumer<ObjectNode> change) throws IOException {
    JsonNode json = Run.json(file);
    change.accept((ObjectNode) json);
    Files.writeString(file, new ObjectMapper().writeValueAsString(json));
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
  }
}
