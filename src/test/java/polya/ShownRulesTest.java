package polya;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.slf4j.Logger;
import polya.spark.Json;

/**
 * As far as it can be said of classes: paths and options leave Polya through {@link Shown} alone.
 */
@AnalyzeClasses(packages = "polya", importOptions = ImportOption.DoNotIncludeTests.class)
class ShownRulesTest {
  private static boolean calls(JavaClass from, Class<?> owner, String method) {
    return from.getMethodCallsFromSelf().stream()
        .anyMatch(
            call ->
                call.getTargetOwner().isEquivalentTo(owner)
                    && call.getTarget().getName().equals(method));
  }

  @ArchTest
  static void everySentenceOfAFailurePassesTheDoor(JavaClasses all) {
    JavaClass failure = all.get(Failure.class);
    assertThat(failure.getConstructors()).hasSize(1);
    JavaCodeUnit constructor = failure.getConstructors().iterator().next();
    assertThat(
            constructor.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Shown.class)))
        .isTrue();
  }

  /** What else is thrown tells of nothing but numbers, or is caught before anybody sees it. */
  @ArchTest
  static void thereIsNoOtherExceptionForPeople(JavaClasses all) {
    assertThat(
            all.stream()
                .filter(type -> type.isAssignableTo(Throwable.class))
                .map(JavaClass::getName))
        .containsExactlyInAnyOrder(
            "polya.Failure",
            "polya.cli.RunIdFlag$Finished",
            "polya.mlflow.Trouble",
            "polya.spark.ingest.lines.Expanded$TooMuch");
  }

  /** Of these GzipMembers names a file, and shows it; the others tell numbers. */
  @ArchTest
  static void fewLog(JavaClasses all) {
    ArchRule rule =
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName("polya.spark.exchange.ShardedExchange")
            .and()
            .doNotHaveFullyQualifiedName("polya.spark.ingest.lines.GzipMembers")
            .and()
            .doNotHaveFullyQualifiedName("polya.ml.TextAnalyzer")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Logger.class);
    rule.check(all);
    assertThat(all.get("polya.spark.ingest.lines.GzipMembers").getMethodCallsFromSelf())
        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Shown.class));
  }

  @ArchTest
  static void recordsAndManifestsAreShown(JavaClasses all) {
    for (String name :
        new String[] {
          "polya.cli.Job", "polya.spark.store.ModelManifest", "polya.spark.store.CorpusManifest"
        }) {
      assertThat(calls(all.get(name), Json.class, "shown")).as(name).isTrue();
    }
  }

  @ArchTest
  static void nobodyListsTheSettings(JavaClasses all) {
    ArchRule rule =
        classes()
            .should()
            .onlyCallMethodsThat(
                com.tngtech.archunit.base.DescribedPredicate.describe(
                    "list no settings",
                    target ->
                        !(target.getOwner().isEquivalentTo(SparkConf.class)
                                && target.getName().matches("getAll.*|toDebugString")
                            || target.getOwner().isEquivalentTo(Configuration.class)
                                && target
                                    .getName()
                                    .matches(
                                        "iterator|writeXml|dumpConfiguration|getValByRegex"))));
    rule.check(all);
  }
}
