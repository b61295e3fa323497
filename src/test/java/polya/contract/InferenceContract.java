package polya.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import polya.contract.ContractRuns.Run;
import polya.corpus.Document;
import polya.golden.Goldens;
import polya.infer.ModelFamily;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.params.Settings;
import polya.spark.Configurations;
import polya.spark.FailingInference;
import polya.spark.LocalSpark;
import polya.spark.PlantedCorpus;
import polya.spark.train.InterruptedRun;

/**
 * What every model under every inference promises, run through the distributed path. A new model
 * extends this class for each of its methods and names configurations.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class InferenceContract implements ModelContract {
  /** How many documents are trained on. */
  private static final int DOCUMENTS = 700;

  /** As many as find the planted topics, where a method has passes and nothing says how many. */
  private static final String PASSES = "10";

  private static final int DEATHS = 20;

  /** Its method under test. */
  protected abstract String inference();

  /**
   * Configurations that differ in what they do, the most different ones first and last: all
   * contracts hold for each.
   */
  protected abstract Stream<Map<String, String>> configurations();

  /** The configuration of a run that does not start from a model, like one that does otherwise. */
  protected Map<String, String> cold(Map<String, String> warm) {
    return warm;
  }

  /** How many passes, the first ones, visit a part of the corpus only. */
  protected int partialPasses(Map<String, String> configuration) {
    return 0;
  }

  private final List<Document> documents = documents(DOCUMENTS);
  private final Map<Map<String, String>, Run> references = new HashMap<>();
  private final Map<Map<String, String>, Run> warm = new HashMap<>();

  @TempDir static Path checkpoints;

  @Override
  public final List<String> methods() {
    return List.of(inference());
  }

  /** The configurations, with few passes where they say nothing of them. */
  final Stream<Map<String, String>> shortened() {
    boolean passes =
        family().parameters(inference()).stream().anyMatch(p -> p.name().equals("passes"));
    return configurations()
        .map(
            given -> {
              Map<String, String> all = new TreeMap<>(given);
              if (passes) {
                all.putIfAbsent("passes", PASSES);
              }
              return all;
            });
  }

  /** The first configuration. */
  final Stream<Map<String, String>> first() {
    return shortened().limit(1);
  }

  /** All but the first. */
  final Stream<Map<String, String>> others() {
    return shortened().skip(1);
  }

  private ModelFamily.Training training(Map<String, String> given) {
    Map<String, String> texts = new HashMap<>(given);
    ofTopics(PlantedCorpus.TOPICS).forEach(texts::putIfAbsent);
    Settings settings = Settings.of(family().parameters(inference()), texts);
    return family().training(inference(), settings, facts(DOCUMENTS));
  }

  private ContractRuns runs() {
    return new ContractRuns(checkpoints.toString());
  }

  private Run run(ModelFamily.Training training, int partitions) {
    return runs().run(training, documents, partitions);
  }

  /** A configuration's run in two partitions, which others are compared with: made once. */
  private Run reference(Map<String, String> configuration) {
    return references.computeIfAbsent(configuration, given -> run(training(given), 2));
  }

  /** The configuration of a run that goes on from the reference. */
  private Map<String, String> inherited(Map<String, String> configuration) {
    return family().inherited(inference(), configuration, reference(configuration).last);
  }

  private Run warm(Map<String, String> configuration, int partitions) {
    ModelFamily.Training training = training(inherited(configuration));
    assertThat(training.topics()).isEqualTo(PlantedCorpus.TOPICS);
    ModelState first = training.inference().restart(reference(configuration).last);
    return runs().run(training, documents, partitions, first);
  }

  /** The run that goes on from a configuration's model: made once. */
  private Run warm(Map<String, String> configuration) {
    return warm.computeIfAbsent(configuration, given -> warm(given, 1));
  }

  @Override
  public final Set<String> goldenKeys() {
    Set<String> keys = new TreeSet<>();
    shortened()
        .map(this::name)
        .flatMap(name -> Stream.of(name, name + ";warm"))
        .forEach(name -> keys.addAll(List.of("model/" + name, "told/" + name)));
    return keys;
  }

  /**
   * Every configuration's model and one that goes on from it: digests by readable names, and beside
   * each what its rounds told last.
   */
  @Override
  public final SortedMap<String, String> golden(Path folder) {
    checkpoints = folder;
    SortedMap<String, String> rows = new TreeMap<>();
    shortened().forEach(configuration -> rows.putAll(golden(configuration)));
    return rows;
  }

  private SortedMap<String, String> golden(Map<String, String> configuration) {
    SortedMap<String, String> rows = new TreeMap<>();
    Map.of("", reference(configuration), ";warm", warm(configuration))
        .forEach(
            (what, run) -> {
              rows.put("model/" + name(configuration) + what, run.digest);
              rows.put("told/" + name(configuration) + what, run.toldAtLast());
            });
    return rows;
  }

  private String name(Map<String, String> configuration) {
    return family().name() + "/" + inference() + "/" + Configurations.name(configuration);
  }

  @ParameterizedTest
  @MethodSource("shortened")
  void theBitsAreTheGoldenOnes(Map<String, String> configuration) throws IOException {
    assertThat(Goldens.differences(golden(configuration))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("first")
  void blocksOnExecutorsLeadToTheSameModel(Map<String, String> configuration) {
    Run sharded = runs().sharded().run(training(configuration), documents, 2);
    Run driver = reference(configuration);
    assertThat(sharded.digest).isEqualTo(driver.digest);
    assertThat(sharded.told).isEqualTo(driver.told);
  }

  @ParameterizedTest
  @MethodSource("first")
  void roundsInPhasesLeadToTheSameModel(Map<String, String> configuration) {
    demandTheSameOf(configuration, List.of(runs().inPhases(2), runs().inPhases(5)));
  }

  @ParameterizedTest
  @MethodSource("shortened")
  @Tag("long")
  void roundsInPhasesOnExecutorsLeadToTheSameModel(Map<String, String> configuration) {
    demandTheSameOf(configuration, List.of(runs().inPhases(5), runs().sharded().inPhases(3)));
  }

  private void demandTheSameOf(Map<String, String> configuration, List<ContractRuns> inPhases) {
    ModelFamily.Training training = training(configuration);
    if (training.scans() == 0) {
      return; // Its documents need all rows at once.
    }
    Run whole = reference(configuration);
    for (ContractRuns runs : inPhases) {
      Run run = runs.run(training, documents, 2);
      assertThat(run.digest).isEqualTo(whole.digest);
      assertThat(run.told).isEqualTo(whole.told);
    }
  }

  @ParameterizedTest
  @MethodSource("shortened")
  void theModelAndWhatRoundsTellAreTheSameForAnyPartitionsAndAnyOrderOfInput(
      Map<String, String> configuration) {
    Run two = reference(configuration);
    assertThat(two.told).isNotEmpty();
    List<Document> shuffled = new ArrayList<>(documents);
    Collections.shuffle(shuffled, new Random(3));
    for (Run other :
        List.of(
            run(training(configuration), 1), runs().run(training(configuration), shuffled, 7))) {
      assertThat(other.digest).isEqualTo(two.digest);
      assertThat(other.told).isEqualTo(two.told);
    }
  }

  @ParameterizedTest
  @MethodSource("first")
  void anotherSeedGivesAnotherModel(Map<String, String> configuration) {
    Map<String, String> reseeded = new HashMap<>(configuration);
    reseeded.put("seed", "12345");
    assertThat(run(training(reseeded), 2).digest).isNotEqualTo(reference(configuration).digest);
  }

  @ParameterizedTest
  @MethodSource("first")
  void aTaskThatFailsAndIsTriedAgainChangesNothing(Map<String, String> configuration) {
    ModelFamily.Training sound = training(configuration);
    ModelFamily.Training failing = sound.with(new FailingInference(sound.inference()));
    int before = FailingInference.failures();
    quietly(() -> assertThat(run(failing, 3).digest).isEqualTo(reference(configuration).digest));
    assertThat(FailingInference.failures()).as("tasks that failed").isGreaterThan(before + 5);
  }

  @ParameterizedTest
  @MethodSource("first")
  void aRunThatDiesTwentyTimesLeadsToTheSameBitsAndAnUnbrokenLog(
      Map<String, String> configuration) {
    assertThat(deathsWhileWriting(configuration)).isBetween(3, 17);
  }

  @Tag("long")
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("others")
  void whatIsShownOfTheFirstConfigurationHoldsForEveryOther(Map<String, String> configuration) {
    blocksOnExecutorsLeadToTheSameModel(configuration);
    anotherSeedGivesAnotherModel(configuration);
    aTaskThatFailsAndIsTriedAgainChangesNothing(configuration);
    aStartFromAnEarlierModelIsTheSameForAnyPartitions(configuration);
    aRunThatDiesTwentyTimesLeadsToTheSameBitsAndAnUnbrokenLog(configuration);
  }

  /** Lets the run die again and again; how many deaths came while a checkpoint was written. */
  private int deathsWhileWriting(Map<String, String> configuration) {
    List<InterruptedRun> runs = new ArrayList<>();
    quietly(
        () -> {
          InterruptedRun run =
              new InterruptedRun(
                  training(configuration),
                  documents,
                  Files.createTempDirectory(checkpoints, "interrupted"));
          assertThat(run.digestAfter(DEATHS)).isEqualTo(reference(configuration).digest);
          runs.add(run);
        });
    return runs.get(0).deathsWhileWriting();
  }

  /** What may fail. */
  private interface Action {
    void run() throws IOException;
  }

  /** Spark would print every failure that a test wants. */
  private static void quietly(Action action) {
    LocalSpark.session().sparkContext().setLogLevel("OFF");
    try {
      action.run();
    } catch (IOException e) {
      throw new AssertionError("a folder could not be made", e);
    } finally {
      LocalSpark.session().sparkContext().setLogLevel("ERROR");
    }
  }

  @ParameterizedTest
  @MethodSource("first")
  void aStartFromAnEarlierModelIsTheSameForAnyPartitions(Map<String, String> configuration) {
    String one = warm(configuration).digest;
    assertThat(warm(configuration, 7).digest).isEqualTo(one);
    assertThat(one).isNotEqualTo(reference(configuration).digest);
    assertThat(one).isNotEqualTo(run(training(cold(inherited(configuration))), 1).digest);
  }

  @ParameterizedTest
  @MethodSource("shortened")
  void everyPassVisitsEveryTokenOnceAndNoRoundPublishesANaN(Map<String, String> configuration) {
    Map<Integer, Long> tokensByPass = new TreeMap<>(reference(configuration).tokensByPass);
    long tokens = facts(DOCUMENTS).tokens();
    for (int pass = 0; pass < partialPasses(configuration); pass++) {
      assertThat(tokensByPass.remove(pass)).isBetween(1L, tokens - 1);
    }
    assertThat(tokensByPass.values()).isNotEmpty().containsOnly(tokens);
  }

  @ParameterizedTest
  @MethodSource("shortened")
  void plantedTopicsAreFoundAgain(Map<String, String> configuration) {
    Posterior posterior = family().posterior(reference(configuration).last);
    double[] weights = new double[PlantedCorpus.TOPICS];
    double[][] distance = new double[PlantedCorpus.TOPICS][PlantedCorpus.TOPICS];
    double[] sums = new double[PlantedCorpus.TOPICS];
    for (int w = 0; w < PlantedCorpus.TERMS; w++) {
      posterior.topics().expand(w, weights, 0);
      for (int k = 0; k < weights.length; k++) {
        sums[k] += weights[k];
        for (int planted = 0; planted < distance.length; planted++) {
          distance[planted][k] += Math.abs(weights[k] - PlantedCorpus.phi(planted, w)) / 2;
        }
      }
    }
    for (int k = 0; k < sums.length; k++) {
      assertThat(sums[k]).as("topic %d adds up to", k).isCloseTo(1, within(1e-5));
      double nearest = Double.MAX_VALUE;
      for (int found = 0; found < sums.length; found++) {
        nearest = Math.min(nearest, distance[k][found]);
      }
      assertThat(nearest).as("total variation of planted topic %d", k).isLessThan(0.15);
    }
  }
}
