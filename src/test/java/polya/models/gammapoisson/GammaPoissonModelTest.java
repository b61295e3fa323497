package polya.models.gammapoisson;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import polya.ml.CountRows;
import polya.spark.PlantedCorpus;

class GammaPoissonModelTest {
  private static Dataset<Row> rows() {
    return CountRows.of(PlantedCorpus.documents(150));
  }

  @Test
  void aFittedStageHasShapesAndRates() {
    GammaPoissonModel model =
        new GammaPoisson("gp")
            .setK(4)
            .setSeed(3)
            .set("passes", "4")
            .set("shape", "0.3")
            .fit(rows());
    assertThat(model.estimatedShape().size()).isEqualTo(4);
    assertThat(model.estimatedRate().toArray()).doesNotContain(0);
  }

  @Test
  void itFitsByGibbsSampling() {
    GammaPoissonModel model =
        new GammaPoisson()
            .setInference("gibbs")
            .setK(4)
            .set("burnIn", "3")
            .set("samples", "2")
            .fit(rows());
    assertThat(model.summary().parameters()).containsEntry("rates", "common");
    assertThat(model.summary().metrics().get(model.summary().rounds() - 1))
        .containsKeys("changed", "shapeSum");
  }
}
