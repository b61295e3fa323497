package polya.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import polya.corpus.Tiling;

class MiniBatchesTest {
  private static final long[] CORPORA = {0, 1, 127, 128, 129, 1000, 4096, 100_000, 100_000_000};
  private static final double[] BATCHES = {0, 1, 128, 200, 256, 999, 4096, 1e9};

  @Test
  void everyPassVisitsEveryTileOnceInBatchesOfNearlyEqualSize() {
    for (long documents : CORPORA) {
      for (double wanted : BATCHES) {
        MiniBatches schedule = MiniBatches.of(documents, wanted, 2, 0);
        assertThat(schedule.tiles()).isEqualTo(Tiling.of(documents).tiles());
        assertThat(schedule.rounds()).isEqualTo(2 * schedule.batches());
        for (int pass = 0; pass < 2; pass++) {
          int next = 0;
          Set<Integer> sizes = new HashSet<>();
          for (int b = 0; b < schedule.batches(); b++) {
            Round round = schedule.round(pass * schedule.batches() + b);
            assertThat(round.pass()).isEqualTo(pass);
            assertThat(round.firstTile()).isEqualTo(next);
            assertThat(round.tiles()).isPositive();
            assertThat(round.endsPass()).isEqualTo(b == schedule.batches() - 1);
            next += round.tiles();
            sizes.add(round.tiles());
          }
          assertThat(next).isEqualTo(schedule.tiles());
          int[] sorted = sizes.stream().mapToInt(n -> n).sorted().toArray();
          assertThat(sorted[sorted.length - 1] - sorted[0]).isLessThanOrEqualTo(1);
        }
      }
    }
  }

  @Test
  void batchesAreAsLargeAsWantedWhereTilesAllow() {
    assertThat(MiniBatches.of(128_000, 1280, 1, 0).batches()).isEqualTo(100);
    assertThat(MiniBatches.of(128_000, 1, 1, 0).batches()).isEqualTo(1000);
    assertThat(MiniBatches.of(128_000, 128_000, 1, 0).batches()).isEqualTo(1);
    assertThat(MiniBatches.of(128_000, 1e12, 1, 0).batches()).isEqualTo(1);
    assertThat(MiniBatches.of(100, 10, 1, 0).batches()).isEqualTo(1);
  }

  @Test
  void prefixesComeFirstDoubleAndAreFollowedByPassesOverAllTiles() {
    Prefixes prefixes = Prefixes.of(1000, 2);
    MiniBatches schedule = new MiniBatches(1000, 5, 1, 1, 100, 2, 100, prefixes);
    int[] sizes = {31, 31, 62, 62, 124, 124, 248, 248, 496, 496, 992, 992};
    for (int number = 0; number < sizes.length; number++) {
      Round round = schedule.round(number);
      assertThat(round.tiles()).isEqualTo(sizes[number]);
      assertThat(round.pass()).isEqualTo(number);
      assertThat(round.endsPass()).isEqualTo(number % 2 == 1);
      assertThat(round.incremental() || round.wholeCorpus() || round.lanes()).isFalse();
      assertThat(round.contains(0) && round.contains(sizes[number] - 1)).isTrue();
      assertThat(round.contains(sizes[number])).isFalse();
    }
    assertThat(schedule.round(12).pass()).isEqualTo(12);
    assertThat(schedule.round(16).endsPass()).isTrue();
    assertThat(schedule.round(17).pass()).isEqualTo(13);
    assertThat(schedule.round(17).incremental() && schedule.round(17).firstVisit()).isTrue();
    assertThat(schedule.round(19).firstVisit()).isFalse();
    assertThat(Prefixes.none(1000).rounds()).isZero();
    assertThat(Prefixes.of(1, 9).rounds()).isZero();
    assertThat(Prefixes.of(Integer.MAX_VALUE, 1).rounds()).isEqualTo(6);
  }

  @Test
  void passesInPartsAreFollowedByRoundsOnTheWholeCorpus() {
    MiniBatches schedule = MiniBatches.of(128_000, 1280, 1, 5, 2, 4, 0).withRounds(1000);
    assertThat(schedule.roundsInBatches()).isEqualTo(2 * 100 + 3 * 4);
    assertThat(schedule.round(211).pass()).isEqualTo(4);
    assertThat(schedule.round(211).wholeCorpus()).isFalse();
    for (int number : new int[] {212, 213, 999}) {
      Round round = schedule.round(number);
      assertThat(round.pass()).isEqualTo(5 + number - 212);
      assertThat(round.wholeCorpus() && round.incremental() && round.endsPass()).isTrue();
      assertThat(round.parts()).isEqualTo(1);
      assertThat(round.firstVisit()).isEqualTo(number == 212);
      assertThat(round.contains(0) && round.contains(schedule.tiles() - 1)).isTrue();
    }
  }

  @Test
  void roundsAreCapped() {
    assertThat(MiniBatches.of(128_000, 1280, 3, 0).rounds()).isEqualTo(300);
    assertThat(MiniBatches.of(128_000, 1280, 3, 250).rounds()).isEqualTo(250);
    assertThat(MiniBatches.of(128_000, 1280, 3, 301).rounds()).isEqualTo(300);
    assertThat(MiniBatches.of(128_000_000, 1, 1_000_000, 0).rounds()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void aBatchContainsItsTilesOnly() {
    MiniBatches schedule = MiniBatches.of(1000, 256, 1, 0);
    int[] times = new int[schedule.tiles()];
    for (int r = 0; r < schedule.rounds(); r++) {
      for (int t = 0; t < times.length; t++) {
        times[t] += schedule.round(r).contains(t) ? 1 : 0;
      }
      assertThat(schedule.round(r).contains(-1)).isFalse();
      assertThat(schedule.round(r).contains(schedule.tiles())).isFalse();
    }
    assertThat(Arrays.stream(times)).containsOnly(1);
  }

  @Test
  void incrementalPassesFollowTheStochasticOnesInPartsOfTheirOwn() {
    MiniBatches schedule = MiniBatches.of(12_800, 256, 1, 5, 2, 8, 0);
    assertThat(schedule.rounds()).isEqualTo(2 * 50 + 3 * 8);
    assertThat(schedule.round(99).incremental()).isFalse();
    for (int r = 100; r < 124; r++) {
      Round round = schedule.round(r);
      assertThat(round.incremental()).isTrue();
      assertThat(round.part()).isEqualTo((r - 100) % 8);
      assertThat(round.pass()).isEqualTo(2 + (r - 100) / 8);
      assertThat(round.firstVisit()).isEqualTo(r < 108);
      assertThat(round.endsPass()).isEqualTo(round.part() == 7);
      assertThat(round.tiles()).isBetween(12, 13);
    }
    assertThat(MiniBatches.of(300, 128, 1, 5, 2, 8, 0).parts())
        .as("at most one a tile")
        .isEqualTo(3);
    assertThat(MiniBatches.of(300, 300, 1, 5, 2, 8, 0).rounds())
        .as("coordinate ascent")
        .isEqualTo(5);
  }

  @Test
  void lanesAreWholeInEveryRoundAndEveryTileHasItsTurn() {
    for (int tiles : new int[] {13, 40, 64, 133}) {
      MiniBatches schedule = MiniBatches.of(128L * tiles, 256, 4, 2, 1, 3, 0);
      int[] times = new int[tiles];
      for (int r = 0; r < schedule.rounds(); r++) {
        Round round = schedule.round(r);
        for (int t = 0; t < tiles; t++) {
          times[t] += round.contains(t) ? 1 : 0;
          if (round.lanes() && t > 0 && round.lane(t) == round.lane(t - 1)) {
            assertThat(round.contains(t)).isEqualTo(round.contains(t - 1));
          }
        }
      }
      assertThat(Arrays.stream(times)).as(tiles + " tiles").containsOnly(2);
      assertThat(schedule.round(0).lanes()).isTrue();
      assertThat(schedule.round(schedule.rounds() - 1).lanes()).isFalse();
    }
  }

  @Test
  void partsAreSpreadOverLanesSoThatNoPartitionRests() {
    MiniBatches schedule = MiniBatches.of(128 * 128, 256, 8, 2, 1, 4, 0);
    for (int r = schedule.batches(); r < schedule.rounds(); r++) {
      Round round = schedule.round(r);
      int[] ofPartition = new int[4];
      for (int t = 0; t < 128; t++) {
        ofPartition[round.lane(t) % 4] += round.contains(t) ? 1 : 0;
      }
      assertThat(Arrays.stream(ofPartition)).containsOnly(8);
    }
  }

  @Test
  void theWholeCorpusIsKnownAsSuch() {
    assertThat(MiniBatches.of(1000, 1000, 1, 0).round(0).wholeCorpus()).isTrue();
    assertThat(MiniBatches.of(1000, 256, 1, 0).round(0).wholeCorpus()).isFalse();
  }

  @Test
  void roundsKnowTheirPlace() {
    Round round = MiniBatches.of(1280, 256, 4, 18).round(17);
    assertThat(round).isEqualTo(new Round(17, 18, 3, false, -1, 1, false, 4, 2, 10, 1));
  }
}
