package polya.models.lda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.ml.param.ParamMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polya.Failure;
import polya.params.Parameter;

class LdaParamsTest {
  @ParameterizedTest
  @CsvSource({
    "k,0",
    "k,1048577",
    "k,many",
    "maxIter,-1",
    "passes,0",
    "seed,1.5",
    "variational,gibbs",
    "subsamplingRate,0",
    "subsamplingRate,1.01",
    "learningDecay,0.5",
    "docConcentration,'1,-1'",
    "docConcentration,''",
    "topicConcentration,NaN",
    "optimizeDocConcentration,perhaps",
  })
  void aValueOutOfRangeIsRefusedWithTheRange(String name, String text) {
    Lda lda = new Lda("lda");
    Parameter<?> declared =
        LdaParameters.ALL.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
    assertThatThrownBy(() -> lda.set(name, text))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot set "
                + name
                + " of lda to "
                + text
                + ": allowed is "
                + declared.range()
                + ". Give it such a value.");
    assertThat(lda.isSet(lda.getParam(name))).isFalse();
  }

  @Test
  void typedSettersRefuseTheSameValues() {
    Lda lda = new Lda();
    assertThatThrownBy(() -> lda.setK(0)).isInstanceOf(Failure.class);
    assertThatThrownBy(() -> lda.setDocConcentration(new double[0])).isInstanceOf(Failure.class);
    assertThatThrownBy(() -> lda.setDocConcentration(new double[] {1, Double.NaN}))
        .isInstanceOf(Failure.class);
    assertThatThrownBy(() -> lda.setLearningDecay(0.5)).isInstanceOf(Failure.class);
    assertThatThrownBy(() -> lda.set(lda.getParam("k"), "7"))
        .as("a text where a number belongs")
        .isInstanceOf(Failure.class);
    assertThatThrownBy(() -> lda.k().w(0)).as("in a grid").isInstanceOf(Failure.class);
  }

  @Test
  void settersAndGettersAgreeAndSetByNameIsTheSame() {
    Lda typed =
        new Lda("a")
            .setK(20)
            .setMaxIter(7)
            .setDocConcentration(new double[] {0.5, 0.25})
            .setTopicConcentration(0.02)
            .setSubsamplingRate(0.5)
            .setLearningOffset(64)
            .setLearningDecay(0.6)
            .setOptimizeDocConcentration(true)
            .setSeed(5)
            .setCheckpointInterval(3)
            .setFeaturesCol("counts")
            .setTopicDistributionCol("mixture")
            .setIdCol("id")
            .setInference("svi");
    Lda named =
        new Lda("a")
            .set("k", "20")
            .set("maxIter", "7")
            .set("docConcentration", "0.5, 0.25")
            .set("topicConcentration", "0.02")
            .set("subsamplingRate", "0.5")
            .set("learningOffset", "64")
            .set("learningDecay", "0.6")
            .set("optimizeDocConcentration", "true")
            .set("seed", "5")
            .set("checkpointInterval", "3")
            .set("featuresCol", "counts")
            .set("topicDistributionCol", "mixture")
            .set("idCol", "id")
            .set("inference", "svi");
    for (Lda lda : List.of(typed, named, typed.copy(ParamMap.empty()))) {
      assertThat(lda.getK()).isEqualTo(20);
      assertThat(lda.getMaxIter()).isEqualTo(7);
      assertThat(lda.getDocConcentration()).containsExactly(0.5, 0.25);
      assertThat(lda.getTopicConcentration()).isEqualTo(0.02);
      assertThat(lda.getSubsamplingRate()).isEqualTo(0.5);
      assertThat(lda.getLearningOffset()).isEqualTo(64);
      assertThat(lda.getLearningDecay()).isEqualTo(0.6);
      assertThat(lda.getOptimizeDocConcentration()).isTrue();
      assertThat(lda.getSeed()).isEqualTo(5);
      assertThat(lda.getCheckpointInterval()).isEqualTo(3);
      assertThat(lda.getFeaturesCol()).isEqualTo("counts");
      assertThat(lda.getTopicDistributionCol()).isEqualTo("mixture");
      assertThat(lda.getOrDefault(lda.idCol())).isEqualTo("id");
      assertThat(lda.getInference()).isEqualTo("svi");
      assertThat(lda.uid()).isEqualTo("a");
    }
    assertThat(new Lda().setDocConcentration(0.3).getDocConcentration()).containsExactly(0.3);
    assertThat(new Lda().setVocabulary(new String[] {"a"}).vocabulary().name())
        .isEqualTo("vocabulary");
  }

  @Test
  void autoIsUnset() {
    Lda lda = new Lda().set("passes", "3");
    assertThat(lda.isSet(lda.getParam("passes"))).isTrue();
    lda.set("passes", "auto");
    assertThat(lda.isDefined(lda.getParam("passes"))).isFalse();
  }

  @Test
  void anUnknownMethodOfInferenceIsRefused() {
    assertThatThrownBy(() -> new Lda().setInference("gips"))
        .isInstanceOf(Failure.class)
        .hasMessage("Cannot use inference gips: there are auto, svi, gibbs. Did you mean gibbs?");
    assertThat(new Lda().getInference()).isEqualTo("auto");
  }
}
