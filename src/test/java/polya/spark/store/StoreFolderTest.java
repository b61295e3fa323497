package polya.spark.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void whatIsRetractedIsGone() throws IOException {
    try (StoreFolder store = claimed()) {
      written(store);
      store.commit(manifest(store));
      store.retract();
    }
    assertThat(folder.resolve("m")).doesNotExist();
  }
}
