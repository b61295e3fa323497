package polya.models.gammapoisson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.Failure;
import polya.corpus.Document;
import polya.ml.CountRows;
import polya.spark.LocalSpark;
import polya.spark.PlantedCorpus;

class GammaPoissonModelTest {
  @TempDir private Path scratch;

  @Test
  void aFittedStageTransformsAndComesBackFromTheDisk() throws IOException {
    Dataset<Row> rows = CountRows.of(PlantedCorpus.documents(150));
    GammaPoissonModel model =
        new GammaPoisson("gp").setK(4).setSeed(3).set("passes", "4").set("shape", "0.3").fit(rows);
    assertThat(model.estimatedShape().size()).isEqualTo(4);
    assertThat(model.estimatedRate().toArray()).doesNotContain(0);
    String path = scratch.resolve("stage").toString();
    model.save(path);
    List<Row> expected = model.transform(rows).collectAsList();
    assertThat(GammaPoissonModel.load(path).transform(rows).collectAsList()).isEqualTo(expected);
  }

  @Test
  void itFitsByGibbsSamplingWholeCountsAlone() {
    GammaPoisson sampler =
        new GammaPoisson().setInference("gibbs").setK(4).set("burnIn", "3").set("samples", "2");
    List<Document> documents = PlantedCorpus.documents(150);
    GammaPoissonModel model = sampler.fit(CountRows.of(documents));
    assertThat(model.summary().parameters()).containsEntry("rates", "common");
    assertThat(model.summary().metrics().get(model.summary().rounds() - 1))
        .containsKeys("changed", "shapeSum");
    assertThat(model.transform(CountRows.of(documents)).count()).isEqualTo(150);
    LocalSpark.session().sparkContext().setLogLevel("OFF"); // or Spark prints what is wanted
    for (double[] values :
        List.of(new double[] {1, 0.5}, new double[] {1, -1}, new double[] {1, Double.NaN})) {
      List<Row> rows = new ArrayList<>(documents.stream().map(CountRows::row).toList());
      rows.add(
          RowFactory.create("odd", Vectors.sparse(PlantedCorpus.TERMS, new int[] {2, 5}, values)));
      assertThatThrownBy(() -> sampler.setIdCol("id").fit(CountRows.rows(rows)))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("Cannot read row odd as counts of terms: its value at 5 is");
    }
    LocalSpark.session().sparkContext().setLogLevel("ERROR");
  }
}
