package polya.spark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.Failure;
import polya.corpus.ColumnKind;
import polya.corpus.Encoding;
import polya.corpus.LabelSyntax;
import polya.infer.ModelInfo;
import polya.spark.LocalSpark;

/** The dictionary of labels that a model keeps. */
class ModelAttributesTest {
  private static final SparkSession SPARK = LocalSpark.session();
  private static final Map<String, Long> SETS = Map.of("b\\;c;ä", 2L, "", 5L, "a;ä", 1L);

  @TempDir Path folder;
  private ModelStore plain;

  @BeforeEach
  void open() {
    String saved =
        Path.of(System.getProperty("basedir", ""), "src/test/resources/polya/spark/model-format-2")
            .toAbsolutePath()
            .toString();
    plain = ModelStore.open(SPARK, saved);
  }

  private static Encoding labels() {
    return Encoding.of("my label", new LabelSyntax(ColumnKind.LABELS, "|"), SETS);
  }

  /** The fixture's model once more, with these labels. */
  private String written(Encoding attributes) {
    String path = folder.resolve("model").toString();
    Map<String, String> parameters = new TreeMap<>(plain.info().parameters());
    parameters.put("labelSeparator", "|");
    ModelInfo of = plain.info();
    ModelInfo info =
        new ModelInfo(
            of.model(),
            of.inference(),
            of.k(),
            of.vocabularySize(),
            of.vocabularyHash(),
            "",
            parameters,
            of.provenance(),
            attributes);
    try (StoreFolder claimed =
        StoreFolder.claim(
            SPARK.sparkContext().hadoopConfiguration(), path, OutputKind.MODEL, false, false)) {
      ModelStore.write(SPARK, claimed, info, plain.parameters(), plain.vocabulary());
    }
    return path;
  }

  private Path manifest() {
    return folder.resolve("model/model.json");
  }

  private static void refused(String path, String... parts) {
    assertThatThrownBy(() -> ModelStore.open(SPARK, path))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.STORE))
        .hasMessageContainingAll(parts);
  }

  @Test
  void areReadAsTheyWereWritten() throws IOException {
    ModelStore model = ModelStore.open(SPARK, written(labels()));
    Encoding read = model.info().attributes();
    assertThat(model.info().hasAttributes()).isTrue();
    assertThat(read.rows()).isEqualTo(labels().rows());
    assertThat(read.column()).isEqualTo("my label");
    assertThat(read.syntax().labels("a| b|")).containsExactly("a", "b");
    assertThat(read.syntax().kind()).isEqualTo(ColumnKind.LABELS);
    // What the model's bits are is not moved by it.
    assertThat(model.info().digest()).isEqualTo(plain.info().digest());
    JsonNode table =
        new ObjectMapper().readTree(manifest().toFile()).path("tables").path("attributes");
    assertThat(table.path("rows").asInt()).isEqualTo(3);
    assertThat(table.path("hash").asText()).isEqualTo(labels().hash());
  }

  @Test
  void areNoneInModelsWithoutThem() throws IOException {
    assertThat(plain.info().hasAttributes()).isFalse();
    ModelStore model = ModelStore.open(SPARK, written(Encoding.none()));
    assertThat(model.info().attributes().rows()).isEmpty();
    assertThat(new ObjectMapper().readTree(manifest().toFile()).path("tables").fieldNames())
        .toIterable()
        .containsExactly("topics");
  }

  @Test
  void areHeldAgainstTheManifest() throws IOException {
    String path = written(labels());
    String text = Files.readString(manifest());
    Files.deleteIfExists(folder.resolve("model/.model.json.crc"));
    Files.writeString(manifest(), text.replace(labels().hash(), "0".repeat(64)));
    refused(path, path, "its attributes do not have the hash of model.json");

    Files.writeString(manifest(), text);
    Path part;
    try (var files = Files.walk(folder)) {
      List<Path> parts =
          files
              .filter(f -> f.getParent().endsWith("attributes"))
              .filter(f -> f.getFileName().toString().startsWith("part-"))
              .toList();
      assertThat(parts).hasSize(1);
      part = parts.get(0);
    }
    Files.delete(part);
    refused(path, path, "attributes/part-", "is missing");
  }
}
