package polya.models.hpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
  void aFittedStageTransformsAndComesBackFromTheDisk() throws IOException {
    Dataset<Row> rows = CountRows.of(PlantedCorpus.documents(150));
    HpfModel model =
        new Hpf("hpf").setK(4).setSeed(3).set("passes", "4").set("shape", "0.5").fit(rows);
    assertThat(model.estimatedShape().toArray()).containsOnly(0.5);
    assertThat(model.estimatedRate().toArray()).doesNotContain(0);
    String path = scratch.resolve("stage").toString();
    model.save(path);
    List<Row> expected = model.transform(rows).collectAsList();
    assertThat(HpfModel.load(path).transform(rows).collectAsList()).isEqualTo(expected);
    assertThatThrownBy(() -> GammaPoissonModel.load(path))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("allowed is polya.models.gammapoisson.GammaPoissonModel");
  }

  @Test
  void anEstimatorComesBackWithItsParams() throws IOException {
    String path = scratch.resolve("estimator").toString();
    new Hpf("hpf").setK(4).set("activityShape", "0.5").save(path);
    Hpf loaded = Hpf.load(path);
    assertThat(loaded.getK()).isEqualTo(4);
    assertThat(loaded.getOrDefault(loaded.getParam("activityShape"))).isEqualTo(0.5);
    assertThat(loaded.params()).noneMatch(param -> param.name().equals("variational"));
  }
}
