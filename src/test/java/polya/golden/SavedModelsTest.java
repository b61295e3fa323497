package polya.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polya.spark.LocalSpark;
import polya.spark.store.ModelDigest;
import polya.spark.store.ModelStore;

/**
 * Models that {@code train} wrote on the tiny sample, k = 3 and seed 7, are read by this version
 * and say of that sample what they said. A format's folder is never changed again.
 */
class SavedModelsTest {
  private static final String SPARK = "src/test/resources/polya/spark";

  @TempDir private Path folder;

  @BeforeEach
  void ingest() {
    Run.done(
        List.of(
            "ingest",
            "--format=jsonl",
            "--input=" + SampleRows.data("tiny/tiny.jsonl"),
            "--output=" + folder.resolve("tiny")));
  }

  private static String saved(String name) {
    return Goldens.project().resolve(SPARK).resolve(name).toString();
  }

  private JsonNode run(String command, String model, String... options) throws IOException {
    Run.done(
        Stream.concat(
                Stream.of(
                    command,
                    "--model=" + saved(model),
                    "--corpus=" + folder.resolve("tiny"),
                    "--output=" + folder.resolve(command)),
                Stream.of(options))
            .toList());
    return Run.json(folder.resolve(command).resolve(command + ".json"));
  }

  /** Of one document: its mixture, and what else transform tells. */
  private Row mixture(String model, String document) throws IOException {
    String data = run("transform", model).path("data").asText();
    return LocalSpark.session()
        .read()
        .parquet(folder.resolve("transform").resolve(data) + "/mixtures")
        .where("id = '" + document + "'")
        .head();
  }

  /** By passes=8, variational=vb, hierarchical=true of what was gammapoisson then. */
  @ParameterizedTest
  @CsvSource({
    "1, ee4ffc77e9d9c4e41c6c40969ef1a25804b76925e390081e495ac42154094050",
    "2, 9a9f63de50e89779341c853eb22c55320e3a6b36453d587de50c764464661813"
  })
  void aHierarchicalModel(int format, String digest) throws IOException {
    String name = "hierarchical-format-" + format;
    ModelStore model = ModelStore.open(LocalSpark.session(), saved(name));
    assertThat(model.info().digest()).isEqualTo(digest);
    assertThat(model.info().parameters()).containsEntry("hierarchical", "true");
    assertThat(model.family().name()).isEqualTo("hpf");
    Row bread = mixture(name, "bread");
    assertThat(bread.<Float>getList(bread.fieldIndex("mixture")))
        .containsExactly(0.02489741f, 0.9495593f, 0.025543347f);
    assertThat(bread.getDouble(bread.fieldIndex("intensity")))
        .isCloseTo(12.981315380408537, within(1e-6));
    JsonNode words = run("perplexity", name).at("/estimates/0");
    assertThat(words.path("logProbabilityPerToken").asDouble())
        .isCloseTo(-2.9928210935285016, within(1e-9));
  }

  /** By inference gibbs, burnIn=10, samples=4, keepSamples=2. */
  @Test
  void aModelWithSamples() throws IOException {
    ModelStore model = ModelStore.open(LocalSpark.session(), saved("samples-format-1"));
    assertThat(model.info().digest())
        .isEqualTo("45f21df0e9468211eb821807289137a4b2375161b37f1f46bf5c110fe5654aaf");
    assertThat(model.samples()).isEqualTo(2);
    assertThat(ModelDigest.of(model.sample(1), 3))
        .isEqualTo("2464cbdf5dd354fadd986f0d3ba22119b67bd54665c9d67c9352daa23e7e8100");
    JsonNode words = run("perplexity", "samples-format-1", "--topics=samples").at("/estimates/0");
    assertThat(words.path("logProbabilityPerToken").asDouble())
        .isCloseTo(-3.0874281083383868, within(1e-9));
  }
}
