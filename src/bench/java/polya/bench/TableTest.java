package polya.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import polya.Failure;

/** What the tables say is what the checkpoints say. */
class TableTest {
  private static final List<Checkpoint> FALLING =
      List.of(
          new Checkpoint(1, 1, 4000, 4000),
          new Checkpoint(4, 2, 3000, 2990),
          new Checkpoint(8, 3, 3100, 3090),
          new Checkpoint(16, 4, 2000, 1990));

  @Test
  void betweenCheckpointsPerplexityIsLinearInTheLogarithmOfTime() {
    assertThat(Levels.reached(FALLING, 3500)).isCloseTo(2, within(1e-12));
    assertThat(Levels.reached(FALLING, 3250)).isCloseTo(Math.pow(4, 0.75), within(1e-12));
    assertThat(Levels.reached(FALLING, 2550)).isCloseTo(8 * Math.sqrt(2), within(1e-12));
  }

  @Test
  void aCheckpointOnTheLevelIsItsTime() {
    assertThat(Levels.reached(FALLING, 3000)).isCloseTo(4, within(1e-12));
    assertThat(Levels.reached(FALLING, 2000)).isCloseTo(16, within(1e-12));
  }

  @Test
  void theFirstTimeCountsEvenIfPerplexityRisesAgain() {
    assertThat(Levels.reached(FALLING, 3050)).isBetween(1.0, 4.0);
  }

  @Test
  void theFirstCheckpointIsAnUpperBoundAndALevelNeverReachedIsInfinite() {
    assertThat(Levels.reached(FALLING, 5000)).isEqualTo(1);
    assertThat(Levels.reached(FALLING, 1999)).isInfinite();
    assertThat(Levels.reached(List.of(), 1999)).isInfinite();
  }

  @Test
  void publishedSecondsAreFoundAgain() {
    // MALLET's last checkpoints on 20news with 100 topics: 2,137 after 10.9 s, 2,076 after 18.5 s.
    List<Checkpoint> mallet =
        List.of(
            new Checkpoint(5.4, 50, 2286, 2286),
            new Checkpoint(9.5, 100, 2153, 2153),
            new Checkpoint(17.5, 200, 2080, 2080),
            new Checkpoint(25.6, 300, 2052, 2052));
    assertThat(Levels.reached(mallet, 2137)).isCloseTo(10.9, within(0.05));
    assertThat(Levels.reached(mallet, 2076)).isCloseTo(18.5, within(0.06));
  }

  @Test
  void levelsDerivedFromTheBestAreWholeNumbersAndGivenOnesAreTaken() {
    assertThat(Levels.of(2035)).containsExactly(3052, 2544, 2238, 2137, 2076);
    assertThat(Levels.parse("2088,2030.5")).containsExactly(2088, 2030.5);
    for (String wrong : List.of("", "2088;2030", "2088,-1", "NaN")) {
      assertThatThrownBy(() -> Levels.parse(wrong))
          .isInstanceOf(Failure.class)
          .hasMessageStartingWith("Cannot read levels: " + wrong + ";");
    }
  }

  @Test
  void bothTablesHoldEveryToolAndSayWhereALevelIsNotReached() {
    Table table = new Table();
    table.add("CHECKPOINT fast 1.000 1.000 3000.00 3000.20");
    table.add("CHECKPOINT fast 4.000 2.000 2000.00 1950.00");
    table.add("MEMORY fast 1572864");
    table.add("CHECKPOINT slow 2.000 1.000 2900.00 2900.00");
    table.add("a line that is none of ours");
    assertThat(table.markdown("3500,2500"))
        .isEqualTo(
            """
            | seconds of training to perplexity | ≤ 3,500 | ≤ 2,500 | peak memory |
            |---|---|---|---|
            | fast | < 1.0 | 2.0 | 1.5 GiB |
            | slow | < 2.0 | – | – |

            | tool | training seconds → perplexity, α = 5/K [own α, where it differs] |
            |---|---|
            | fast | 1.0 s → 3000; 4.0 s → 2000 [1950] |
            | slow | 2.0 s → 2900 |
            """);
    assertThat(table.markdown(null)).contains("≤ 3,000 | ≤ 2,500 | ≤ 2,200 | ≤ 2,100 | ≤ 2,040 |");
    assertThat(new Table().markdown(null)).isEmpty();
  }

  @Test
  void atMostEightCheckpointsAreShownTheFirstAndTheLastAmongThem() {
    Table table = new Table();
    for (int i = 0; i < 50; i++) {
      table.add("CHECKPOINT long " + (i + 1) + " 1 " + (3000 - i) + " " + (3000 - i));
    }
    String row = table.markdown("100").lines().filter(l -> l.contains("→ 3000")).findFirst().get();
    assertThat(row.split(";")).hasSize(8);
    assertThat(row).startsWith("| long | 1.0 s → 3000;").endsWith("50.0 s → 2951 |");
  }

  @Test
  void sweepsMeetTheMarksAndThenGoByTens() {
    int done = 0;
    for (int mark : new int[] {1, 2, 5, 10, 20, 30, 40}) {
      done += Sweeps.next(done);
      assertThat(done).isEqualTo(mark);
    }
  }
}
