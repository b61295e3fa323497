package polya.spark.train;

import java.util.List;
import org.apache.spark.Dependency;
import org.apache.spark.OneToOneDependency;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import polya.corpus.Tile;
import polya.spark.TaskMemory;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * What a round leaves of tiles and their states: a partition is one visit to one partition of both.
 * In place of {@code zipPartitions}, for which Spark analyses a closure's byte code each round, and
 * every task links a lambda: here a round's code is this class, and what travels is the {@link
 * TileTask}.
 */
final class VisitedTiles extends RDD<TileTask.Visited> {
  private static final long serialVersionUID = 1L;
  private static final ClassTag<TileTask.Visited> TAG =
      ClassTag$.MODULE$.apply(TileTask.Visited.class);
  private static final ClassTag<Tile> TILE = ClassTag$.MODULE$.apply(Tile.class);
  private static final int TILES = 0;
  private static final int STATES = 1;

  /** Null once a checkpoint stands in for what it made. */
  private TileTask task;

  private VisitedTiles(RDD<Tile> tiles, RDD<TileTask.Visited> states, TileTask task) {
    super(tiles.context(), dependencies(tiles, states), TAG);
    this.task = task;
  }

  /** The tiles visited with the states they had: as many partitions as either has. */
  static JavaRDD<TileTask.Visited> of(
      JavaRDD<Tile> tiles, JavaRDD<TileTask.Visited> states, TileTask task) {
    return new JavaRDD<>(new VisitedTiles(tiles.rdd(), states.rdd(), task), TAG);
  }

  private static scala.collection.immutable.Seq<Dependency<?>> dependencies(
      RDD<Tile> tiles, RDD<TileTask.Visited> states) {
    List<Dependency<?>> both =
        List.of(new OneToOneDependency<>(tiles), new OneToOneDependency<>(states));
    return CollectionConverters.asScala(both).toSeq();
  }

  /** One partition of each parent: a task that must make a lost one again needs them. */
  private record Both(int index, Partition tiles, Partition states) implements Partition {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public Partition[] getPartitions() {
    Partition[] tiles = parent(TILES, TILE).partitions();
    Partition[] states = parent(STATES, TAG).partitions();
    Partition[] both = new Partition[tiles.length];
    for (int p = 0; p < both.length; p++) {
      both[p] = new Both(p, tiles[p], states[p]);
    }
    return both;
  }

  /** A checkpointed round needs its Φ no more: it may be taken back. */
  @Override
  public void clearDependencies() {
    super.clearDependencies();
    task = null;
  }

  @Override
  public Iterator<TileTask.Visited> compute(Partition split, TaskContext context) {
    Both both = (Both) split;
    Iterator<Tile> tiles = parent(TILES, TILE).iterator(both.tiles, context);
    Iterator<TileTask.Visited> states = parent(STATES, TAG).iterator(both.states, context);
    TileTask.Visited visited =
        TaskMemory.within(
            () ->
                task.visit(
                    CollectionConverters.asJava(tiles), CollectionConverters.asJava(states)));
    return CollectionConverters.asScala(List.of(visited).iterator());
  }
}
