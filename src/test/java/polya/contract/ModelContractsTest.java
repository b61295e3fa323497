package polya.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import polya.infer.Generator;
import polya.infer.Method;
import polya.infer.ModelFamily;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.infer.gibbs.GibbsParameters;

/**
 * Every registered family inherits all contracts, every one of its methods those of methods. A
 * model without would be shipped untested.
 */
class ModelContractsTest {
  /** The contracts by what they are of. */
  private static final List<Class<? extends ModelContract>> ALL =
      List.of(
          InferenceContract.class,
          SamplerContract.class,
          PosteriorContract.class,
          StageContract.class,
          JobsContract.class);

  private static boolean isWanted(Class<? extends ModelContract> contract, Method method) {
    return contract != SamplerContract.class
        || method.parameters().contains(GibbsParameters.BURN_IN);
  }

  /** A sentence for every contract that a family lacks. */
  private static List<String> missing(List<ModelFamily> families, List<ModelContract> present) {
    List<String> sentences = new ArrayList<>();
    for (ModelFamily family : families) {
      for (Class<? extends ModelContract> contract : ALL) {
        String methods =
            family.methods().stream()
                .filter(method -> isWanted(contract, method))
                .map(Method::name)
                .filter(
                    method -> present.stream().noneMatch(c -> isOf(c, contract, family, method)))
                .collect(Collectors.joining(" and "));
        if (!methods.isEmpty()) {
          sentences.add(
              ("Cannot ship family %s: no test has %s of it by %s. Write one beside the"
                      + " others of %s, and name it in src/test/resources/META-INF/services/%s.")
                  .formatted(
                      family.name(),
                      contract.getSimpleName(),
                      methods,
                      family.getClass().getPackageName(),
                      ModelContract.class.getName()));
        }
      }
    }
    return sentences;
  }

  private static boolean isOf(
      ModelContract present, Class<?> contract, ModelFamily family, String method) {
    return contract.isInstance(present)
        && present.family().getClass() == family.getClass()
        && present.methods().contains(method);
  }

  @Test
  void everyRegisteredFamilyHasAllItsContracts() {
    assertThat(ModelFamily.all()).isNotEmpty();
    assertThat(missing(ModelFamily.all(), ModelContract.all())).isEmpty();
  }

  /** What is named as a test, and so is run. */
  @Test
  void everyContractIsATestOfARegisteredFamily() {
    List<Class<?>> families = new ArrayList<>();
    ModelFamily.all().forEach(family -> families.add(family.getClass()));
    for (ModelContract contract : ModelContract.all()) {
      assertThat(contract.getClass().getSimpleName()).endsWith("Test");
      assertThat(families).contains(contract.family().getClass());
      assertThat(contract.family().inferences()).containsAll(contract.methods());
    }
  }

  /** A family that nobody tests. */
  private record Fake(List<Method> methods) implements ModelFamily {
    @Override
    public String name() {
      return "fake";
    }

    @Override
    public Posterior posterior(ModelState parameters) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Generator generator() {
      throw new UnsupportedOperationException();
    }
  }

  private static final Method SVI =
      new Method("svi", List.of(), (settings, facts) -> null, (given, earlier) -> Map.of());

  private static final Method GIBBS =
      new Method(
          "gibbs",
          List.of(GibbsParameters.BURN_IN),
          (settings, facts) -> null,
          (given, earlier) -> Map.of());

  @Test
  void aFamilyWithoutContractsIsToldAllOfThem() {
    List<String> sentences = missing(List.of(new Fake(List.of(SVI, GIBBS))), ModelContract.all());
    assertThat(sentences).hasSize(ALL.size());
    assertThat(sentences.get(0))
        .isEqualTo(
            "Cannot ship family fake: no test has InferenceContract of it by svi and gibbs. Write"
                + " one beside the others of polya.contract, and name it in"
                + " src/test/resources/META-INF/services/polya.contract.ModelContract.");
    assertThat(sentences.get(1)).contains("no test has SamplerContract of it by gibbs.");
    assertThat(missing(List.of(new Fake(List.of(SVI))), List.of()))
        .noneMatch(sentence -> sentence.contains("SamplerContract"));
  }

  /** Whether two are of one contract, family and methods, as those of models with keywords are. */
  private static boolean saysTheSame(ModelContract a, ModelContract b) {
    return a.getClass().getSuperclass() == b.getClass().getSuperclass()
        && a.family().name().equals(b.family().name())
        && a.methods().equals(b.methods());
  }

  @Test
  void aContractThatIsNotNamedIsMissed() {
    for (ModelContract gone : ModelContract.all()) {
      List<ModelContract> rest =
          ModelContract.all().stream().filter(c -> !saysTheSame(c, gone)).toList();
      assertThat(missing(ModelFamily.all(), rest))
          .as("without %s", gone.getClass())
          .singleElement()
          .asString()
          .startsWith("Cannot ship family " + gone.family().name() + ": ")
          .contains("Contract of it by " + String.join(" and ", gone.methods()) + ".");
    }
  }
}
