package polya.models.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.Failure;
import polya.ml.CountRows;
import polya.spark.LocalSpark;
import polya.spark.PlantedCorpus;

class MixtureModelTest {
  @TempDir private Path scratch;

  @BeforeAll
  static void spark() {
    LocalSpark.session(); // Spark's own writers take the session that is there.
  }

  private static Mixture stage() {
    return new Mixture("mixture").setK(PlantedCorpus.TOPICS).setSeed(3).set("passes", "6");
  }

  @Test
  void aFittedStageGivesDocumentsTheirTopicAndComesBackFromTheDisk() throws IOException {
    Dataset<Row> rows = CountRows.of(PlantedCorpus.ofOneTopic(200));
    MixtureModel model = stage().fit(rows);
    assertThat(Arrays.stream(model.topicShares().toArray()).sum()).isBetween(1 - 1e-9, 1 + 1e-9);
    List<Row> expected = model.transform(rows).collectAsList();
    assertThat(expected)
        .filteredOn(
            row ->
                Arrays.stream(row.<Vector>getAs("topicDistribution").toArray()).max().orElse(0)
                    > 0.9)
        .hasSizeGreaterThan(150);
    String path = scratch.resolve("stage").toString();
    model.save(path);
    assertThat(MixtureModel.load(path).transform(rows).collectAsList()).isEqualTo(expected);
    assertThat(model.logPerplexityByCompletion(rows)).isBetween(2.0, 5.0);
    assertThatThrownBy(() -> model.logPerplexityBound(rows))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("one topic")
        .hasMessageContaining("Call logPerplexityByCompletion");
  }

  @Test
  void itGoesThroughAPipelineAndAnEstimatorComesBackWithItsParams() throws IOException {
    Dataset<Row> rows = CountRows.of(PlantedCorpus.ofOneTopic(100));
    Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {stage()});
    String path = scratch.resolve("pipeline").toString();
    PipelineModel model = pipeline.fit(rows);
    model.save(path);
    assertThat(PipelineModel.load(path).transform(rows).collectAsList())
        .isEqualTo(model.transform(rows).collectAsList());
    String estimator = scratch.resolve("estimator").toString();
    new Mixture("mixture").setK(7).setDocConcentration(0.3).save(estimator);
    Mixture loaded = Mixture.load(estimator);
    assertThat(loaded.getK()).isEqualTo(7);
    assertThat(loaded.getDocConcentration()).isEqualTo(0.3);
    assertThat(loaded.params()).noneMatch(param -> param.name().equals("phiThreshold"));
  }
}
