package polya.spark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.Failure;
import polya.infer.ModelState;
import polya.topics.Globals;
import polya.topics.LocalBlocks;
import polya.topics.TermBlock;

/** What of a model's shapes cannot be changed behind its back. */
class ModelShapesTest {
  private static final double[] SIX = {1, 2, 3, 4, 5, 6};

  @TempDir Path folder;

  private static String digest(int... shape) {
    Globals globals = Globals.none().with("m", SIX, shape);
    return ModelDigest.of(
        ModelState.of(LocalBlocks.of(List.of(TermBlock.zeros(0, 1, 8))), globals), 2);
  }

  @Test
  void theDigestKnowsHowAMatrixIsCut() {
    assertThat(List.of(digest(6), digest(2, 3), digest(3, 2))).doesNotHaveDuplicates();
  }

  @Test
  void aManifestOfOtherColumnsThanTopicsIsDamaged() throws IOException {
    Path saved =
        Path.of(System.getProperty("basedir", ""), "src/test/resources/polya/spark/model-format-2");
    String text = Files.readString(saved.resolve(ModelStore.MANIFEST));
    String other = text.replaceFirst("(\"columns\" : )\\d+", "$1" + 77);
    assertThat(other).isNotEqualTo(text);
    Files.writeString(folder.resolve(ModelStore.MANIFEST), other);
    assertThatThrownBy(() -> ModelManifest.read(new Configuration(), folder.toString()))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.STORE))
        .hasMessageContaining("model.json is damaged");
  }
}
