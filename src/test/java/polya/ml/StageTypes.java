package polya.ml;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.param.Params;

/** Every class of Polya's that is a stage of spark.ml. */
final class StageTypes {
  private StageTypes() {}

  /** All of them that can be made. */
  static List<Class<?>> all() {
    List<Class<?>> types = new ArrayList<>();
    for (JavaClass found :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("polya.models", "polya.ml", "polya.connect")) {
      if (found.isAssignableTo(Params.class)
          && !found.getModifiers().contains(JavaModifier.ABSTRACT)) {
        types.add(found.reflect());
      }
    }
    return types;
  }
}
