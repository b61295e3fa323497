package polya.spark.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polya.spark.StoreLikeFileSystem;

/** The file of a lease on an object store, between several runs. */
class StoreLeaseFileTest {
  private static final String ONE = "{\"run\": 1}\n";
  private static final String TWO = "{\"run\": 2}\n";
  private static final String THREE = "{\"run\": 3}\n";

  private final Configuration configuration = new Configuration(false);
  private final Path path = new Path(StoreLikeFileSystem.under(configuration, "lease"), "l");

  @BeforeEach
  void empty() {
    StoreLikeFileSystem.reset(0, true);
  }

  private LeaseFile file() throws IOException {
    return LeaseFile.at(configuration, path).orElseThrow();
  }

  @Test
  void oneMakesItAndOneTakesIt() throws IOException {
    LeaseFile first = file();
    assertThat(first.create(ONE)).isTrue();
    assertThat(file().create(TWO)).isFalse();
    assertThat(file().read()).contains(ONE);
    assertThat(file().take(Optional.of(ONE), TWO)).isTrue();
    assertThat(file().take(Optional.of(ONE), THREE)).isFalse();
    first.renew();
    assertThat(first.remove(ONE)).isFalse();
    assertThat(file().read()).contains(TWO);
    assertThat(file().remove(TWO)).isTrue();
    assertThat(file().read()).isEmpty();
  }

  @Test
  void oneThatWasGivenBackIsAnybodysWhoIsFirst() throws IOException {
    LeaseFile first = file();
    first.create(ONE);
    assertThat(first.remove(ONE)).isTrue();
    assertThat(StoreLikeFileSystem.text(path)).as("no store deletes on a condition").isNotNull();
    assertThat(file().create(TWO)).isTrue();
    assertThat(file().create(THREE)).isFalse();
    first.renew();
    assertThat(first.remove(ONE)).isFalse();
    assertThat(file().read()).contains(TWO);
  }

  @Test
  void aRenewalThatFailsIsFollowedByAnother() throws IOException {
    LeaseFile first = file();
    first.create(ONE);
    String before = StoreLikeFileSystem.text(path);
    StoreLikeFileSystem.crashAfter(0);
    first.renew();
    assertThat(StoreLikeFileSystem.heal()).isTrue();
    first.renew();
    assertThat(StoreLikeFileSystem.text(path)).isNotEqualTo(before).startsWith(ONE);
  }

  @Test
  void aRenewalIsAnotherText() throws IOException {
    LeaseFile first = file();
    first.create(ONE);
    String before = StoreLikeFileSystem.text(path);
    first.renew();
    assertThat(StoreLikeFileSystem.text(path)).isNotEqualTo(before).startsWith(ONE);
    assertThat(first.read()).contains(ONE);
  }

  @Test
  void aStoreThatComparesNothingHasNone() throws IOException {
    StoreLikeFileSystem.reset(0, false);
    assertThat(LeaseFile.at(configuration, path)).isEmpty();
  }
}
