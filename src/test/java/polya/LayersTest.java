package polya;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import polya.infer.ModelPlacement;
import polya.spark.store.ModelStore;

/** Who may know whom, and what nobody may use. */
@AnalyzeClasses(packages = "polya", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
  private static final Path MAIN = Path.of("src/main/java/polya");

  /** Each layer with those above it that it may import; the root package is for all. */
  private static final List<String> LAYERS =
      List.of("math", "corpus", "topics", "params", "mixing", "infer");

  /** Pure packages beside the models. */
  private static final List<String> SIDES =
      List.of("heldout", "quality", "describe", "recommend", "calibration", "text", "report");

  /** Packages that face Spark. */
  private static final List<String> SPARK = List.of("spark", "ml", "cli");

  /** Where others' stages become Polya's: knows a model, and nobody knows it. */
  private static final String OUTSIDE = "connect";

  /** What a training tells a tracking server: known by commands alone. */
  private static final String TRACKING = "mlflow";

  /** All that may import an engine, beside two classes of a model. */
  private static final List<String> FACING =
      Stream.concat(SPARK.stream(), Stream.of(OUTSIDE, TRACKING)).toList();

  /** Rooms of spark that do not know one another; all may know spark.store. */
  private static final List<String> ROOMS = List.of("ingest", "train", "pass", "source");

  /** Names under which version 0.1 saved stages: each class does nothing but lead to today's. */
  private static final Set<String> FORWARDERS =
      Set.of(
          "polya.lda.Lda",
          "polya.lda.LdaModel",
          "polya.gammapoisson.GammaPoisson",
          "polya.gammapoisson.GammaPoissonModel");

  private static final String[] ENGINES = {"org.apache.spark..", "org.apache.hadoop..", "scala.."};

  /** The packages of models: models.lda, … Listed once, since rules ask of every class they see. */
  private static final Set<String> MODELS =
      packages(MAIN.resolve("models"), folder -> true).stream()
          .map(name -> "models." + name)
          .collect(Collectors.toCollection(TreeSet::new));

  private static String[] in(Stream<String> names) {
    return names.map(name -> "polya." + name + "..").toArray(String[]::new);
  }

  private static Set<String> packages(Path inside, Predicate<Path> wanted) {
    try (Stream<Path> folders = Files.list(inside)) {
      return folders
          .filter(Files::isDirectory)
          .filter(wanted)
          .map(folder -> folder.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean anyFile(Path folder, Predicate<String> wanted) {
    String[] names = folder.toFile().list();
    return names != null && Arrays.stream(names).anyMatch(wanted);
  }

  /** Lda and LdaModel of polya.models.lda, with what is nested in them, may face Spark. */
  private static final DescribedPredicate<JavaClass> FACES_SPARK =
      DescribedPredicate.describe(
          "are a model's estimator or model",
          type -> {
            String slice = type.getPackageName().substring(type.getPackageName().indexOf('.') + 1);
            String name = type.getName().substring(type.getPackageName().length() + 1);
            String outer = name.replaceFirst("\\$.*", "").toLowerCase(Locale.ROOT);
            String model = slice.substring(slice.indexOf('.') + 1);
            return FORWARDERS.contains(type.getName())
                || MODELS.contains(slice) && (outer.equals(model) || outer.equals(model + "model"));
          });

  private static void check(JavaClasses all, ArchRule rule) {
    rule.allowEmptyShould(true).check(all);
  }

  @ArchTest
  static void layersImportDownwardsOnly(JavaClasses all) {
    for (int i = 0; i < LAYERS.size(); i++) {
      Set<String> above = new TreeSet<>(LAYERS.subList(i + 1, LAYERS.size()));
      above.addAll(SIDES);
      above.addAll(FACING);
      above.addAll(MODELS);
      check(
          all,
          noClasses()
              .that()
              .resideInAPackage("polya." + LAYERS.get(i) + "..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(in(above.stream())));
    }
  }

  @ArchTest
  static void pureSidesKnowLayersOnly(JavaClasses all) {
    check(
        all,
        noClasses()
            .that()
            .resideInAnyPackage(in(SIDES.stream()))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(in(Stream.concat(FACING.stream(), MODELS.stream()))));
  }

  @ArchTest
  static void modelsNeverImportOneAnother(JavaClasses all) {
    assertThat(MODELS).contains("models.lda");
    for (String model : MODELS) {
      check(
          all,
          noClasses()
              .that()
              .resideInAPackage("polya." + model + "..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(in(MODELS.stream().filter(other -> !other.equals(model)))));
    }
  }

  @ArchTest
  static void sparkAndCommandsNeverImportAModel(JavaClasses all) {
    check(
        all,
        noClasses()
            .that()
            .resideInAnyPackage(in(SPARK.stream()))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(in(MODELS.stream())));
    check(
        all,
        noClasses()
            .that()
            .resideInAPackage("polya.spark..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("polya.ml.."));
  }

  @ArchTest
  static void roomsOfSparkDoNotKnowOneAnother(JavaClasses all) {
    for (String room : ROOMS) {
      check(
          all,
          noClasses()
              .that()
              .resideInAPackage("polya.spark." + room + "..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(
                  in(ROOMS.stream().filter(o -> !o.equals(room)).map("spark."::concat))));
    }
    check(
        all,
        noClasses()
            .that()
            .resideInAPackage("polya.spark.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(in(ROOMS.stream().map("spark."::concat))));
  }

  @ArchTest
  static void forwardersOfOldNamesAreAllThereIsOfThem(JavaClasses all) {
    check(
        all,
        classes()
            .that()
            .resideInAnyPackage("polya.lda..", "polya.gammapoisson..")
            .should()
            .haveNameMatching(String.join("|", FORWARDERS) + "|.*package-info"));
  }

  @ArchTest
  static void onlyTwoClassesOfAModelFaceSpark(JavaClasses all) {
    DescribedPredicate<JavaClass> engine =
        resideInAnyPackage(ENGINES).or(resideInAnyPackage(in(FACING.stream())));
    check(
        all,
        noClasses()
            .that(
                resideInAPackage("polya..")
                    .and(DescribedPredicate.not(resideInAnyPackage(in(FACING.stream()))))
                    .and(DescribedPredicate.not(FACES_SPARK)))
            .should()
            .dependOnClassesThat(engine));
  }

  @ArchTest
  static void theRestOfAModelKnowsNothingOfTheTwo(JavaClasses all) {
    for (String model : MODELS) {
      check(
          all,
          noClasses()
              .that(
                  resideInAPackage("polya." + model + "..")
                      .and(DescribedPredicate.not(FACES_SPARK)))
              .should()
              .dependOnClassesThat(resideInAPackage("polya..").and(FACES_SPARK)));
    }
  }

  @ArchTest
  static void modelsAndStagesKnowNoCommand(JavaClasses all) {
    Stream<String> below = Stream.concat(MODELS.stream(), Stream.of("spark", "ml"));
    check(
        all,
        noClasses()
            .that()
            .resideInAnyPackage(in(below))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("polya.cli.."));
  }

  @ArchTest
  static void nobodyKnowsWhatOthersStagesBecome(JavaClasses all) {
    check(
        all,
        noClasses()
            .that()
            .resideOutsideOfPackage("polya." + OUTSIDE + "..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("polya." + OUTSIDE + ".."));
  }

  @ArchTest
  static void trackingKnowsNothingOfWhatItTells(JavaClasses all) {
    DescribedPredicate<JavaClass> strange =
        resideInAPackage("polya..")
            .and(
                DescribedPredicate.not(
                    resideInAnyPackage("polya", "polya.spark", "polya.mlflow..")))
            .or(resideInAnyPackage(ENGINES));
    check(
        all,
        noClasses()
            .that()
            .resideInAPackage("polya." + TRACKING + "..")
            .should()
            .dependOnClassesThat(strange));
    check(
        all,
        noClasses()
            .that()
            .resideOutsideOfPackages("polya." + TRACKING + "..", "polya.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("polya." + TRACKING + ".."));
  }

  @ArchTest
  static void theCoreReadsNoFileNoClockAndLogsNothing(JavaClasses all) {
    DescribedPredicate<JavaClass> pure =
        resideInAPackage("polya..")
            .and(DescribedPredicate.not(resideInAnyPackage(in(FACING.stream()))))
            .and(DescribedPredicate.not(FACES_SPARK));
    check(
        all,
        noClasses()
            .that(pure)
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                    "java.nio.file..",
                    "java.net..",
                    "java.util.logging..",
                    "org.apache.logging..",
                    "org.slf4j..")));
    check(
        all,
        noClasses()
            .that(pure)
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class, Instant.class, LocalDateTime.class, Date.class));
  }

  @ArchTest
  static void nothingStaticChanges(JavaClasses all) {
    check(all, fields().that().areStatic().should().beFinal());
  }

  /**
   * What a static initializer makes and can be changed later is state, {@code final} or not. One
   * map is: what a driver publishes to tasks of its own JVM, without a copy.
   */
  @ArchTest
  static void noStaticMapIsFilledButThatOfTheExchange(JavaClasses all) {
    List<Class<?>> changing =
        List.of(
            Map.class,
            Collection.class,
            AtomicLong.class,
            AtomicInteger.class,
            AtomicReference.class,
            ThreadLocal.class);
    List<String> found =
        all.stream()
            .filter(c -> c.getStaticInitializer().isPresent())
            .filter(
                c ->
                    c.getStaticInitializer().get().getConstructorCallsFromSelf().stream()
                        .anyMatch(
                            call ->
                                changing.stream()
                                    .anyMatch(t -> call.getTargetOwner().isAssignableTo(t))))
            .map(JavaClass::getFullName)
            .toList();
    assertThat(found).containsExactly("polya.spark.exchange.BroadcastExchange");
  }

  @ArchTest
  static void randomNumbersComeFromKeyedStreams(JavaClasses all) {
    check(
        all,
        noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Random.class)
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(
                ThreadLocalRandom.class,
                java.util.SplittableRandom.class,
                java.util.random.RandomGenerator.class)
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(StrictMath.class, "random")
            .because("the same seed gives the same bits"));
  }

  @ArchTest
  static void nothingOnDiskIsAJavaObject(JavaClasses all) {
    check(
        all,
        noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(java.io.ObjectInputStream.class, java.io.ObjectOutputStream.class)
            .orShould(callMethodNamed("objectFile"))
            .orShould(callMethodNamed("saveAsObjectFile")));
  }

  @ArchTest
  static void onlyCommandsSpeak(JavaClasses all) {
    check(
        all,
        noClasses()
            .that()
            .resideOutsideOfPackage("polya.cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "exit", int.class));
  }

  /** So that run.json tells of each where its topics lay; {@code topics} leaves none. */
  @ArchTest
  static void commandsReadModelsByTheirJob(JavaClasses all) {
    check(
        all,
        noClasses()
            .that()
            .resideInAPackage("polya.cli..")
            .and()
            .doNotHaveFullyQualifiedName("polya.cli.Job")
            .and()
            .doNotHaveFullyQualifiedName("polya.cli.TopicsAtHand")
            .should()
            .callMethod(ModelStore.class, "open", SparkSession.class, String.class)
            .orShould()
            .callMethod(
                ModelStore.class, "open", SparkSession.class, String.class, ModelPlacement.class));
  }

  @ArchTest
  static void textIsUtf8WhateverThePlatformSays(JavaClasses all) {
    check(
        all,
        noClasses()
            .should()
            .callConstructor(String.class, byte[].class)
            .orShould()
            .callConstructor(String.class, byte[].class, int.class, int.class)
            .orShould()
            .callMethod(String.class, "getBytes")
            .orShould()
            .callConstructor(java.io.PrintWriter.class, java.io.OutputStream.class)
            .orShould()
            .callConstructor(java.io.PrintWriter.class, java.io.OutputStream.class, boolean.class)
            .orShould()
            .callConstructor(java.io.OutputStreamWriter.class, java.io.OutputStream.class)
            .orShould()
            .callConstructor(java.io.InputStreamReader.class, java.io.InputStream.class)
            .orShould()
            .callMethod(java.io.ByteArrayOutputStream.class, "toString")
            .orShould()
            .callMethod(java.nio.charset.Charset.class, "defaultCharset")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(
                java.io.FileWriter.class, java.io.FileReader.class, java.util.Scanner.class));
  }

  @ArchTest
  static void theRootHoldsWhatAllMaySpeakOf(JavaClasses all) {
    check(
        all,
        classes()
            .that()
            .resideInAPackage("polya")
            .should()
            .haveNameMatching("polya\\.(Failure(\\$.*)?|Shown|package-info)"));
  }

  private static ArchCondition<JavaClass> callMethodNamed(String name) {
    return new ArchCondition<>("call a method " + name) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getMethodCallsFromSelf().stream()
            .filter(call -> call.getTarget().getName().equals(name))
            .forEach(
                call -> events.add(SimpleConditionEvent.satisfied(call, call.getDescription())));
      }
    };
  }

  @Test
  void everyPackageHasItsPlace() {
    Set<String> placed = new TreeSet<>(Set.of("models", "lda", "gammapoisson"));
    placed.addAll(LAYERS);
    placed.addAll(SIDES);
    placed.addAll(FACING);
    assertThat(placed).containsAll(packages(MAIN, folder -> true));
  }

  @Test
  void everyPackageSaysWhatItIs() throws IOException {
    try (Stream<Path> files = Files.walk(MAIN)) {
      List<Path> silent =
          files
              .filter(folder -> anyFile(folder, name -> name.endsWith(".java")))
              .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
              .toList();
      assertThat(silent).isEmpty();
    }
  }
}
