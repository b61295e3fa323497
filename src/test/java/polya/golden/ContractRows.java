package polya.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import polya.spark.train.InferenceContract;
import polya.spark.train.SamplerContract;

/** Rows of whatever keeps a contract: a new configuration has rows at once, and fails without. */
final class ContractRows {
  private ContractRows() {}

  static SortedMap<String, String> of(Path folder) {
    SortedMap<String, String> rows = new TreeMap<>();
    for (InferenceContract contract : all(InferenceContract.class)) {
      rows.putAll(contract.golden(folder));
    }
    for (SamplerContract contract : all(SamplerContract.class)) {
      rows.putAll(contract.golden());
    }
    return rows;
  }

  private static <T> List<T> all(Class<T> contract) {
    List<T> found =
        new ClassFileImporter()
            .importPackages("polya").get(contract).getAllSubclasses().stream()
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(type -> contract.cast(made(type)))
                .toList();
    assertThat(found).isNotEmpty();
    return found;
  }

  private static Object made(JavaClass type) {
    try {
      Constructor<?> constructor = type.reflect().getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make " + type.getName(), e);
    }
  }
}
