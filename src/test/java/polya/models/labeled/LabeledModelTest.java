package polya.models.labeled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import polya.Failure;
import polya.spark.PlantedCorpus;

class LabeledModelTest {
  @Test
  void topicsOfAFittedStageHaveTheNamesOfLabels() {
    LabeledModel model =
        new Labeled("labeled")
            .setLabelCol("topics")
            .set("passes", "3")
            .fit(LabeledStageContractTest.labelled(100));
    assertThat(model.estimatedDocConcentration().size()).isEqualTo(PlantedCorpus.TOPICS);
    assertThat(model.describeTopics(3).select("name").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("topic 0", "topic 1", "topic 2", "topic 3");
  }

  @Test
  void settersAndGettersAgree() {
    Labeled labeled = new Labeled("labeled").setTopicsPerLabel(2).setBackgroundTopics(3);
    assertThat(labeled.getTopicsPerLabel()).isEqualTo(2);
    assertThat(labeled.getBackgroundTopics()).isEqualTo(3);
    assertThat(labeled.getLabelCol()).isEqualTo("label");
    assertThat(labeled.params()).noneMatch(param -> param.name().equals("k"));
  }

  @Test
  void theNumberOfTopicsIsNotToBeGiven() {
    assertThatThrownBy(() -> new Labeled("labeled").set("k", "7"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("topicsPerLabel");
    assertThatThrownBy(
            () ->
                new Labeled("labeled")
                    .setLabelCol("none")
                    .fit(LabeledStageContractTest.labelled(20)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("none");
  }
}
