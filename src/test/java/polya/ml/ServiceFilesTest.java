package polya.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.util.MLReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.infer.ModelFamily;

/** How a server of Spark Connect finds stages: by name, in files of services. */
class ServiceFilesTest {
  private static List<String> stages(Class<?> kind) {
    return StageTypes.all().stream()
        .filter(kind::isAssignableFrom)
        .<String>map(Class::getName)
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @ValueSource(classes = {Estimator.class, Transformer.class, Evaluator.class})
  void everyStageIsNamedAndNothingElse(Class<?> kind) {
    assertThat(stages(kind)).isNotEmpty();
    assertThat(
            ServiceLoader.load(kind).stream()
                .<String>map(provider -> provider.type().getName())
                .filter(name -> name.startsWith("polya.")))
        .as("META-INF/services/%s", kind.getName())
        .containsExactlyInAnyOrderElementsOf(stages(kind));
  }

  @Test
  void everyFamilyHasBothStages() {
    for (ModelFamily family : ModelFamily.all()) {
      String name = family.getClass().getName().replaceFirst("Family$", "");
      assertThat(stages(Estimator.class)).contains(name);
      assertThat(stages(Transformer.class)).contains(name + "Model");
    }
  }

  @Test
  void everyStageHasWhatTheServerCalls() throws ReflectiveOperationException {
    for (Class<?> stage : StageTypes.all()) {
      assertThat(stage.getConstructor()).as(stage.getName()).isNotNull();
      if (!Model.class.isAssignableFrom(stage)) {
        assertThat(stage.getConstructor(String.class)).as(stage.getName()).isNotNull();
      }
      assertThat(Modifier.isStatic(stage.getMethod("load", String.class).getModifiers())).isTrue();
      assertThat(stage.getMethod("read").invoke(null)).isInstanceOf(MLReader.class);
    }
  }
}
