package polya.models.lda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.Failure;
import polya.corpus.Document;
import polya.ml.CountRows;
import polya.spark.PlantedCorpus;

/** Gibbs sampling by the spark.ml face. */
class LdaGibbsFitTest {
  private static final List<Document> DOCUMENTS = PlantedCorpus.documents(200);

  @TempDir Path folder;

  private static Lda lda() {
    return new Lda().setInference("gibbs").setK(4).set("burnIn", "3").set("samples", "2");
  }

  @Test
  void fitsTransformsSavesAndLoads() throws Exception {
    LdaModel model = lda().fit(CountRows.of(DOCUMENTS));
    assertThat(model.summary().parameters())
        .containsEntry("phiThreshold", "0.1")
        .containsEntry("start", "variational");
    assertThat(model.summary().metrics().get(model.summary().rounds() - 1))
        .containsKeys("changed", "activeTopics");
    assertThat(model.transform(CountRows.of(DOCUMENTS)).count()).isEqualTo(200);
    model.save(folder.resolve("model").toString());
    LdaModel read = LdaModel.load(folder.resolve("model").toString());
    assertThat(read.summary().digest()).isEqualTo(model.summary().digest());
  }

  @Test
  void parametersOfTheOtherMethodAreRefused() {
    assertThatThrownBy(() -> lda().set("passes", "3").fit(CountRows.of(DOCUMENTS)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("Cannot set passes: there is no such parameter.");
    assertThat(new Lda().set("burnIn", "3").setK(4).getInference()).isEqualTo("svi");
  }

  @Test
  void fractionsOfATokenAreRefused() {
    List<Row> rows = new ArrayList<>(DOCUMENTS.stream().map(CountRows::row).toList());
    rows.add(
        RowFactory.create(
            "half", Vectors.sparse(PlantedCorpus.TERMS, new int[] {2, 5}, new double[] {1, 0.5})));
    assertThatThrownBy(() -> lda().setIdCol("id").fit(CountRows.rows(rows)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("Cannot read row half as counts of terms: its value at 5 is 0.5;")
        .hasMessageContaining("allowed are whole numbers");
  }
}
