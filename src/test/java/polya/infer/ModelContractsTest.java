package polya.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Every registered model inherits the tests of every method it is trained by: family {@code lda}
 * with inference {@code svi} has a concrete class {@code polya.models.lda.LdaSviContractTest} that
 * extends {@code polya.spark.train.InferenceContract}. A model without it would be shipped
 * untested.
 */
class ModelContractsTest {
  private static final String CONTRACT = "polya.spark.train.InferenceContract";

  @Test
  void everyRegisteredModelHasItsContractTests() {
    List<String> missing = new ArrayList<>();
    int registered = 0;
    for (ModelFamily family : ModelFamily.all()) {
      for (String inference : family.inferences()) {
        registered++;
        String name = contractTest(family, inference);
        if (!isContractTest(name)) {
          missing.add(name);
        }
      }
    }
    assertThat(registered).isPositive();
    assertThat(missing).as("concrete classes that extend %s", CONTRACT).isEmpty();
  }

  /** Beside the family's own class, named after it: LdaFamily and svi make LdaSviContractTest. */
  private static String contractTest(ModelFamily family, String inference) {
    String type = family.getClass().getName();
    assertThat(type).endsWith("Family");
    return type.substring(0, type.length() - "Family".length())
        + inference.substring(0, 1).toUpperCase(Locale.ROOT)
        + inference.substring(1)
        + "ContractTest";
  }

  private static boolean isContractTest(String name) {
    try {
      ClassLoader loader = ModelContractsTest.class.getClassLoader();
      Class<?> type = Class.forName(name, false, loader);
      Class<?> contract = Class.forName(CONTRACT, false, loader);
      return contract.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers());
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
