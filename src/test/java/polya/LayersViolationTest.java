package polya;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of {@link LayersTest} refuse a class that breaks them. */
class LayersViolationTest {
  /** A class that breaks a rule; one name stands for one class. */
  private record Bad(String type, String body, Consumer<JavaClasses> rule) {
    @Override
    public String toString() {
      return type + " { " + body + " }";
    }
  }

  private static final String FAMILY = "polya.models.lda.LdaFamily field;";
  private static final String STAGE = "polya.ml.TopicModel<?> field;";
  private static final String SESSION = "org.apache.spark.sql.SparkSession field;";
  private static final String COMMAND = "int code = polya.cli.Main.run(null, null);";

  /** Faces Spark and what stages share, as the two may: no rule names it. */
  private static final Bad GOOD =
      new Bad("polya.models.lda.LdaModel", "polya.ml.FittedTopics a; " + SESSION, all -> {});

  @TempDir static Path folder;

  private static JavaClasses compiled;

  static Stream<Bad> violations() {
    Consumer<JavaClasses> noModel = LayersTest::sparkAndCommandsNeverImportAModel;
    Consumer<JavaClasses> twoFace = LayersTest::onlyTwoClassesOfAModelFaceSpark;
    Consumer<JavaClasses> noCommand = LayersTest::modelsAndStagesKnowNoCommand;
    Consumer<JavaClasses> downwards = LayersTest::layersImportDownwardsOnly;
    return Stream.of(
        new Bad("polya.ml.Family", FAMILY, noModel),
        new Bad("polya.ml.Estimator", "polya.models.lda.Lda field;", noModel),
        new Bad("polya.spark.Family", FAMILY, noModel),
        new Bad("polya.cli.Family", FAMILY, noModel),
        new Bad("polya.spark.Stage", STAGE, noModel),
        new Bad("polya.models.lda.Session", SESSION, twoFace),
        new Bad("polya.models.lda.LdaSummary", SESSION, twoFace),
        new Bad("polya.models.lda.Stage", STAGE, twoFace),
        new Bad("polya.heldout.Stage", STAGE, twoFace),
        new Bad("polya.infer.Session", SESSION, twoFace),
        new Bad(
            "polya.models.lda.Model",
            "polya.models.lda.LdaModel field;",
            LayersTest::theRestOfAModelKnowsNothingOfTheTwo),
        new Bad("polya.ml.Command", COMMAND, noCommand),
        new Bad("polya.spark.Command", COMMAND, noCommand),
        new Bad("polya.models.lda.Lda", COMMAND, noCommand),
        new Bad("polya.infer.Family", FAMILY, downwards),
        new Bad("polya.topics.Summary", "polya.ml.TrainingSummary field;", downwards),
        new Bad("polya.heldout.Family", FAMILY, LayersTest::pureSidesKnowLayersOnly),
        new Bad(
            "polya.spark.train.Intruder",
            "polya.spark.ingest.IngestPlan field;",
            LayersTest::roomsOfSparkDoNotKnowOneAnother),
        new Bad("polya.params.Family", FAMILY, downwards),
        new Bad("polya.quality.Family", FAMILY, LayersTest::pureSidesKnowLayersOnly),
        new Bad(
            "polya.lda.Intruder", "int n;", LayersTest::forwardersOfOldNamesAreAllThereIsOfThem),
        new Bad("polya.ml.Counter", "static int n;", LayersTest::nothingStaticChanges),
        new Bad("polya.ml.Speaker", "Object o = System.out;", LayersTest::onlyCommandsSpeak),
        new Bad(
            "polya.ml.Die",
            "double x = Math.random();",
            LayersTest::randomNumbersComeFromKeyedStreams),
        new Bad(
            "polya.ml.Reader",
            "Object o(org.apache.spark.SparkContext c) { return c.objectFile(null, 1, null); }",
            LayersTest::nothingOnDiskIsAJavaObject));
  }

  @BeforeAll
  static void compile() throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("-nowarn", "-proc:none", "-cp", System.getProperty("java.class.path"), "-d"));
    arguments.add(folder.toString());
    for (Bad bad : Stream.concat(violations(), Stream.of(GOOD)).toList()) {
      int dot = bad.type.lastIndexOf('.');
      String name = bad.type.substring(dot + 1);
      Path source = Files.createDirectories(folder.resolve(bad.type)).resolve(name + ".java");
      String start = "package " + bad.type.substring(0, dot) + "; public class " + name + " { ";
      Files.writeString(source, start + bad.body + " }");
      arguments.add(source.toString());
    }
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(failed).isZero();
    compiled = new ClassFileImporter().importPath(folder);
  }

  private static JavaClasses only(Bad bad) {
    JavaClasses one = compiled.that(HasName.Predicates.name(bad.type));
    assertThat(one).hasSize(1);
    return one;
  }

  @ParameterizedTest
  @MethodSource("violations")
  void aClassThatBreaksARuleIsFound(Bad bad) {
    assertThatThrownBy(() -> bad.rule.accept(only(bad)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("<" + bad.type);
  }

  @Test
  void aClassThatKeepsThemIsNot() {
    violations().forEach(bad -> bad.rule.accept(only(GOOD)));
  }
}
