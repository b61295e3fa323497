package polya.spark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.infer.Posterior;
import polya.spark.LocalSpark;

/**
 * What any released version wrote is read by this one; a format's folder is never changed again.
 */
class SavedFormatsTest {
  private static String saved(String name) {
    return Path.of(System.getProperty("basedir", ""), "src/test/resources/polya/spark", name)
        .toAbsolutePath()
        .toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {1})
  void corpora(int format) {
    CorpusStore corpus = CorpusStore.open(LocalSpark.session(), saved("corpus-format-" + format));
    assertThat(corpus.info().documents()).isEqualTo(12);
    assertThat(corpus.vocabulary().hash()).isEqualTo(corpus.info().vocabularyHash());
    long tokens = 0;
    for (var document : corpus.documentRdd().collect()) {
      tokens += document.tokens();
    }
    assertThat(tokens).isEqualTo(corpus.info().tokens()).isEqualTo(128);
    assertThat(corpus.keptColumns()).containsExactly("text");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void models(int format) {
    ModelStore model = ModelStore.open(LocalSpark.session(), saved("model-format-" + format));
    assertThat(model.info().k()).isEqualTo(3);
    assertThat(model.vocabulary().hash()).isEqualTo(model.info().vocabularyHash());
    Posterior posterior = model.posterior();
    double[] weights = new double[3];
    double[] sums = new double[3];
    for (int w = 0; w < model.vocabulary().size(); w++) {
      posterior.topics().expand(w, weights, 0);
      for (int k = 0; k < sums.length; k++) {
        sums[k] += weights[k];
      }
    }
    for (double sum : sums) {
      assertThat(sum).isCloseTo(1, within(1e-6));
    }
    assertThat(posterior.documents().alpha()).hasSize(3).containsOnly(0.1);
  }

  /** By inference gibbs, burnIn=10, samples=4, keepSamples=2: tables, shapes and samples. */
  @Test
  void aModelOfFormat2() {
    ModelStore model = ModelStore.open(LocalSpark.session(), saved("model-format-2"));
    assertThat(ModelDigest.of(model.parameters(), 3)).isEqualTo(model.info().digest());
    assertThat(model.parameters().globals().shape("topicConcentration")).isEmpty();
    assertThat(model.parameters().globals().shape("docConcentration")).containsExactly(3);
    assertThat(model.samples()).isEqualTo(2);
    assertThat(model.sample(1).terms()).isEqualTo(49);
  }
}
