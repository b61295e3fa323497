package polya.infer.gibbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.infer.Simulated;
import polya.infer.Swept;
import polya.infer.TileState;
import polya.topics.Phi;
import polya.topics.Sums;
import polya.topics.TermBlock;
import polya.topics.TermRows;
import polya.topics.TermStatistics;

/** What a pass keeps, sends and counts, whatever it draws. */
class GibbsPassTest {
  private static final int TOPICS = 12;
  private static final int TERMS = 1100;
  private final Simulated simulated = new Simulated(77);
  private final double[][] topics = simulated.topics(TOPICS, TERMS, 0.05);
  private final double[] alpha =
      IntStream.range(0, TOPICS).mapToDouble(k -> 0.05 + k / 50.).toArray();
  private final List<Tile> tiles = tiles();

  private List<Tile> tiles() {
    List<Document> documents = simulated.documents(90, topics, alpha, 80);
    assertThat(documents).anyMatch(d -> d.terms().length == 0);
    List<Tile> tiles = new ArrayList<>();
    for (int t = 0; t < 9; t++) {
      tiles.add(Tile.of(t, documents.subList(10 * t, 10 * t + 10)));
    }
    tiles.add(Tile.of(9, List.of()));
    tiles.add(Tile.of(10, fewTokens()));
    return tiles;
  }

  /** Of two to five tokens, fewer than there are topics, a term up to three times. */
  private static List<Document> fewTokens() {
    return IntStream.range(0, 30)
        .mapToObj(
            d -> new Document("few" + d, new int[] {d, 500 + d}, new int[] {1 + d % 3, 1 + d % 2}))
        .toList();
  }

  /** Smooth weights, so that every token has some: by topic, as dense or as sparse rows. */
  private Phi phi(boolean sparse) {
    double[][] few = new double[TOPICS][TERMS];
    for (int w = 0; w < TERMS; w++) {
      for (int k = 0; k < TOPICS; k++) {
        few[k][w] = (w + k) % 4 == 0 ? topics[k][w] : 0;
      }
    }
    Phi rows = sparse ? Swept.sparse(few) : Simulated.weights(few);
    double[] scale = new double[TOPICS];
    Arrays.setAll(scale, k -> 1 + k / 7.);
    return Phi.of(rows.blocks(), Phi.Link.IDENTITY, 1e-3, 1, scale);
  }

  private Swept swept(Phi phi, int round, int sweeps, boolean dense, List<TileState> before) {
    GibbsPass pass = Swept.pass(phi, alpha, 5, round, sweeps, true, dense);
    return Swept.by(pass, TOPICS, TERMS, tiles, before);
  }

  /** Rows of all parts by term. */
  private static TreeMap<Integer, long[]> rows(List<TermStatistics> parts) {
    TreeMap<Integer, long[]> found = new TreeMap<>();
    for (int b = 0; b < TermBlock.blocks(TERMS); b++) {
      found.putAll(rows(TermStatistics.rows(parts, b), TOPICS));
    }
    return found;
  }

  private static TreeMap<Integer, long[]> rows(TermRows rows, int columns) {
    TreeMap<Integer, long[]> found = new TreeMap<>();
    while (rows.next()) {
      long[] row = found.computeIfAbsent(rows.term(), t -> new long[columns]);
      for (int i = 0; i < rows.size(); i++) {
        row[rows.topic(i)] = (long) rows.count(i);
      }
    }
    return found;
  }

  private static void same(TreeMap<Integer, long[]> found, TreeMap<Integer, long[]> expected) {
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    found.forEach((term, row) -> assertThat(row).as("row " + term).isEqualTo(expected.get(term)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsSentIsARecountOfTheAssignments(boolean dense) {
    for (int sweeps : new int[] {1, 3}) {
      Swept first = swept(phi(false), 0, sweeps, dense, Swept.unseated(tiles.size()));
      Swept second = swept(phi(true), 1, sweeps, dense, first.states);
      recounts(first);
      recounts(second);
    }
  }

  private void recounts(Swept swept) {
    TreeMap<Integer, long[]> counts = new TreeMap<>();
    TreeMap<Integer, long[]> histogram = new TreeMap<>();
    TreeMap<Integer, long[]> lengths = new TreeMap<>();
    double[] totals = new double[TOPICS];
    long all = 0;
    long documents = 0;
    double fitted = 0;
    double active = 0;
    for (int t = 0; t < tiles.size(); t++) {
      Tile tile = tiles.get(t);
      int token = 0;
      for (int d = 0; d < tile.documents(); d++, documents++) {
        int[] n = new int[TOPICS];
        for (int e = tile.offsets()[d]; e < tile.offsets()[d + 1]; e++) {
          for (int c = 0; c < tile.counts()[e]; c++) {
            int k = swept.topic(t, token++);
            counts.computeIfAbsent(tile.terms()[tile.slots()[e]], w -> new long[TOPICS])[k]++;
            totals[k]++;
            n[k]++;
          }
        }
        int length = IntStream.of(n).sum();
        fitted += length > 0 ? 1 : 0;
        if (length > 0) {
          lengths.computeIfAbsent(length, c -> new long[1])[0]++;
        }
        for (int k = 0; k < TOPICS; k++) {
          if (n[k] > 0) {
            histogram.computeIfAbsent(n[k], c -> new long[TOPICS])[k]++;
            active += n[k] >= 0.01 * length ? 1 : 0;
          }
        }
      }
      all += token;
    }
    List<TermStatistics> sent = List.of(swept.sent);
    same(rows(sent), counts);
    same(rows(TermStatistics.table(sent, SentCounts.COUNTS), TOPICS), histogram);
    same(rows(TermStatistics.table(sent, SentCounts.LENGTHS), 1), lengths);
    assertThat(swept.sent.tokens()).isEqualTo(all);
    assertThat(swept.sent.documents()).isEqualTo(documents);
    Sums sums = TermStatistics.sums(sent);
    assertThat(sums.vector(GibbsSums.TOPIC_TOTALS)).isEqualTo(totals);
    assertThat(Arrays.stream(totals).sum()).isEqualTo(all);
    assertThat(swept.sum(GibbsSums.FITTED)).isEqualTo(fitted);
    assertThat(swept.sum(GibbsSums.ACTIVE)).isEqualTo(active);
    assertThat(swept.sum(GibbsSums.UNWEIGHTED)).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void changedCountsTokensThatTheLastSweepMoved(boolean dense) {
    Swept first = swept(phi(true), 0, 1, dense, Swept.unseated(tiles.size()));
    Swept second = swept(phi(true), 1, 1, dense, first.states);
    int[] before = first.topics(tiles);
    int[] after = second.topics(tiles);
    long moved = IntStream.range(0, after.length).filter(i -> before[i] != after[i]).count();
    assertThat(moved).isBetween(after.length / 20L, after.length * 19L / 20);
    assertThat(second.sum(GibbsSums.CHANGED)).isEqualTo(moved);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nothingDependsOnHowTilesAreGroupedOrOrdered(boolean dense) {
    Swept whole = swept(phi(true), 0, 2, dense, Swept.unseated(tiles.size()));
    // Half seated already, half not: the others are seated beside them.
    List<TileState> mixed = new ArrayList<>(whole.states);
    for (int t = 0; t < tiles.size(); t += 2) {
      mixed.set(t, Assignments.unseated());
    }
    Swept together = swept(phi(true), 1, 2, dense, mixed);
    List<TermStatistics> parts = new ArrayList<>();
    List<Integer> order = new ArrayList<>(IntStream.range(0, tiles.size()).boxed().toList());
    Collections.reverse(order);
    for (int t : order) {
      GibbsPass pass = Swept.pass(phi(true), alpha, 5, 1, 2, true, dense);
      Swept alone = Swept.by(pass, TOPICS, TERMS, List.of(tiles.get(t)), List.of(mixed.get(t)));
      assertThat(alone.states.get(0).bytes()).isEqualTo(together.states.get(t).bytes());
      parts.add(alone.sent);
    }
    same(rows(parts), rows(List.of(together.sent)));
    for (String table : List.of(SentCounts.COUNTS, SentCounts.LENGTHS)) {
      same(
          rows(TermStatistics.table(parts, table), TOPICS),
          rows(TermStatistics.table(List.of(together.sent), table), TOPICS));
    }
    assertThat(TermStatistics.sums(parts).numbers())
        .isEqualTo(TermStatistics.sums(List.of(together.sent)).numbers());
  }

  @Test
  void longRunsAreSweptInPiecesToTheSameBits() {
    List<Tile> copies = new ArrayList<>();
    for (int i = 0; i < 240; i++) {
      for (Tile tile : tiles) {
        copies.add(tile);
      }
    }
    GibbsPass pass = Swept.pass(phi(true), alpha, 5, 0, 1, false, true);
    Swept long1 = Swept.by(pass, TOPICS, TERMS, copies, Swept.unseated(copies.size()));
    Swept once = swept(phi(true), 0, 1, true, Swept.unseated(tiles.size()));
    assertThat(long1.sent.tokens()).isGreaterThan(600_000);
    for (int i = 0; i < copies.size(); i++) {
      assertThat(long1.states.get(i).bytes()).isEqualTo(once.states.get(i % tiles.size()).bytes());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void sameKeysGiveTheSameDrawsAndOthersOthers(boolean dense) {
    List<TileState> fresh = Swept.unseated(tiles.size());
    int[] first = swept(phi(true), 3, 1, dense, fresh).topics(tiles);
    assertThat(swept(phi(true), 3, 1, dense, fresh).topics(tiles)).isEqualTo(first);
    assertThat(swept(phi(true), 4, 1, dense, fresh).topics(tiles)).isNotEqualTo(first);
    assertThat(swept(phi(true), 3, 2, dense, fresh).topics(tiles)).isNotEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTopicWithoutWeightIsNeverDrawn(boolean dense) {
    double[][] few = new double[TOPICS][TERMS];
    for (int w = 0; w < TERMS; w++) {
      few[w % TOPICS][w] = 1e-30;
      few[(w + 5) % TOPICS][w] = 1;
    }
    for (Phi phi : new Phi[] {Swept.sparse(few), Simulated.weights(few)}) {
      Swept swept = swept(phi, 0, 2, dense, Swept.unseated(tiles.size()));
      rows(List.of(swept.sent))
          .forEach(
              (w, row) -> {
                for (int k = 0; k < TOPICS; k++) {
                  assertThat(row[k] > 0 && few[k][w] == 0).isFalse();
                }
              });
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tokensWithoutAnyWeightKeepTheirTopicsAndAreCounted(boolean dense) {
    Swept first = swept(phi(true), 0, 1, dense, Swept.unseated(tiles.size()));
    double[][] none = new double[TOPICS][TERMS];
    for (Phi phi : new Phi[] {Swept.sparse(none), Simulated.weights(none)}) {
      Swept second = swept(phi, 1, 2, dense, first.states);
      assertThat(second.topics(tiles)).isEqualTo(first.topics(tiles));
      assertThat(second.sum(GibbsSums.UNWEIGHTED)).isEqualTo(2 * first.sent.tokens());
      assertThat(second.sum(GibbsSums.CHANGED)).isZero();
      Swept seated = swept(phi, 1, 1, dense, Swept.unseated(tiles.size()));
      recount(seated);
    }
  }

  private void recount(Swept swept) {
    long[] all = new long[TOPICS];
    for (int k : swept.topics(tiles)) {
      all[k]++;
    }
    // The prior grows with the topic.
    assertThat(all[TOPICS - 1]).isGreaterThan(all[0]).isPositive();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTermMayStandSeventyThousandTimesInADocument(boolean dense) {
    Tile tile = Tile.of(0, List.of(new Document("long", new int[] {0, 7}, new int[] {70_000, 3})));
    double[][] two = new double[2][8];
    two[0][0] = 1;
    two[1][0] = 1e-9;
    two[1][7] = 1;
    GibbsPass pass = Swept.pass(Simulated.weights(two), new double[] {1, 1}, 1, 0, 2, true, dense);
    Swept swept = Swept.by(pass, 2, 8, List.of(tile), Swept.unseated(1));
    double[] totals = TermStatistics.sums(List.of(swept.sent)).vector(GibbsSums.TOPIC_TOTALS);
    assertThat(totals[0] + totals[1]).isEqualTo(70_003);
    assertThat(totals[0]).isBetween(69_990., 70_000.);
    TermRows rows = TermStatistics.table(List.of(swept.sent), SentCounts.LENGTHS);
    assertThat(rows.next()).isTrue();
    assertThat(rows.term()).isEqualTo(70_003);
    assertThat(rows.count(0)).isEqualTo(1);
    assertThat(rows.next()).isFalse();
  }

  @Test
  void seventyThousandTopicsAreNotTooMany() {
    int many = 70_000;
    double[][] weights = new double[many][3];
    for (int w = 0; w < 3; w++) {
      weights[69_999 - w][w] = 1;
      weights[w][w] = 1e-3;
    }
    double[] prior = new double[many];
    Arrays.fill(prior, 0.001);
    Tile tile = Tile.of(0, List.of(new Document("a", new int[] {0, 1, 2}, new int[] {4, 3, 3})));
    GibbsPass pass = new GibbsPass(Swept.sparse(weights), prior, 1, Swept.round(0), 2, true);
    Swept swept = Swept.by(pass, many, 3, List.of(tile), Swept.unseated(1));
    for (int i = 0; i < 10; i++) {
      int w = i < 4 ? 0 : i < 7 ? 1 : 2;
      assertThat(swept.topic(0, i)).isIn(69_999 - w, w);
    }
    assertThat(IntStream.range(0, 10).map(i -> swept.topic(0, i))).anyMatch(k -> k > 65_535);
  }

  @Test
  void statesOfAnotherTileAndWrongPriorsAreRefused() {
    Assignments other = Assignments.blank(TOPICS, 3);
    assertThatThrownBy(() -> swept(phi(true), 0, 1, true, Collections.nCopies(10, other)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("3 tokens have topics");
    assertThatThrownBy(() -> new GibbsPass(phi(true), new double[3], 1, Swept.round(0), 1, false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new GibbsPass(phi(true), new double[TOPICS], 1, Swept.round(0), 1, false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new GibbsPass(phi(true), alpha, 1, Swept.round(0), 0, false))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
