package polya.spark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.Failure;
import polya.corpus.CorpusInfo;
import polya.corpus.Document;
import polya.corpus.Vocabulary;
import polya.spark.LocalSpark;

class CorpusStoreTest {
  private static final SparkSession SPARK = LocalSpark.session();
  private static final Vocabulary VOCABULARY = Vocabulary.of(List.of("ox", "ape", "gnu"));

  @TempDir Path folder;

  private StoreFolder claim(boolean overwrite) {
    return StoreFolder.claim(
        SPARK.sparkContext().hadoopConfiguration(),
        folder.resolve("c").toString(),
        OutputKind.CORPUS,
        overwrite,
        false);
  }

  private static Dataset<Row> documents(Row... rows) {
    return SPARK.createDataFrame(
        List.of(rows), CorpusStore.DOCUMENTS.add("label", DataTypes.StringType));
  }

  private static Row row(String id, List<Integer> terms, List<Integer> counts, int out) {
    return RowFactory.create(id, terms.toArray(), counts.toArray(), out, "label of " + id);
  }

  private static Dataset<Row> quarantine(Row... rows) {
    return SPARK.createDataFrame(List.of(rows), CorpusStore.QUARANTINE);
  }

  private CorpusInfo write(boolean overwrite, Row... rows) {
    try (StoreFolder claimed = claim(overwrite)) {
      return CorpusStore.write(
          SPARK,
          claimed,
          documents(rows),
          VOCABULARY,
          quarantine(RowFactory.create("f", 3L, "not JSON", "00")),
          Map.of("format", "test"));
    }
  }

  private CorpusStore open() {
    return CorpusStore.open(SPARK, folder.resolve("c").toString());
  }

  @Test
  void comesBackAsItWasWritten() {
    CorpusInfo info =
        write(
            false,
            row("a", List.of(0, 2), List.of(3, 1), 5),
            row("b", List.of(), List.of(), 2),
            row("c", List.of(2), List.of(2147483647), 0));

    CorpusStore store = open();
    assertThat(store.info()).isEqualTo(info);
    assertThat(info)
        .isEqualTo(
            new CorpusInfo(
                3, 1, 4L + 2147483647L, 3, 7, 1, 3, VOCABULARY.hash(), Map.of("format", "test")));
    assertThat(store.vocabulary().terms()).containsExactly("ox", "ape", "gnu");
    assertThat(store.termFrequencies()).containsExactly(3, 0, 2147483648L);
    assertThat(store.documentFrequencies()).containsExactly(1, 0, 2);
    assertThat(store.keptColumns()).containsExactly("label");
    assertThat(store.documentRdd().collect())
        .containsExactlyInAnyOrder(
            new Document("a", new int[] {0, 2}, new int[] {3, 1}),
            new Document("b", new int[0], new int[0]),
            new Document("c", new int[] {2}, new int[] {2147483647}));
    assertThat(store.quarantine().count()).isEqualTo(1);
  }

  @Test
  void noManifestIsNoCorpus() throws IOException {
    java.nio.file.Files.createDirectories(folder.resolve("c/data-x/documents"));
    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.INPUT))
        .hasMessageContaining("there is no corpus.json");
  }

  @Test
  void newerFormatIsRefused() throws IOException {
    manifest("{\"format\": 3}");
    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.INPUT))
        .hasMessageContaining("format 3, this version reads up to 2");
  }

  @Test
  void damagedManifestIsRefused() throws IOException {
    for (String text : List.of("{\"form", "{}", "{\"format\": 1, \"data\": \"data-gone\"}")) {
      manifest(text);
      assertThatThrownBy(this::open).isInstanceOf(Failure.class).hasMessageContaining("damaged");
    }
  }

  @Test
  void foreignVocabularyIsRefused() throws IOException {
    write(false, row("a", List.of(0), List.of(1), 0));
    Path manifest = folder.resolve("c/corpus.json");
    String text = java.nio.file.Files.readString(manifest);
    manifest(text.replace(VOCABULARY.hash(), "0".repeat(64)));
    assertThatThrownBy(() -> open().vocabulary())
        .isInstanceOf(Failure.class)
        .hasMessageContaining("its vocabulary has the hash " + VOCABULARY.hash());
  }

  @Test
  void failedWriteLeavesTheOldCorpus() {
    write(false, row("a", List.of(0), List.of(1), 0));
    assertThatThrownBy(() -> write(true, row("b", List.of(7), List.of(1), 0)));
    assertThat(open().documentRdd().collect()).extracting(Document::id).containsExactly("a");
    assertThat(folder.resolve("c").toFile().list((f, n) -> n.startsWith("polya-data-"))).hasSize(1);
  }

  @Test
  void draftIsInvisibleUntilCommitted() {
    write(false, row("a", List.of(0), List.of(1), 0));
    try (StoreFolder claimed = claim(true)) {
      CorpusDraft draft =
          CorpusDraft.write(
              SPARK,
              claimed,
              documents(row("b", List.of(1), List.of(1), 0)),
              VOCABULARY,
              quarantine(),
              Map.of());
      assertThat(open().documentRdd().collect()).extracting(Document::id).containsExactly("a");
      draft.commit();
    }
    assertThat(open().documentRdd().collect()).extracting(Document::id).containsExactly("b");
    assertThat(folder.resolve("c").toFile().list((f, n) -> n.startsWith("polya-data-"))).hasSize(1);
  }

  @Test
  void existingCorpusIsInTheWay() {
    write(false, row("a", List.of(0), List.of(1), 0));
    assertThatThrownBy(() -> claim(false))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.OUTPUT_IN_THE_WAY))
        .hasMessageContaining("--overwrite");
  }

  private void manifest(String text) throws IOException {
    java.nio.file.Files.createDirectories(folder.resolve("c"));
    java.nio.file.Files.deleteIfExists(folder.resolve("c/.corpus.json.crc"));
    java.nio.file.Files.writeString(folder.resolve("c/corpus.json"), text);
  }
}
