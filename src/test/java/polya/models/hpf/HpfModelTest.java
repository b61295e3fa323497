package polya.models.hpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.Failure;
import polya.ml.CountRows;
import polya.models.gammapoisson.GammaPoissonModel;
import polya.spark.LocalSpark;
import polya.spark.PlantedCorpus;

class HpfModelTest {
  @TempDir private Path scratch;

  @BeforeAll
  static void spark() {
    LocalSpark.session(); // Spark's own writers take the session that is there.
  }

  @Test
  void aFittedStageHasAShapeAndRatesAndIsNoGammaPoissonModel() throws IOException {
    Dataset<Row> rows = CountRows.of(PlantedCorpus.documents(150));
    HpfModel model =
        new Hpf("hpf").setK(4).setSeed(3).set("passes", "4").set("shape", "0.5").fit(rows);
    assertThat(model.estimatedShape().toArray()).containsOnly(0.5);
    assertThat(model.estimatedRate().toArray()).doesNotContain(0);
    String path = scratch.resolve("stage").toString();
    model.save(path);
    assertThatThrownBy(() -> GammaPoissonModel.load(path))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("allowed is polya.models.gammapoisson.GammaPoissonModel");
  }

  @Test
  void itsParamsHaveSettersByName() {
    Hpf hpf = new Hpf("hpf").setK(4).set("activityShape", "0.5");
    assertThat(hpf.getK()).isEqualTo(4);
    assertThat(hpf.getOrDefault(hpf.getParam("activityShape"))).isEqualTo(0.5);
    assertThat(hpf.params()).noneMatch(param -> param.name().equals("variational"));
  }
}
