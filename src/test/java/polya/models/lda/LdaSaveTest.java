package polya.models.lda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.Failure;
import polya.cli.Main;
import polya.corpus.Document;
import polya.ml.CountRows;
import polya.spark.PlantedCorpus;

class LdaSaveTest {
  private static final List<Document> DOCUMENTS = PlantedCorpus.documents(60);
  private static final String[] TERMS =
      IntStream.range(0, PlantedCorpus.TERMS).mapToObj(w -> "term" + w).toArray(String[]::new);

  private static Dataset<Row> rows;
  private static LdaModel model;

  @TempDir Path folder;

  @BeforeAll
  static void train() {
    rows = CountRows.of(DOCUMENTS);
    model = new Lda().setK(3).set("passes", "2").setVocabulary(TERMS).fit(rows);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private static String topics(String path) {
    StringWriter out = new StringWriter();
    int code =
        Main.run(
            new PrintWriter(out), new PrintWriter(System.err), "topics", "--model", path, "--json");
    assertThat(code).isZero();
    return out.toString();
  }

  private static void assertSame(LdaModel loaded, LdaModel saved) {
    assertThat(loaded.uid()).isEqualTo(saved.uid());
    assertThat(loaded.summary().digest()).isEqualTo(saved.summary().digest());
    assertThat(loaded.summary().parameters()).isEqualTo(saved.summary().parameters());
    assertThat(loaded.summary().metrics().toString())
        .isEqualTo(saved.summary().metrics().toString());
    assertThat(loaded.summary().trainSeconds()).isEqualTo(saved.summary().trainSeconds());
    assertThat(loaded.explainParams()).isEqualTo(saved.explainParams());
    assertThat(loaded.vocabulary().map(v -> v.terms()))
        .isEqualTo(saved.vocabulary().map(v -> v.terms()));
    assertThat(loaded.transform(rows).collectAsList())
        .isEqualTo(saved.transform(rows).collectAsList());
  }

  @Test
  void commandsReadASavedStage() throws IOException {
    model.save(path("model"));
    assertThat(topics(path("model")))
        .contains(model.summary().digest())
        .contains("\"term\" : \"term");
    LdaModel nameless = new Lda().setK(2).set("passes", "1").fit(rows);
    nameless.save(path("nameless"));
    assertThat(topics(path("nameless"))).containsPattern("\"term\" : \"\\d+\"");
    LdaModel loaded = LdaModel.load(path("nameless"));
    assertThat(loaded.vocabulary()).isEmpty();
    assertSame(loaded, nameless);
  }

  @Test
  void aStageReadsWhatTrainWrote() {
    LdaModel loaded = LdaModel.load(saved("spark/model-format-1"));
    assertThat(loaded.topics()).isEqualTo(3);
    assertThat(loaded.getOrDefault(loaded.getParam("k"))).isEqualTo(3);
    assertThat(loaded.estimatedDocConcentration().toArray()).containsExactly(0.1, 0.1, 0.1);
    assertThat(loaded.vocabulary()).isPresent();
    assertThat(loaded.summary().metrics()).isNotNull();
    assertThat(loaded.isDefined(loaded.getParam("subsamplingRate"))).isFalse();
  }

  private static String saved(String name) {
    return Path.of(System.getProperty("basedir", ""), "src/test/resources/polya", name)
        .toAbsolutePath()
        .toString();
  }

  /** A format's folder is never changed again. */
  @ParameterizedTest
  @ValueSource(ints = {1})
  void aStageThatAnyVersionSavedIsReadByThisOne(int format) {
    LdaModel loaded = LdaModel.load(saved("lda/stage-format-" + format));
    assertThat(loaded.uid()).isEqualTo("lda_saved");
    assertThat(loaded.topics()).isEqualTo(3);
    assertThat(loaded.getOrDefault(loaded.getParam("seed"))).isEqualTo(7L);
    assertThat(loaded.vocabulary().orElseThrow().terms()).containsExactly(TERMS);
    assertThat(loaded.summary().metrics()).hasSize(2);
    Row row = loaded.transform(rows).head();
    Vector mixture = row.getAs("mixture");
    assertThat(mixture.toArray())
        .containsExactly(
            new double[] {0.3006072759266331, 0.6071446176085104, 0.09224810646485648},
            within(1e-6));
  }

  @Test
  void aParamThatThisVersionDoesNotKnowIsPassedOver() throws IOException {
    model.save(path("other"));
    try (Stream<Path> files = Files.list(folder.resolve("other/metadata"))) {
      for (Path file : files.toList()) {
        if (file.toString().endsWith(".crc")) {
          Files.delete(file);
        } else {
          String text = Files.readString(file);
          Files.writeString(file, text.replace("\"paramMap\":{", "\"paramMap\":{\"gone\":5,"));
        }
      }
    }
    assertSame(LdaModel.load(path("other")), model);
  }

  @Test
  void anEstimatorIsTheSameAfterSavingAndLoading() throws IOException {
    Lda lda =
        new Lda()
            .setK(3)
            .setDocConcentration(0.3)
            .set("passes", "2")
            .setIdCol("id")
            .setVocabulary(TERMS);
    lda.save(path("lda"));
    Lda loaded = Lda.load(path("lda"));
    assertThat(loaded.uid()).isEqualTo(lda.uid());
    assertThat(loaded.explainParams().replaceAll("\\[[DL][^@]*@\\w+", "array"))
        .isEqualTo(lda.explainParams().replaceAll("\\[[DL][^@]*@\\w+", "array"));
    assertThat(loaded.fit(rows).summary().digest()).isEqualTo(lda.fit(rows).summary().digest());
  }

  @Test
  void aFolderWithoutSparksMetadataOrManifestIsNoModel() throws IOException {
    assertThatThrownBy(() -> LdaModel.load(path("nowhere")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("there is no model.json");
    model.save(path("cut"));
    Files.delete(folder.resolve("cut/model.json"));
    assertThatThrownBy(() -> LdaModel.load(path("cut"))).isInstanceOf(Failure.class);
  }

  @Test
  void aSaveThatFailsLeavesNothing() {
    LdaModel broken = model.copy(ParamMap.empty());
    broken.set("featuresCol", (Object) 5); // Spark cannot write it as text: the last step fails.
    assertThatThrownBy(() -> broken.save(path("failed")))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(folder.resolve("failed")).doesNotExist();
  }

  @Test
  void aSaveTouchesNothingThatItDidNotWrite() throws IOException {
    Path stage = Files.createDirectories(folder.resolve("mine"));
    Files.writeString(stage.resolve("notes.txt"), "keep");
    assertThatThrownBy(() -> model.write().saveImpl(stage.toString()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("the folder holds notes.txt, which is no part of a model");
    assertThatThrownBy(() -> model.write().overwrite().save(stage.toString()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("--overwrite replaces a model, never a folder");
    assertThat(stage.toFile().list()).containsExactly("notes.txt");
  }

  @Test
  void anotherStagesFolderIsRefused() throws IOException {
    new Lda().save(path("estimator"));
    assertThatThrownBy(() -> LdaModel.load(path("estimator")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(
            "a polya.models.lda.Lda was saved there; allowed is polya.models.lda.LdaModel");
  }
}
