package polya.spark.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import polya.Failure;
import polya.infer.CorpusFacts;
import polya.infer.ModelFamily;
import polya.models.lda.LdaFamily;
import polya.params.Settings;

class PlacementTest {
  private static final double GB = 1L << 30;
  private static final int TERMS = 1_000_000;

  private static ModelFamily.Training training(String placement, String k, String... more) {
    long[] frequencies = new long[TERMS];
    Arrays.setAll(frequencies, w -> 10 + 20_000_000 / (w + 1));
    long tokens = Arrays.stream(frequencies).sum();
    Map<String, String> given = new TreeMap<>(Map.of("k", k, "modelPlacement", placement));
    for (String setting : more) {
      given.put(setting.split("=")[0], setting.split("=")[1]);
    }
    LdaFamily lda = new LdaFamily();
    Settings settings = Settings.of(lda.parameters("gibbs"), given);
    return lda.training("gibbs", settings, new CorpusFacts(tokens / 100, tokens, frequencies));
  }

  private static Placement.Memory cluster(double driver, double executor) {
    return new Placement.Memory(driver * GB, executor * GB, 10, 4, 4 * GB, false);
  }

  private static Object place(ModelFamily.Training training, Placement.Memory memory) {
    return Placement.of(training, TERMS, memory).json().get("modelPlacement");
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
    Placement placement = Placement.of(training("auto", "1000", "start=prefix"), TERMS, small);
    assertThat(placement.json().get("modelPlacement")).isEqualTo("sharded");
    int phases = (Integer) placement.json().get("modelPhases");
    assertThat(phases).isBetween(2, 20);
    assertThat(placement.line().orElseThrow()).endsWith("whose sweeps go by " + phases + " phases");
    assertThatThrownBy(() -> place(training("auto", "1000"), small)).isInstanceOf(Failure.class);
    Placement asked = Placement.of(training("auto", "10", "modelPhases=3"), TERMS, cluster(4, 4));
    assertThat(asked.json())
        .containsEntry("modelPhases", 3)
        .containsEntry("modelPlacement", "driver");
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
    Placement driver = Placement.of(run, TERMS, cluster(1.5, 4));
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
                + " tokens' topics [\\d,]+, sent [\\d,]+\\) and [\\d,]+ of 1,024 of each executor;"
                + " sharded it takes at least [\\d,]+ MB of the driver's 1,024 and [\\d,]+ of 1,024"
                + " of each executor\\. Lower k, raise spark\\.driver\\.memory or"
                + " spark\\.executor\\.memory, or begin with start=prefix\\.");
    assertThatThrownBy(() -> place(training("driver", "1000", "start=prefix"), cluster(0.5, 4)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("; sharded would do. Lower k");
  }

  @Test
  void whereItLiesIsToldIfItIsOnExecutors() {
    assertThat(Placement.of(training("auto", "10"), TERMS, cluster(4, 4)).line()).isEmpty();
    assertThat(Placement.of(training("sharded", "10"), TERMS, cluster(4, 4)).line())
        .hasValueSatisfying(
            line ->
                assertThat(line)
                    .startsWith(
                        "topics lie on the executors: sharded it takes at least 143 MB of"));
  }
}
