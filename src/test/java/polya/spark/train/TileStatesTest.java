package polya.spark.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.corpus.Tile;
import polya.infer.Round;
import polya.infer.Sent;
import polya.infer.TileState;
import polya.spark.Aligned;
import polya.spark.Jobs;
import polya.spark.LocalSpark;
import polya.spark.Resident;
import polya.spark.TileCounting;
import polya.spark.exchange.Asked;
import polya.spark.exchange.BroadcastExchange;
import polya.spark.exchange.Exchange;
import polya.topics.Globals;
import polya.topics.LocalBlocks;
import polya.topics.Phi;
import polya.topics.TermBlock;
import polya.topics.TermStatistics;

class TileStatesTest {
  private static final int TILES = 9;
  private static final int INTERVAL = 4;

  @TempDir private Path checkpoints;

  private final JavaSparkContext spark =
      JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());

  /** Published and not yet taken back. */
  private final Set<Exchange.Published> standing = new HashSet<>();

  private final Exchange exchange = new Counted(new BroadcastExchange(spark), standing);

  private record Counted(Exchange sound, Set<Published> standing) implements Exchange {
    @Override
    public Published publish(Phi phi, Globals globals, Asked asked) {
      Published published = sound.publish(phi, globals, asked);
      standing.add(published);
      return published;
    }

    @Override
    public <T> Sent visit(
        Published published,
        JavaRDD<T> rdd,
        List<Integer> partitions,
        Jobs.PartitionFunction<T, TermStatistics> visit) {
      return sound.visit(published, rdd, partitions, visit);
    }

    @Override
    public void retire(Published published) {
      standing.remove(published);
      sound.retire(published);
    }
  }

  @BeforeEach
  void checkpointsGoToAFolderOfTheirOwn() {
    spark.setCheckpointDir(checkpoints.toString());
  }

  private JavaRDD<Tile> tiles() {
    List<List<Tile>> partitions = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int t = 0; t < TILES; t++) {
      partitions.get(t % partitions.size()).add(Tile.of(t, List.of()));
    }
    return spark
        .parallelize(List.of(0, 1, 2), 3)
        .flatMap(p -> new ArrayList<>(partitions.get(p)).iterator());
  }

  /** Round r visits three tiles; its weight is r + 1. */
  private static Round round(int r) {
    return new Round(r, 99, r / 3, r % 3 == 2, r % 3, 3, r < 3, 3 * (r % 3), 3, TILES, 1);
  }

  private TileTask task(int r) {
    Phi phi =
        Phi.of(
            LocalBlocks.of(List.of(TermBlock.zeros(0, 1, 8))),
            Phi.Link.IDENTITY,
            r + 1.0,
            1,
            new double[] {1});
    return new TileTask(
        Resident.of(spark, new TileCounting(TILES)), exchange.publish(phi), round(r), null);
  }

  /** What the tiles of a round tell, the others nothing: v ← 3 v + weight, from v = tile. */
  private static double[] expected(double[] values, int r) {
    double[] told = new double[TILES];
    for (int t = 0; t < TILES; t++) {
      if (round(r).contains(t)) {
        values[t] = 3 * values[t] + r + 1;
        told[t] = values[t];
      }
    }
    return told;
  }

  private TileStates states(boolean mayLose) {
    return TileStates.seat(tiles(), new TileCounting(TILES), exchange, INTERVAL, mayLose);
  }

  private JavaRDD<?> newest() {
    return spark.getPersistentRDDs().entrySet().stream()
        .max(Map.Entry.comparingByKey())
        .orElseThrow()
        .getValue();
  }

  private Set<Integer> cachedSince(Set<Integer> before) {
    Set<Integer> cached = new HashSet<>(spark.getPersistentRDDs().keySet());
    cached.removeAll(before);
    return cached;
  }

  @Test
  void roundsReplaceTheStatesOfTheirTilesAndLineageAndCacheStayBounded() throws Exception {
    Set<Integer> before = new HashSet<>(spark.getPersistentRDDs().keySet());
    TileStates states = states(false);
    double[] values = IntStream.range(0, TILES).asDoubleStream().toArray();
    for (int r = 0; r < 14; r++) {
      assertThat(states.visit(task(r)).sums().numbers()).isEqualTo(expected(values, r));
      assertThat(cachedSince(before)).hasSize(1);
      String lineage = newest().toDebugString();
      String visit = Aligned.class.getSimpleName();
      assertThat(lineage.lines().filter(l -> l.contains(visit)).count())
          .isBetween(1L, (long) INTERVAL);
      assertThat(standing).isEmpty();
    }
    states.close();
    assertThat(cachedSince(before)).isEmpty();
    try (Stream<Path> left = Files.walk(checkpoints)) {
      assertThat(left.filter(p -> p.getFileName().toString().startsWith("part-"))).isEmpty();
    }
  }

  /** As when executors die: what they held is made again from the last checkpoint. */
  @Test
  void partitionsThatGetLostAreMadeAgain() {
    TileStates states = states(true);
    double[] values = IntStream.range(0, TILES).asDoubleStream().toArray();
    for (int r = 0; r < 11; r++) {
      assertThat(states.visit(task(r)).sums().numbers()).isEqualTo(expected(values, r));
      assertThat(standing).hasSize((r + 1) % INTERVAL);
      newest().unpersist(true);
    }
    states.close();
    assertThat(standing).isEmpty();
  }

  @Test
  void aTileThatIsNotVisitedHandsItsStateOnAndNothingIsChangedInPlace() {
    List<Tile> tiles = IntStream.range(0, TILES).mapToObj(t -> Tile.of(t, List.of())).toList();
    TileTask.Visited seated =
        TileTask.seat(new TileCounting(TILES).memory().orElseThrow(), tiles.iterator());
    List<TileState> first = new ArrayList<>(seated.states());
    TileTask.Visited next = task(1).visit(tiles.iterator(), List.of(seated).iterator());
    for (int t = 0; t < TILES; t++) {
      assertThat(next.states().get(t) == first.get(t)).isEqualTo(t < 3 || t >= 6);
      assertThat(seated.states().get(t)).isSameAs(first.get(t));
      assertThat(((TileCounting.Count) first.get(t)).value()).isEqualTo(t);
    }
  }
}
