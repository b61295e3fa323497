package polya.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.junit.jupiter.api.Test;
import polya.models.lda.LdaModel;
import polya.spark.LocalSpark;

/** What holds of the Params of every stage, whichever model is behind it. */
class StageParamsTest {
  /** Spark Connect makes values of the class that a Param names, and fails where it names none. */
  @Test
  void everyParamOfEveryStageNamesTheClassOfItsValues() throws ReflectiveOperationException {
    LocalSpark.session();
    List<Params> stages = new ArrayList<>();
    stages.add(LdaModel.load("src/test/resources/polya/lda/stage-format-1"));
    for (Class<?> type : StageTypes.all()) {
      boolean ofSpark = type.getSuperclass().getName().startsWith("org.apache.spark.ml.clustering");
      if (!Model.class.isAssignableFrom(type) && !ofSpark) { // Models have those of estimators.
        stages.add((Params) type.getConstructor(String.class).newInstance("stage"));
      }
    }

    assertThat(stages).hasSizeGreaterThan(4);
    for (Params stage : stages) {
      for (Param<?> param : stage.params()) {
        assertThat(param.dataClass())
            .as("class of %s of %s", param.name(), stage.getClass())
            .isNotNull();
      }
    }
  }
}
