package polya.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import polya.corpus.Document;
import polya.corpus.Groups;
import polya.corpus.Tile;
import polya.golden.Goldens;
import polya.infer.CorpusFacts;
import polya.infer.Footprint;
import polya.infer.Inference;
import polya.infer.MiniBatches;
import polya.infer.ModelFamily;
import polya.infer.ModelPlacement;
import polya.infer.ModelState;
import polya.infer.PlainRun;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;
import polya.params.Settings;
import polya.spark.Configurations;
import polya.spark.LocalSpark;
import polya.spark.WordsGivenTopics;
import polya.spark.train.Checkpoint;
import polya.spark.train.TrainingLoop;

/**
 * What every sampler promises: its stationary distribution is the posterior of its model, all
 * hyperparameters included. Tested by the joint distribution (Geweke, JASA 99, 2004): a chain that
 * draws in turn everything given the words by the sampler, and the words given all by {@link
 * WordsGivenTopics}, must have the moments of draws from the prior. A new sampler extends this
 * class, says how its prior is drawn, and inherits the tests.
 *
 * <p>A moment's z is its difference in standard errors, that of the chain by {@value #BATCHES}
 * batch means. A sound sampler passes |z| &lt; {@value #MOST} in all of ten moments but for 3 in
 * 100,000 seeds (Student's t with 99 degrees of freedom); seeds are fixed, so what passes once
 * always does.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SamplerContract implements ModelContract {
  private static final int BATCHES = 100;
  private static final double MOST = 5;

  /** Rounds whose bits are kept. */
  private static final int GOLDEN = 50;

  /** Documents of so many tokens: none and one among them. */
  protected static final int[] LENGTHS = {3, 0, 1, 5, 2, 4};

  /** V. */
  protected static final int TERMS = 3;

  /** K. */
  protected static final int TOPICS = 2;

  private static final int TILES = 3;

  /** Its method under test. */
  protected abstract String inference();

  @Override
  public final List<String> methods() {
    return List.of(inference());
  }

  /** Configurations that are exact, every sweep a draw. */
  protected abstract Stream<Map<String, String>> exactConfigurations();

  /** How many draws from the prior the chain is compared with. */
  protected int priorDraws() {
    return 200_000;
  }

  /** What is looked at of a state of the chain: the same numbers that {@link #prior} draws. */
  protected abstract double[] moments(ModelState after, SortedMap<String, Double> observed);

  /** The same numbers of one draw from the prior, with documents of {@link #LENGTHS}. */
  protected abstract double[] prior(RandomStream random, Map<String, String> configuration);

  /** A chain's means and their standard errors. */
  private static final class Means {
    private final List<double[]> draws = new ArrayList<>();

    double mean(int i) {
      return draws.stream().mapToDouble(draw -> draw[i]).average().orElseThrow();
    }

    double error(int i) {
      int size = draws.size() / BATCHES;
      double[] means = new double[BATCHES];
      for (int b = 0; b < BATCHES; b++) {
        for (double[] draw : draws.subList(b * size, (b + 1) * size)) {
          means[b] += draw[i] / size;
        }
      }
      double mean = Arrays.stream(means).average().orElseThrow();
      double squares = Arrays.stream(means).map(m -> (m - mean) * (m - mean)).sum();
      return Math.sqrt(squares / (BATCHES - 1) / BATCHES);
    }
  }

  /** What documents have beside their counts; one group where they have nothing. */
  protected Groups groups() {
    return Groups.none(LENGTHS.length);
  }

  /** The group of the d-th document. */
  protected int group(int d) {
    return 0;
  }

  private List<Document> documents() {
    List<Document> documents = new ArrayList<>();
    for (int d = 0; d < LENGTHS.length; d++) {
      int length = LENGTHS[d];
      int[] terms = length == 0 ? new int[0] : new int[] {d % TERMS};
      int[] counts = length == 0 ? new int[0] : new int[] {length};
      documents.add(new Document("d" + d, terms, counts, group(d)));
    }
    return documents;
  }

  private Inference sampler(Map<String, String> configuration) {
    Map<String, String> given = new HashMap<>(configuration);
    given.putAll(ofTopics(TOPICS));
    Settings settings = Settings.of(family().parameters(inference()), given);
    long tokens = Arrays.stream(LENGTHS).sum();
    CorpusFacts facts =
        new CorpusFacts(LENGTHS.length, tokens, new long[] {tokens, 0, 0}, groups(), keywords());
    Inference sampler = family().training(inference(), settings, facts).inference();
    return new WordsGivenTopics(sampler, TOPICS, documents());
  }

  private List<Tile> tiles() {
    List<Tile> tiles = new ArrayList<>();
    for (int t = 0; t < TILES; t++) {
      int tile = t;
      List<Document> all = documents();
      tiles.add(Tile.of(tile, all.stream().filter(d -> all.indexOf(d) % TILES == tile).toList()));
    }
    return tiles;
  }

  private static MiniBatches schedule(int rounds) {
    return new MiniBatches(TILES, 1, 1, 0, 1, rounds);
  }

  /** The chain on one thread, a task a tile. */
  private Means chain(Map<String, String> configuration, int rounds) {
    Means means = new Means();
    chain(configuration, rounds, (after, observed) -> means.draws.add(moments(after, observed)));
    return means;
  }

  private void chain(
      Map<String, String> configuration,
      int rounds,
      BiConsumer<ModelState, SortedMap<String, Double>> listener) {
    Inference inference = sampler(configuration);
    MiniBatches schedule = schedule(rounds);
    List<Tile> tiles = tiles();
    PlainRun run =
        new PlainRun(
            new ModelFamily.Training(
                inference, schedule, TOPICS, 1, 1, ModelPlacement.DRIVER, 1, Footprint.NONE),
            tiles,
            inference.start(List.of()));
    while (run.hasNext()) {
      run.step();
      listener.accept(run.state(), run.observed());
    }
  }

  @Override
  public final Set<String> goldenKeys() {
    Set<String> keys = new TreeSet<>();
    exactConfigurations().forEach(configuration -> keys.add(key(configuration)));
    return keys;
  }

  /**
   * The first {@value #GOLDEN} rounds of every exact configuration's chain: the digest of all
   * moments on the way, by what the configurations do not share.
   */
  @Override
  public final SortedMap<String, String> golden(Path folder) {
    SortedMap<String, String> rows = new TreeMap<>();
    exactConfigurations()
        .forEach(
            configuration -> {
              List<Double> seen = new ArrayList<>();
              chain(
                  configuration,
                  GOLDEN,
                  (after, observed) -> Arrays.stream(moments(after, observed)).forEach(seen::add));
              rows.put(key(configuration), Configurations.digest(seen));
            });
    return rows;
  }

  private String key(Map<String, String> configuration) {
    Map<String, String> own = new HashMap<>(configuration);
    List<Map<String, String>> all = exactConfigurations().toList();
    own.entrySet().removeIf(e -> all.stream().allMatch(c -> c.entrySet().contains(e)));
    return "chain/" + family().name() + "/" + inference() + "/" + Configurations.name(own);
  }

  @Test
  void theBitsAreTheGoldenOnes() throws IOException {
    assertThat(Goldens.differences(golden(null))).isEmpty();
  }

  /** The chain through the distributed path, two partitions. */
  private Means distributedChain(Map<String, String> configuration, int rounds) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
    ModelFamily.Training training =
        new ModelFamily.Training(
            sampler(configuration),
            schedule(rounds),
            TOPICS,
            1,
            20,
            ModelPlacement.DRIVER,
            1,
            Footprint.NONE);
    Means means = new Means();
    new TrainingLoop(spark, "contract", training)
        .run(
            spark.parallelize(tiles(), 2).cache(),
            Checkpoint.beginning(training.inference().start(List.of())),
            (report, after) -> means.draws.add(moments(after, report.observed())));
    return means;
  }

  private Means priorDraws(Map<String, String> configuration) {
    Means means = new Means();
    for (int i = 0; i < priorDraws(); i++) {
      means.draws.add(prior(Streams.of(98, Purpose.TEST, 0, i), configuration));
    }
    return means;
  }

  /** Each moment's z; rows of: prior mean, chain mean, z. */
  private double[] compared(Means chain, Means prior, String what) {
    int moments = prior.draws.get(0).length;
    double[] z = new double[moments];
    StringBuilder table = new StringBuilder(what);
    for (int i = 0; i < moments; i++) {
      // What is held fixed differs by rounding alone.
      double error = Math.max(1e-9, Math.hypot(chain.error(i), prior.error(i)));
      z[i] = (chain.mean(i) - prior.mean(i)) / error;
      table.append(
          String.format("%n%3d  %9.5f  %9.5f  %6.2f", i, prior.mean(i), chain.mean(i), z[i]));
    }
    lastTable = table.toString();
    return z;
  }

  private String lastTable;

  private void isThePrior(Means chain, Map<String, String> configuration) {
    double[] z = compared(chain, priorDraws(configuration), configuration.toString());
    for (double one : z) {
      assertThat(Math.abs(one)).as(lastTable).isLessThan(MOST);
    }
  }

  /** The two that every build runs. */
  final Stream<Map<String, String>> firstExact() {
    return exactConfigurations().limit(2);
  }

  /** All others. */
  final Stream<Map<String, String>> otherExact() {
    return exactConfigurations().skip(2);
  }

  @ParameterizedTest
  @MethodSource("firstExact")
  void theJointDistributionIsThatOfTheModel(Map<String, String> configuration) {
    isThePrior(chain(configuration, 60_000), configuration);
  }

  @Tag("long")
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("otherExact")
  void theJointDistributionOfAnyConfigurationIsThatOfTheModel(Map<String, String> configuration) {
    isThePrior(chain(configuration, 60_000), configuration);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("exactConfigurations")
  void theJointDistributionThroughTheDistributedPathIsThatOfTheModel(
      Map<String, String> configuration) {
    isThePrior(distributedChain(configuration, 10_000), configuration);
  }

  /**
   * A configuration that is close to exact, or far from it: its largest |z| and the whole table.
   */
  protected final double largestZ(Map<String, String> configuration, int rounds) {
    double[] z =
        compared(chain(configuration, rounds), priorDraws(configuration), configuration.toString());
    return Arrays.stream(z).map(Math::abs).max().orElseThrow();
  }
}
