package polya.gammapoisson;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.ml.CountRows;
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
}
