package polya.quality.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;

class ScoreCountsTest {
  private static List<String> entries(ScoreCounts counts) {
    return IntStream.range(0, counts.size())
        .mapToObj(
            e ->
                counts.label(e)
                    + " "
                    + counts.score(e)
                    + " "
                    + counts.group(e)
                    + " "
                    + counts.wanted(e)
                    + " ×"
                    + counts.count(e))
        .toList();
  }

  @Test
  void entriesAscendByLabelScoreGroupAndTruth() {
    ScoreCounts counts = new ScoreCounts(100);
    counts.add(1, 0.5, 0, true);
    counts.add(ScoreCounts.MOST_LABELS - 1, Float.MAX_VALUE, 63, true);
    counts.add(0, 0.0, 2, false);
    counts.add(0, -0.0, 2, false);
    counts.add(0, -2.5, 2, true);
    counts.add(0, -Float.MAX_VALUE, 63, false);
    counts.add(0, 0.0, 1, true);
    counts.add(0, 0.0, 1, false);
    assertThat(entries(counts))
        .containsExactly(
            "0 -3.4028235E38 63 false ×1",
            "0 -2.5 2 true ×1",
            "0 0.0 1 false ×1",
            "0 0.0 1 true ×1",
            "0 0.0 2 false ×2",
            "1 0.5 0 true ×1",
            "16777215 3.4028235E38 63 true ×1");
    assertThat(counts.alike(2, 4)).isTrue();
    assertThat(counts.alike(1, 2)).isFalse();
  }

  /**
   * Parts that had to be coarse and parts that had not, in any order, are one and the same table.
   */
  @Test
  void anyOrderAndGroupingGiveTheSameTable() {
    for (int limit : new int[] {20, 300, 2000, 1 << 20}) {
      List<List<String>> tables = new ArrayList<>();
      for (int way = 0; way < 4; way++) {
        RandomStream stream = Streams.of(5, Purpose.TEST, 0, 1);
        List<Runnable> adds = new ArrayList<>();
        ScoreCounts[] parts = new ScoreCounts[7];
        for (int p = 0; p < parts.length; p++) {
          parts[p] = new ScoreCounts(limit);
        }
        for (int i = 0; i < 5000; i++) {
          // A seventh of the parts gets most, so that parts differ in how much they drop.
          ScoreCounts part = way == 0 ? parts[0] : parts[i % 10 == 0 ? i / 10 % 7 : way];
          double score = Math.exp(4 * stream.nextGaussian()) - 1;
          int group = stream.nextInt(64);
          boolean wanted = stream.nextInt(3) == 0;
          int label = i % 3;
          adds.add(() -> part.add(label, score, group, wanted));
        }
        if (way % 2 == 1) {
          java.util.Collections.reverse(adds);
        }
        adds.forEach(Runnable::run);
        ScoreCounts whole = new ScoreCounts(limit);
        for (int p = 0; p < parts.length; p++) {
          whole.add(parts[way == 2 ? parts.length - 1 - p : p]);
        }
        tables.add(entries(whole));
        assertThat(whole.size()).isLessThanOrEqualTo(Math.max(limit, 3 * 2 * 64 * 2));
        long all = 0;
        for (int e = 0; e < whole.size(); e++) {
          all += whole.count(e);
        }
        assertThat(all).isEqualTo(5000);
      }
      assertThat(tables).allSatisfy(table -> assertThat(table).isEqualTo(tables.get(0)));
    }
  }

  @Test
  void moreThanIsPendingAtATimeIsOneTable() {
    ScoreCounts counts = new ScoreCounts(1 << 10);
    for (int i = 0; i < 200_000; i++) {
      counts.add(0, i % 1000, 0, false);
    }
    assertThat(counts.size()).isEqualTo(1000);
    assertThat(counts.count(0)).isEqualTo(200);
    assertThat(counts.score(999)).isEqualTo(999);
  }
}
