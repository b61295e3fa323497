package polya.spark.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import polya.Failure;
import polya.infer.CorpusFacts;
import polya.infer.ModelFamily;
import polya.models.lda.LdaFamily;
import polya.models.mixture.MixtureFamily;
import polya.params.Settings;

class PlacementTest {
  private static final double GB = 1L << 30;
  private static final int TERMS = 1_000_000;
  private static final int PARTITIONS = 40;

  private static ModelFamily.Training training(String placement, String k, String... more) {
    return training(new LdaFamily(), placement, k, more);
  }

  private static ModelFamily.Training training(
      ModelFamily family, String placement, String k, String... more) {
    long[] frequencies = new long[TERMS];
    Arrays.setAll(frequencies, w -> 10 + 20_000_000 / (w + 1));
    long tokens = Arrays.stream(frequencies).sum();
    Map<String, String> given = new TreeMap<>(Map.of("k", k, "modelPlacement", placement));
    for (String setting : more) {
      given.put(setting.split("=")[0], setting.split("=")[1]);
    }
    Settings settings = Settings.of(family.parameters("gibbs"), given);
    return family.training("gibbs", settings, new CorpusFacts(tokens / 100, tokens, frequencies));
  }

  private static Placement.Memory cluster(double driver, double executor) {
    return new Placement.Memory(driver * GB, executor * GB, 10, 4, 4 * GB, false);
  }

  private static Object place(ModelFamily.Training training, Placement.Memory memory) {
    return Placement.of(training, TERMS, PARTITIONS, memory).json().get("modelPlacement");
  }

  @Test
  void autoTakesTheDriverWhereThereIsRoomAndExecutorsWhereThereIsNot() {
    assertThat(place(training("auto", "10"), cluster(4, 4))).isEqualTo("driver");
    assertThat(place(training("auto", "1000", "start=prefix"), cluster(1, 4))).isEqualTo("sharded");
    Placement.Memory local = new Placement.Memory(4 * GB, 4 * GB, 1, 4, 4 * GB, true);
    assertThat(place(training("auto", "10"), local)).isEqualTo("driver");
  }

  @Test
  void sweepsGoByAsManyPhasesAsAnExecutorNeeds() {
    Placement.Memory small = cluster(1, 0.4);
    Placement placement =
        Placement.of(training("auto", "1000", "start=prefix"), TERMS, PARTITIONS, small);
    assertThat(placement.json().get("modelPlacement")).isEqualTo("sharded");
    int phases = (Integer) placement.json().get("modelPhases");
    assertThat(phases).isBetween(2, 20);
    assertThat(placement.line().orElseThrow())
        .contains("whose sweeps go by " + phases + " phases, between which documents take ");
    assertThatThrownBy(() -> place(training("auto", "1000"), small)).isInstanceOf(Failure.class);
    Placement asked =
        Placement.of(training("auto", "10", "modelPhases=3"), TERMS, PARTITIONS, cluster(4, 4));
    assertThat(asked.json())
        .containsEntry("modelPhases", 3)
        .containsEntry("modelPlacement", "driver");
  }

  @Test
  void whatDocumentsWeighBetweenPhasesIsCounted() {
    String[] settings = {"start=prefix", "modelPhases=3"};
    ModelFamily.Training run = training(new MixtureFamily(), "driver", "100", settings);
    double documents = run.schedule().tiles() * 128.0;
    assertThat(run.footprint().inPhases()).isCloseTo(2 * 808 * documents, withPercentage(1));
    assertThat(run.footprint().mostStates(1)).isEqualTo(run.footprint().states());
    Placement three = Placement.of(run, TERMS, PARTITIONS, cluster(4, 4));
    ModelFamily.Training once = training(new MixtureFamily(), "driver", "100", "start=prefix");
    Placement one = Placement.of(once, TERMS, PARTITIONS, cluster(4, 4));
    long more = (Long) three.json().get("executor") - (Long) one.json().get("executor");
    assertThat(more)
        .as("four tasks of forty")
        .isCloseTo((long) run.footprint().inPhases() / 10, within(1L));
    Placement.Memory local = new Placement.Memory(4 * GB, 4 * GB, 1, 4, 4 * GB, true);
    assertThat(place(once, local)).isEqualTo("driver");
    assertThatThrownBy(() -> place(run, local))
        .isInstanceOf(Failure.class)
        .hasMessageMatching(".* tokens' topics [\\d,]+, between phases [\\d,]+, sent .*");
  }

  @Test
  void shardsAreOfEqualWeight() {
    double[] weights = {9, 1, 1, 1, 3, 3};
    ShardLayout layout = ShardLayout.of(6 * 1024 - 5, 3, weights);
    assertThat(IntStream.rangeClosed(0, 3).map(layout::first)).containsExactly(0, 1, 4, 6);
    assertThat(layout.shardOf(1023)).isZero();
    assertThat(layout.shardOf(1024)).isEqualTo(1);
    assertThat(layout.cuts(2)).containsExactly(0, 1024, 6 * 1024 - 5);
    assertThat(ShardLayout.of(100, 4, new double[] {7}).shards()).isEqualTo(1);
  }

  @Test
  void whatExecutorsHoldIsNotHeldAgainstTheDriver() {
    ModelFamily.Training run = training("auto", "10");
    assertThat(run.footprint().states()).isGreaterThan(GB);
    Placement driver = Placement.of(run, TERMS, PARTITIONS, cluster(1.5, 4));
    assertThat(driver.json().get("modelPlacement")).isEqualTo("driver");
    assertThat((Long) driver.json().get("driver")).isLessThan((long) (0.7 * GB));
  }

  @Test
  void whatNoPlaceHoldsIsRefusedWithTheArithmetic() {
    assertThatThrownBy(() -> place(training("auto", "1000"), cluster(1, 1)))
        .isInstanceOf(Failure.class)
        .hasMessageMatching(
            "Cannot train with k = 1000 and 1,000,000 terms: on the driver that takes at least"
                + " [\\d,]+ MB of 1,024 \\(start 7,629, topics [\\d,]+, weights of a round [\\d,]+,"
                + " tokens' topics [\\d,]+, between phases 0, sent [\\d,]+\\) and [\\d,]+ of 1,024 of each executor;"
                + " sharded it takes at least [\\d,]+ MB of the driver's 1,024 and [\\d,]+ of 1,024"
                + " of each executor beside [\\d,]+ MB of shards that it keeps there or on its disk\\."
                + " Lower k, raise spark\\.driver\\.memory or"
                + " spark\\.executor\\.memory, or begin with start=prefix\\.");
    assertThatThrownBy(() -> place(training("driver", "1000", "start=prefix"), cluster(0.5, 4)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("; sharded would do. Lower k");
  }

  @Test
  void whereItLiesIsToldIfItIsOnExecutors() {
    assertThat(Placement.of(training("auto", "10"), TERMS, PARTITIONS, cluster(4, 4)).line())
        .isEmpty();
    assertThat(Placement.of(training("sharded", "10"), TERMS, PARTITIONS, cluster(4, 4)).line())
        .hasValueSatisfying(
            line ->
                assertThat(line)
                    .startsWith(
                        "topics lie on the executors: sharded it takes at least 143 MB of"));
  }
}
