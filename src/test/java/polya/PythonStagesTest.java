package polya;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.param.Params;
import org.junit.jupiter.api.Test;

/**
 * The Python of every stage is as Java declares it, in the module that has the name of its Java
 * package: by that name PySpark looks for it. With {@code -Dpython.write=true} it is written anew
 * instead.
 */
class PythonStagesTest {
  private static final boolean WRITE = Boolean.getBoolean("python.write");
  private static final Path PYTHON = Manual.ROOT.resolve("src/main/python");
  private static final Map<String, List<Class<? extends Params>>> MODULES = modules();

  @Test
  void everyStageIsThereAsJavaDeclaresIt() throws IOException, ReflectiveOperationException {
    assertThat(MODULES).containsKeys("polya.ml", "polya.models.lda");
    for (Map.Entry<String, List<Class<? extends Params>>> module : MODULES.entrySet()) {
      Path file = PYTHON.resolve(module.getKey().replace('.', '/') + ".py");
      String expected = PythonModule.of(module.getValue());
      if (WRITE) {
        Files.writeString(file, expected);
      } else {
        assertThat(file).exists();
        assertThat(Files.readString(file))
            .as(file + ": mvn test -Dtest=PythonStagesTest -Dpython.write=true writes it anew")
            .isEqualTo(expected);
      }
    }
  }

  /**
   * MLflow's autologging keeps models of the classes that this list names, by their names in
   * Python. A list takes the place of MLflow's own, so that the names of Spark's stand here too;
   * MlflowIT holds them against MLflow's.
   */
  @Test
  void theListForMlflowNamesEveryModel() throws IOException, ReflectiveOperationException {
    Path file = PYTHON.resolve("polya/mlflow_allowlist.txt");
    String text = Files.readString(file);
    String marker = "# Polya's, written by PythonStagesTest\n";
    StringBuilder expected = new StringBuilder(text.substring(0, text.indexOf(marker)) + marker);
    for (Map.Entry<String, List<Class<? extends Params>>> module : MODULES.entrySet()) {
      for (Class<? extends Params> stage : module.getValue()) {
        if (Estimator.class.isAssignableFrom(stage)) {
          expected.append(module.getKey()).append('.').append(stage.getSimpleName());
          expected.append("Model\n");
        }
      }
    }
    if (WRITE) {
      Files.writeString(file, expected.toString());
    } else {
      assertThat(text).isEqualTo(expected.toString());
    }
  }

  @Test
  void thePackageItselfHasThemAll() throws IOException, ReflectiveOperationException {
    String all = Files.readString(PYTHON.resolve("polya/__init__.py"));
    for (List<Class<? extends Params>> stages : MODULES.values()) {
      for (Class<? extends Params> stage : stages) {
        assertThat(all).contains("    \"" + stage.getSimpleName() + "\",");
      }
    }
  }

  /** The estimators and evaluators by package. */
  private static Map<String, List<Class<? extends Params>>> modules() {
    Map<String, List<Class<? extends Params>>> modules = new TreeMap<>();
    for (JavaClass found :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("polya.models", "polya.ml")) {
      boolean stage =
          found.isAssignableTo(Estimator.class) || found.isAssignableTo(Evaluator.class);
      if (stage && !found.getModifiers().contains(JavaModifier.ABSTRACT)) {
        modules
            .computeIfAbsent(found.getPackageName(), name -> new ArrayList<>())
            .add(found.reflect().asSubclass(Params.class));
      }
    }
    modules.values().forEach(stages -> stages.sort((a, b) -> a.getName().compareTo(b.getName())));
    return modules;
  }
}
