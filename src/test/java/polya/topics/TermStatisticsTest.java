package polya.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;

class TermStatisticsTest {
  private static final int TERMS = 2 * TermBlock.SIZE + 100;
  private static final int BITS = 24;

  /** One call of {@link TermStatisticsBuilder#add}. */
  private record Row(int term, int[] topics, long[] packed) {
    static Row random(RandomStream random, int k, int mostTopics) {
      boolean[] in = new boolean[Math.min(k, 4096)];
      int n = random.nextInt(Math.min(k, mostTopics) + 1);
      for (int i = 0; i < n; i++) {
        in[random.nextInt(in.length)] = true;
      }
      int[] topics = new int[in.length];
      int m = 0;
      for (int j = 0; j < in.length; j++) {
        if (in[j]) {
          topics[m++] = k - in.length + j;
        }
      }
      long[] packed = new long[m];
      for (int j = 0; j < m; j++) {
        packed[j] = 1 + (random.nextLong() >>> 14 + random.nextInt(49));
      }
      return new Row(random.nextInt(TERMS), Arrays.copyOf(topics, m), packed);
    }
  }

  private static List<Row> rows(int topics, int howMany, long key) {
    RandomStream random = Streams.of(5, Purpose.TEST, topics, key);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < howMany; i++) {
      rows.add(Row.random(random, topics, 40));
    }
    return rows;
  }

  private static TermStatistics collected(int topics, List<Row> rows) {
    TermStatisticsBuilder builder = StatisticsLayout.of(topics, TERMS, BITS, sums(2)).open();
    long[] counts = new long[topics];
    for (Row row : rows) {
      for (int j = 0; j < row.topics.length; j++) {
        counts[row.topics[j]] = row.packed[j];
      }
      builder.add(row.term, row.topics, counts, row.topics.length);
      for (int k : row.topics) {
        counts[k] = -1;
      }
      builder.visited(row.term);
      builder.sum(1, row.term / 3.0);
    }
    return builder.build();
  }

  private static SortedMap<Integer, SortedMap<Integer, Double>> merged(List<TermStatistics> parts) {
    SortedMap<Integer, SortedMap<Integer, Double>> seen = new TreeMap<>();
    for (int block = 0; block < TermBlock.blocks(TERMS); block++) {
      TermRows rows = TermStatistics.rows(parts, block);
      int previous = -1;
      while (rows.next()) {
        assertThat(rows.term()).isGreaterThan(previous);
        assertThat(TermBlock.blockOf(rows.term())).isEqualTo(block);
        previous = rows.term();
        assertThat(rows.size()).isPositive();
        SortedMap<Integer, Double> row = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
          assertThat(i == 0 || rows.topic(i) > rows.topic(i - 1)).isTrue();
          row.put(rows.topic(i), rows.count(i));
        }
        seen.put(rows.term(), row);
      }
      assertThat(rows.next()).isFalse();
    }
    return seen;
  }

  private static SortedMap<Integer, SortedMap<Integer, Double>> naive(List<Row> rows) {
    SortedMap<Integer, SortedMap<Integer, Long>> sums = new TreeMap<>();
    for (Row row : rows) {
      for (int j = 0; j < row.topics.length; j++) {
        sums.computeIfAbsent(row.term, w -> new TreeMap<>())
            .merge(row.topics[j], row.packed[j], Long::sum);
      }
    }
    SortedMap<Integer, SortedMap<Integer, Double>> counts = new TreeMap<>();
    sums.forEach(
        (w, row) -> {
          SortedMap<Integer, Double> doubles = new TreeMap<>();
          row.forEach((k, v) -> doubles.put(k, (double) v / (1L << BITS)));
          counts.put(w, doubles);
        });
    return counts;
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 500", "1, 4, 500", "7, 3, 2000", "300, 5, 3000", "1048576, 3, 300"})
  void whatIsPutInComesOutByTerm(int topics, int parts, int rowsAPart) {
    List<TermStatistics> encoded = new ArrayList<>();
    List<Row> all = new ArrayList<>();
    for (int p = 0; p < parts; p++) {
      List<Row> rows = rows(topics, rowsAPart, p);
      all.addAll(rows);
      encoded.add(collected(topics, rows));
    }
    assertThat(merged(encoded)).isEqualTo(naive(all));
  }

  @Test
  void noOrderAndNoGroupingOfThePartsChangesABit() {
    List<Row> all = rows(50, 4000, 0);
    List<TermStatistics> one = List.of(collected(50, all));
    SortedMap<Integer, SortedMap<Integer, Double>> expected = merged(one);
    double[] sums = TermStatistics.sums(one).numbers();
    RandomStream random = Streams.of(6, Purpose.TEST, 0, 0);
    for (int trial = 0; trial < 20; trial++) {
      List<List<Row>> groups = new ArrayList<>();
      int parts = 1 + random.nextInt(9);
      for (int p = 0; p < parts; p++) {
        groups.add(new ArrayList<>());
      }
      List<Row> shuffled = new ArrayList<>(all);
      for (int i = shuffled.size() - 1; i > 0; i--) {
        java.util.Collections.swap(shuffled, i, random.nextInt(i + 1));
      }
      shuffled.forEach(row -> groups.get(random.nextInt(parts)).add(row));
      List<TermStatistics> encoded = groups.stream().map(g -> collected(50, g)).toList();
      assertThat(merged(encoded)).isEqualTo(expected);
      assertThat(TermStatistics.sums(encoded).numbers()).isEqualTo(sums);
      assertThat(TermStatistics.documents(encoded)).isEqualTo(all.size());
      assertThat(TermStatistics.tokens(encoded)).isEqualTo(all.stream().mapToLong(Row::term).sum());
    }
  }

  @Test
  void eachAddedNumberIsRoundedOnce() {
    TermStatisticsBuilder builder = StatisticsLayout.of(1, 1, BITS, sums(1)).open();
    for (int i = 0; i < 1000; i++) {
      builder.sum(0, 0.1);
    }
    // 0.1 in double is a multiple of 2^-60 but for its last bits: nothing is lost by adding.
    assertThat(TermStatistics.sums(List.of(builder.build())).numbers()).containsExactly(100);
  }

  @Test
  void nothingIsNothing() {
    TermStatistics empty = StatisticsLayout.of(3, TERMS, BITS, sums(2)).open().build();
    assertThat(merged(List.of(empty, empty))).isEmpty();
    assertThat(TermStatistics.sums(List.of(empty)).numbers()).containsExactly(0, 0);
    assertThat(empty.bytes()).isEqualTo(32);
    assertThat(merged(List.of())).isEmpty();
    assertThat(TermStatistics.sums(List.of()).numbers()).isEmpty();
    assertThat(TermStatistics.documents(List.of())).isZero();
  }

  @Test
  void anEmptyRowLeavesNoTrace() {
    TermStatisticsBuilder builder = StatisticsLayout.of(3, TERMS, BITS, sums(0)).open();
    builder.add(1500, new int[3], new long[3], 0);
    assertThat(builder.build().bytes()).isZero();
    assertThat(merged(List.of(builder.build()))).isEmpty();
  }

  @Test
  void theBuilderMayGoOnAfterItBuilt() {
    TermStatisticsBuilder builder = StatisticsLayout.of(2, TERMS, 0, sums(1)).open();
    builder.add(3, new int[] {1}, new long[] {0, 5}, 1);
    builder.sum(0, 1);
    TermStatistics first = builder.build();
    builder.add(3, new int[] {0, 1}, new long[] {2, 1}, 2);
    builder.sum(0, 1);
    assertThat(merged(List.of(first))).isEqualTo(Map.of(3, Map.of(1, 5.0)));
    assertThat(TermStatistics.sums(List.of(first)).numbers()).containsExactly(1);
    assertThat(merged(List.of(builder.build()))).isEqualTo(Map.of(3, Map.of(0, 2.0, 1, 6.0)));
  }

  /** Bytes follow the entries: one entry costs three bytes and its value, whatever K and V are. */
  @Test
  void trafficIsInProportionToTheEntries() {
    TermStatisticsBuilder builder = StatisticsLayout.of(1 << 20, 1 << 20, 0, sums(0)).open();
    builder.add(0, new int[] {0}, new long[] {1}, 1);
    assertThat(builder.build().bytes()).isEqualTo(4);
  }

  @Test
  void whatWasAddedAndIsTakenAwayLeavesNothing() {
    TermStatisticsBuilder old = StatisticsLayout.of(4, 9, BITS, sums(1)).open();
    old.add(2, new int[] {0, 3}, new long[] {7, 0, 0, 11}, 2);
    old.add(5, new int[] {1}, new long[] {0, 3}, 1);
    TermStatisticsBuilder now = StatisticsLayout.of(4, 9, BITS, sums(1)).open();
    now.add(2, new int[] {0, 1}, new long[] {7, 2}, 2);
    TermRows rows =
        TermStatistics.rows(
            List.of(now.build()), List.of(old.build(), now.build(), old.build()), 0);
    double unit = Math.pow(2, -BITS);
    assertThat(rows.next()).isTrue();
    assertThat(rows.term()).isEqualTo(2);
    assertThat(rows.size()).isEqualTo(3);
    assertThat(rows.count(0)).isEqualTo(-14 * unit);
    assertThat(rows.count(1)).isZero();
    assertThat(rows.count(2)).isEqualTo(-22 * unit);
    assertThat(rows.next()).isTrue();
    assertThat(rows.count(0)).isEqualTo(-6 * unit);
    assertThat(rows.next()).isFalse();
  }

  @Test
  void anOverflowingCountIsAnErrorAndNeverAWrongNumber() {
    long[] half = {1L << 62};
    TermStatisticsBuilder builder = StatisticsLayout.of(1, 1, BITS, sums(1)).open();
    builder.add(0, new int[1], half, 1);
    TermRows rows = TermStatistics.rows(List.of(builder.build(), builder.build()), 0);
    assertThatThrownBy(rows::next).isInstanceOf(ArithmeticException.class);
    builder.add(0, new int[1], half, 1);
    TermRows twice = TermStatistics.rows(List.of(builder.build()), 0);
    assertThatThrownBy(twice::next).isInstanceOf(ArithmeticException.class);
  }

  /** The bound of a billion tokens, or log-mixtures under a tiny prior, go far beyond 64 bits. */
  @Test
  void sumsHaveRoomForAnyCorpus() {
    double[] values = {0x1.8p31, -0x1.fffffp31, 1e9 + 0.125, -3e9, 4e9, -0x1p-30, 5 * 0x1p-30};
    for (int sign : new int[] {1, -1}) {
      List<TermStatistics> parts = new ArrayList<>();
      BigDecimal expected = BigDecimal.ZERO;
      for (int p = 0; p < 50; p++) {
        TermStatisticsBuilder builder = StatisticsLayout.of(1, 1, BITS, sums(1)).open();
        for (int i = 0; i < 2000; i++) {
          double value = sign * (i % 3 == 0 ? values[(i + p) % values.length] : 4e9);
          builder.sum(0, value);
          expected = expected.add(new BigDecimal(value));
        }
        parts.add(builder.build());
      }
      assertThat(Math.abs(expected.doubleValue())).isGreaterThan(1e14);
      assertThat(TermStatistics.sums(parts).numbers()).containsExactly(expected.doubleValue());
    }
  }

  @Test
  void scratchTakenOverFromRowsReadHalfwayLeavesNoTrace() {
    List<TermStatistics> parts = List.of(collected(9, rows(9, 300, 1)));
    TermRows over = null;
    for (int block : TermStatistics.touchedBlocks(parts, List.of())) {
      over = TermStatistics.rows(parts, List.of(), block, over);
      TermRows fresh = TermStatistics.rows(parts, block);
      for (int i = 0; i < 5; i++) { // Not to the end: the next block takes over what is left.
        assertThat(over.next()).isTrue();
        assertThat(fresh.next()).isTrue();
        assertThat(over.term()).isEqualTo(fresh.term());
        assertThat(over.size()).isEqualTo(fresh.size());
        for (int j = 0; j < fresh.size(); j++) {
          assertThat(over.topic(j)).isEqualTo(fresh.topic(j));
          assertThat(over.count(j)).isEqualTo(fresh.count(j));
        }
      }
    }
  }

  @Test
  void blocksAreTouchedWhereSomeSenderHasARow() {
    long[] counts = {5};
    TermStatisticsBuilder first = StatisticsLayout.of(1, TERMS, BITS, sums(0)).open();
    first.add(3, new int[] {0}, counts, 1);
    TermStatisticsBuilder second = StatisticsLayout.of(1, TERMS, BITS, sums(0)).open();
    second.add(2 * TermBlock.SIZE, new int[] {0}, counts, 1);
    second.add(TermBlock.SIZE, new int[0], counts, 0);
    List<TermStatistics> one = List.of(first.build());
    List<TermStatistics> other = List.of(second.build());
    assertThat(TermStatistics.touchedBlocks(one, List.of())).containsExactly(0);
    assertThat(TermStatistics.touchedBlocks(one, other)).containsExactly(0, 2);
    assertThat(TermStatistics.touchedBlocks(List.of(), List.of())).isEmpty();
  }

  @Test
  void tablesHaveKeysAndColumnsOfTheirOwn() {
    StatisticsLayout layout =
        StatisticsLayout.of(2, TERMS, BITS, sums(0)).withTable("counts", 5).withTable("groups", 1);
    TermStatisticsBuilder one = layout.open();
    one.addTo("counts", 70_000, new int[] {1, 4}, new long[] {0, 7, 0, 0, 9}, 2);
    one.addTo("counts", 3, new int[] {0}, new long[] {2}, 1);
    one.addTo("groups", 0, new int[] {0}, new long[] {1L << 40}, 1);
    TermStatisticsBuilder other = layout.open();
    other.addTo("counts", 3, new int[] {0, 2}, new long[] {5, 0, 1}, 2);
    List<TermStatistics> parts = List.of(one.build(), other.build());
    assertThat(told(TermStatistics.table(parts, "counts")))
        .containsExactly("3: 0=7 2=1", "70000: 1=7 4=9");
    assertThat(told(TermStatistics.table(parts, "groups"))).containsExactly("0: 0=" + (1L << 40));
    assertThat(TermStatistics.rows(parts, 0).next()).isFalse();
    assertThatThrownBy(() -> TermStatistics.table(parts, "lengths"))
        .hasMessage("there is no table lengths among [counts, groups]");
  }

  @Test
  void signedRowsAddUpToWhatTheirNumbersDo() throws IOException {
    StatisticsLayout layout = StatisticsLayout.of(3, TERMS, 0, sums(0)).withSignedRows();
    TermStatisticsBuilder one = layout.open();
    one.add(7, new int[] {0, 2}, new long[] {-5, 0, 1L << 50}, 2);
    TermStatisticsBuilder other = layout.open();
    other.add(7, new int[] {0, 1}, new long[] {3, -1}, 2);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    other.build().write(new DataOutputStream(bytes));
    TermStatistics read =
        TermStatistics.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    assertThat(told(TermStatistics.rows(List.of(one.build(), read), 0)))
        .containsExactly("7: 0=-2 1=-1 2=" + (1L << 50));
    assertThat(told(TermStatistics.rows(List.of(one.build()), List.of(read), 0)))
        .containsExactly("7: 0=-8 1=1 2=" + (1L << 50));
  }

  private static List<String> told(TermRows rows) {
    List<String> told = new ArrayList<>();
    while (rows.next()) {
      StringBuilder row = new StringBuilder(rows.term() + ":");
      for (int i = 0; i < rows.size(); i++) {
        row.append(' ').append(rows.topic(i)).append('=').append((long) rows.count(i));
      }
      told.add(row.toString());
    }
    return told;
  }

  private static SumsLayout sums(int numbers) {
    return SumsLayout.none().vector("sums", numbers, SumsLayout.REAL, 1e9);
  }
}
