package polya.spark.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import polya.corpus.Document;
import polya.corpus.Groups;
import polya.corpus.Tile;
import polya.corpus.Tiling;
import polya.infer.CorpusFacts;
import polya.infer.ModelFamily;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.params.Settings;
import polya.spark.Configurations;
import polya.spark.FailingInference;
import polya.spark.LocalSpark;
import polya.spark.PlantedCorpus;
import polya.spark.store.ModelDigest;
import polya.topics.TermBlock;

/**
 * What every model under every inference promises, run through the distributed path. A new model
 * extends this class, names its configurations, and inherits the tests.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class InferenceContract {
  protected static final int DOCUMENTS = 700;

  /** Golden models need not be good ones: what passes do is seen in a few of each kind. */
  private static final String GOLDEN_PASSES = "10";

  /** The family under test. */
  protected abstract ModelFamily family();

  /** Its method under test. */
  protected abstract String inference();

  /** Configurations that differ in what they do: all contracts hold for each. */
  protected abstract Stream<Map<String, String>> configurations();

  /** The configuration of a run that does not start from a model, like one that does otherwise. */
  protected Map<String, String> cold(Map<String, String> warm) {
    return warm;
  }

  /** How many passes, the first ones, visit a part of the corpus only. */
  protected int partialPasses(Map<String, String> configuration) {
    return 0;
  }

  /** What documents have beside their counts; one group where they have nothing. */
  protected Groups groups() {
    return Groups.none(DOCUMENTS);
  }

  /** The documents, {@value #DOCUMENTS} of {@link PlantedCorpus}, each in its group. */
  protected List<Document> documents() {
    return PlantedCorpus.documents(DOCUMENTS);
  }

  /** How a configuration says that there are so many topics. */
  protected Map<String, String> ofTopics(int k) {
    return Map.of("k", Integer.toString(k));
  }

  private final List<Document> documents = documents();
  private final Map<Map<String, String>, Run> references = new HashMap<>();

  @TempDir static Path checkpoints;

  private JavaSparkContext spark() {
    return JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
  }

  private ModelFamily.Training training(Map<String, String> given) {
    Map<String, String> texts = new HashMap<>(given);
    ofTopics(PlantedCorpus.TOPICS).forEach(texts::putIfAbsent);
    Settings settings = Settings.of(family().parameters(inference()), texts);
    CorpusFacts plain = PlantedCorpus.facts(documents);
    CorpusFacts facts =
        new CorpusFacts(plain.documents(), plain.tokens(), plain.termFrequencies(), groups());
    return family().training(inference(), settings, facts);
  }

  /** Where a run begins that no model comes before. */
  private ModelState start(ModelFamily.Training training, List<Document> input, int partitions) {
    return loop(training).start(spark().parallelize(input, partitions));
  }

  private TrainingLoop loop(ModelFamily.Training training) {
    return new TrainingLoop(spark(), "contract", training, checkpoints.toString());
  }

  private ModelState train(
      ModelFamily.Training training,
      List<Document> input,
      int partitions,
      ModelState first,
      TrainingLoop.Listener listener) {
    JavaRDD<Tile> tiles =
        Tiles.of(
                spark().parallelize(input, partitions),
                Tiling.of(input.size()),
                training.schedule().laneTiles(),
                partitions)
            .persist(StorageLevel.MEMORY_ONLY());
    try {
      TrainingLoop loop = loop(training);
      return loop.parameters(tiles, loop.run(tiles, Checkpoint.beginning(first), listener));
    } finally {
      tiles.unpersist(false);
    }
  }

  /** What a run leaves, and what it told on the way. */
  private static final class Run {
    final List<Map<String, Double>> told = new ArrayList<>();
    final Map<Integer, Long> tokensByPass = new HashMap<>();
    ModelState last;
    String digest;
  }

  private Run run(ModelFamily.Training training, List<Document> input, int partitions) {
    return run(training, input, partitions, start(training, input, partitions));
  }

  private Run run(
      ModelFamily.Training training, List<Document> input, int partitions, ModelState first) {
    Run run = new Run();
    run.last =
        train(
            training,
            input,
            partitions,
            first,
            (report, after) -> {
              run.told.add(report.observed());
              run.tokensByPass.merge(report.round().pass(), report.tokens(), Long::sum);
              isFinite(after);
            });
    run.digest = ModelDigest.of(run.last, training.topics());
    return run;
  }

  private static void isFinite(ModelState after) {
    for (TermBlock block : after.topics().here()) {
      for (int w = block.from(); w < block.from() + block.size(); w++) {
        for (float value : block.row(w)) {
          assertThat(value).isFinite();
        }
      }
    }
    after
        .globals()
        .vectors()
        .forEach((name, values) -> assertThat(values).as(name).doesNotContain(Double.NaN));
  }

  /** A configuration's run in two partitions, which others are compared with: made once. */
  private Run reference(Map<String, String> configuration) {
    return references.computeIfAbsent(configuration, given -> run(training(given), documents, 2));
  }

  private String digest(ModelFamily.Training training, int partitions) {
    return run(training, documents, partitions).digest;
  }

  /**
   * Every configuration's model and one that goes on from it, for {@code golden}: digests by
   * readable names, and beside each what its rounds told last.
   *
   * @param folder where checkpoints go
   */
  public final SortedMap<String, String> golden(Path folder) {
    checkpoints = folder;
    SortedMap<String, String> rows = new TreeMap<>();
    for (Map<String, String> given : configurations().toList()) {
      Map<String, String> configuration = shortened(given);
      Run cold = run(training(configuration), documents, 2);
      record(rows, configuration, "", cold);
      ModelFamily.Training warm =
          training(family().inherited(inference(), configuration, cold.last));
      ModelState first = warm.inference().restart(cold.last);
      record(rows, configuration, ";warm", run(warm, documents, 2, first));
    }
    return rows;
  }

  /** With few passes, where a method has passes and nothing says how many. */
  private Map<String, String> shortened(Map<String, String> configuration) {
    Map<String, String> shortened = new HashMap<>(configuration);
    if (family().parameters(inference()).stream().anyMatch(p -> p.name().equals("passes"))) {
      shortened.putIfAbsent("passes", GOLDEN_PASSES);
    }
    return shortened;
  }

  private void record(
      Map<String, String> rows, Map<String, String> configuration, String what, Run run) {
    String name =
        family().name() + "/" + inference() + "/" + Configurations.name(configuration) + what;
    rows.put("model/" + name, run.digest);
    Map<String, Double> told = new TreeMap<>();
    run.told.forEach(told::putAll);
    rows.put("told/" + name, run.told.size() + " rounds, at last " + told);
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void theModelAndWhatRoundsTellAreTheSameForAnyPartitionsAndAnyOrderOfInput(
      Map<String, String> configuration) {
    Run two = reference(configuration);
    assertThat(two.told).isNotEmpty();
    List<Document> shuffled = new ArrayList<>(documents);
    Collections.shuffle(shuffled, new Random(3));
    for (Run other :
        List.of(
            run(training(configuration), documents, 1),
            run(training(configuration), shuffled, 7))) {
      assertThat(other.digest).isEqualTo(two.digest);
      assertThat(other.told).isEqualTo(two.told);
    }
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void anotherSeedGivesAnotherModel(Map<String, String> configuration) {
    Map<String, String> reseeded = new HashMap<>(configuration);
    reseeded.put("seed", "12345");
    assertThat(digest(training(reseeded), 2)).isNotEqualTo(reference(configuration).digest);
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void aTaskThatFailsAndIsTriedAgainChangesNothing(Map<String, String> configuration) {
    ModelFamily.Training sound = training(configuration);
    ModelFamily.Training failing =
        new ModelFamily.Training(
            new FailingInference(sound.inference()),
            sound.schedule(),
            sound.topics(),
            sound.seed(),
            sound.checkpointInterval());
    int before = FailingInference.failures();
    spark().setLogLevel("OFF"); // Spark would print every failure that the test wants.
    try {
      assertThat(digest(failing, 3)).isEqualTo(reference(configuration).digest);
    } finally {
      spark().setLogLevel("ERROR");
    }
    assertThat(FailingInference.failures()).as("tasks that failed").isGreaterThan(before + 5);
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void aRunThatDiesTwentyTimesLeadsToTheSameBitsAndAnUnbrokenLog(Map<String, String> configuration)
      throws IOException {
    spark().setLogLevel("OFF"); // Spark would print every failure that the test wants.
    try {
      InterruptedRun run =
          new InterruptedRun(
              training(configuration),
              documents,
              Files.createTempDirectory(checkpoints, "interrupted"));
      assertThat(run.digestAfter(20)).isEqualTo(reference(configuration).digest);
      assertThat(run.deathsWhileWriting()).as("deaths while writing").isBetween(3, 17);
    } finally {
      spark().setLogLevel("ERROR");
    }
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void aStartFromAnEarlierModelIsTheSameForAnyPartitions(Map<String, String> configuration) {
    Run earlier = reference(configuration);
    Map<String, String> warm = family().inherited(inference(), configuration, earlier.last);
    ModelFamily.Training training = training(warm);
    assertThat(training.topics()).isEqualTo(PlantedCorpus.TOPICS);
    ModelState first = training.inference().restart(earlier.last);
    List<String> digests = new ArrayList<>();
    for (int partitions : new int[] {1, 7}) {
      ModelState last = train(training, documents, partitions, first, (report, after) -> {});
      digests.add(ModelDigest.of(last, training.topics()));
    }
    String one = digests.get(0);
    assertThat(digests).containsOnly(one);
    assertThat(one).isNotEqualTo(earlier.digest);
    assertThat(one).isNotEqualTo(digest(training(cold(warm)), 1));
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void everyPassVisitsEveryTokenOnceAndNoRoundPublishesANaN(Map<String, String> configuration) {
    Map<Integer, Long> tokensByPass = new TreeMap<>(reference(configuration).tokensByPass);
    long tokens = PlantedCorpus.facts(documents).tokens();
    for (int pass = 0; pass < partialPasses(configuration); pass++) {
      assertThat(tokensByPass.remove(pass)).isBetween(1L, tokens - 1);
    }
    assertThat(tokensByPass.values()).isNotEmpty().containsOnly(tokens);
  }

  @ParameterizedTest
  @MethodSource("configurations")
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

  private static org.assertj.core.data.Offset<Double> within(double x) {
    return org.assertj.core.data.Offset.offset(x);
  }
}
