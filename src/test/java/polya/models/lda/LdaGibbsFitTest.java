package polya.models.lda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import polya.Failure;
import polya.corpus.Document;
import polya.ml.CountRows;
import polya.spark.PlantedCorpus;

/** Gibbs sampling by the spark.ml face. */
class LdaGibbsFitTest {
  private static final List<Document> DOCUMENTS = PlantedCorpus.documents(200);

  private static Lda lda() {
    return new Lda().setInference("gibbs").setK(4).set("burnIn", "3").set("samples", "2");
  }

  @Test
  void aFitTellsWhatItDid() {
    LdaModel model = lda().fit(CountRows.of(DOCUMENTS));
    assertThat(model.summary().parameters())
        .containsEntry("phiThreshold", "0.1")
        .containsEntry("start", "variational");
    assertThat(model.summary().metrics().get(model.summary().rounds() - 1))
        .containsKeys("changed", "activeTopics");
  }

  @Test
  void parametersOfTheOtherMethodAreRefused() {
    assertThatThrownBy(() -> lda().set("passes", "3").fit(CountRows.of(DOCUMENTS)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("Cannot set passes: there is no such parameter.");
    assertThatThrownBy(
            () -> lda().setInference("auto").set("passes", "3").fit(CountRows.of(DOCUMENTS)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("allowed are those of one method.");
    assertThat(lda().setInference("auto").fit(CountRows.of(DOCUMENTS)).summary().toString())
        .startsWith("lda · gibbs");
  }
}
