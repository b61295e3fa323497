package polya.models.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import polya.Failure;
import polya.ml.CountRows;
import polya.spark.LocalSpark;
import polya.spark.PlantedCorpus;

class MixtureModelTest {
  @BeforeAll
  static void spark() {
    LocalSpark.session(); // Spark's own writers take the session that is there.
  }

  private static Mixture stage() {
    return new Mixture("mixture").setK(PlantedCorpus.TOPICS).setSeed(3).set("passes", "6");
  }

  @Test
  void aFittedStageGivesDocumentsTheirTopic() {
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
    assertThat(model.logPerplexityByCompletion(rows)).isBetween(2.0, 5.0);
    assertThatThrownBy(() -> model.logPerplexityBound(rows))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("one topic")
        .hasMessageContaining("Call logPerplexityByCompletion");
  }

  @Test
  void settersAndGettersAgree() {
    Mixture mixture = new Mixture("mixture").setK(7).setDocConcentration(0.3);
    assertThat(mixture.getK()).isEqualTo(7);
    assertThat(mixture.getDocConcentration()).isEqualTo(0.3);
    assertThat(mixture.params()).noneMatch(param -> param.name().equals("phiThreshold"));
  }
}
