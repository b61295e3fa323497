package polya.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polya.Failure;

/** How files come to their place, and files that are replaced on a condition. */
class StoreCommitTest {
  private final Configuration configuration = new Configuration(false);
  private final Path path =
      new Path(StoreLikeFileSystem.under(configuration, "commit"), "model.json");

  @BeforeEach
  void empty() {
    StoreLikeFileSystem.reset(0, true);
  }

  @AfterEach
  void heal() {
    StoreLikeFileSystem.heal();
  }

  @ParameterizedTest
  @CsvSource({
    "auto,s3a://b/,true",
    "auto,gs://b/,true",
    "auto,abfss://c@a/,true",
    "auto,file:///,false",
    "auto,hdfs://n:1/,false",
    "put,file:///,true",
    "rename,s3a://b/,false"
  })
  void aStoreIsKnownByItsSchemeOrByWord(String asked, String files, boolean put) {
    configuration.set(StoreCommit.KEY, asked);
    assertThat(StoreCommit.isPut(configuration, URI.create(files))).isEqualTo(put);
  }

  @Test
  void anotherWordIsRefused() {
    configuration.set(StoreCommit.KEY, "copy");
    assertThatThrownBy(() -> new Files(configuration).puts(path))
        .isInstanceOfSatisfying(
            Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.USAGE))
        .hasMessageContaining("spark.hadoop.polya.store.commit=copy; allowed are auto, rename");
  }

  @Test
  void ofTwoWhoSawTheSameOneReplacesIt() {
    GuardedFile file = GuardedFile.of(configuration, path).orElseThrow();
    String none = file.tag();
    assertThat(file.replace(none, "one")).isTrue();
    assertThat(file.replace(none, "two")).isFalse();
    String seen = file.tag();
    assertThat(file.replace(seen, "three")).isTrue();
    assertThat(file.replace(seen, "four")).isFalse();
    assertThat(file.read()).contains("three");
  }

  @Test
  void whatIsToldAsFailedAndIsThereWasWritten() {
    GuardedFile file = GuardedFile.of(configuration, path).orElseThrow();
    String none = file.tag();
    StoreLikeFileSystem.loseAnswer();
    assertThat(file.replace(none, "one")).isTrue();
    assertThat(file.read()).contains("one");
  }
}
