package polya.spark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.Failure;
import polya.faults.FaultyFileSystem;
import polya.faults.FileFault;

/** What a run that gives up takes with it. */
class StoreFolderTest {
  @TempDir private Path folder;

  private StoreFolder claimed() {
    return StoreFolder.claim(
        new Configuration(), folder.resolve("m").toString(), OutputKind.MODEL, true, false);
  }

  private static Path written(StoreFolder store) throws IOException {
    return Files.writeString(Path.of(store.dataPath()).resolve("table"), "rows");
  }

  private static String manifest(StoreFolder store) {
    return "{\"format\": 1, \"data\": \"" + store.dataName() + "\"}";
  }

  @Test
  void whatWasPublishedOutlastsWhatFailsAfterwards() throws IOException {
    Path data;
    try (StoreFolder store = claimed()) {
      data = written(store);
      store.commit(manifest(store));
      store.abandon();
      assertThat(data).exists();
    }
    try (StoreFolder next = claimed()) {
      Path unpublished = written(next);
      next.abandon();
      assertThat(unpublished).doesNotExist();
      assertThat(data).as("the one before").exists();
    }
  }

  /** As where the answer to the rename is lost. */
  @Test
  void whatTheManifestNamesIsPublished() throws IOException {
    try (StoreFolder store = claimed()) {
      Path data = written(store);
      Files.writeString(folder.resolve("m/" + OutputKind.MODEL.manifest()), manifest(store));
      store.abandon();
      assertThat(data).exists();
    }
  }

  @Test
  void aDiskThatLiesPublishesNothing() throws IOException {
    Configuration lying = new Configuration();
    String place = FaultyFileSystem.under(lying, folder.resolve("m")).toString();
    Path manifest = folder.resolve("m/" + OutputKind.MODEL.manifest());
    try (StoreFolder store = StoreFolder.claim(lying, place, OutputKind.MODEL, true, false)) {
      Path data = Path.of(new org.apache.hadoop.fs.Path(store.dataPath()).toUri().getPath());
      Path table = Files.writeString(data.resolve("part-0.parquet"), "PAR1 and no end");
      assertThatThrownBy(() -> store.commit(manifest(store)))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("part-0.parquet was written and is not whole; nothing was");
      Files.writeString(table, "PAR1 rows PAR1");
      Files.writeString(data.resolve("part-1.parquet"), "PARE rows and an encrypted footer PARE");
      for (String operation : List.of("^rename .*model.json$", "^create .*model.json")) {
        FaultyFileSystem.set(FileFault.at(operation, FileFault.Mode.LYING));
        assertThatThrownBy(() -> store.commit(manifest(store) + " ".repeat(100)))
            .isInstanceOf(UncheckedIOException.class);
        assertThat(FaultyFileSystem.heal()).isTrue();
        assertThat(manifest).doesNotExist();
      }
      store.commit(manifest(store));
    }
    assertThat(manifest).exists();
  }

  @Test
  void whatIsRetractedIsGone() throws IOException {
    try (StoreFolder store = claimed()) {
      written(store);
      store.commit(manifest(store));
      store.retract();
    }
    assertThat(folder.resolve("m")).doesNotExist();
  }
}
