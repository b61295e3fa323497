package polya.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import polya.corpus.Tile;
import polya.infer.Inference;
import polya.topics.TermStatistics;

/**
 * What tiles remember, as an RDD of its own beside the tiles: never changed in place, a new one
 * each round, the old one dropped once the new one stands. A tile that a round does not visit hands
 * its state on as it is: in memory the new RDD holds the same object, so that a round costs what
 * its batch costs and a short task for every other partition.
 *
 * <p>Checkpoints cut the lineage: reliable ones where the context has a folder for them; else local
 * ones where nothing can get lost; else none. Until the next one the Φ of every round since the
 * last is kept published: partitions lost with an executor are made again from them, to the same
 * bits. Where nothing can get lost a Φ is taken back after its round.
 */
final class TileStates {
  private final JavaRDD<Tile> tiles;
  private final Exchange exchange;
  private final int checkpointInterval;
  private final boolean mayLose;
  private final List<Exchange.Published> needed = new ArrayList<>();
  private JavaRDD<TileTask.Visited> states;
  private String checkpoint;
  private int rounds;

  /**
   * Seats the first states.
   *
   * @param mayLose whether partitions can get lost: not in local mode, where memory that runs short
   *     goes to disk
   */
  TileStates(
      JavaRDD<Tile> tiles,
      Inference inference,
      Exchange exchange,
      int checkpointInterval,
      boolean mayLose) {
    this.tiles = tiles;
    this.exchange = exchange;
    this.mayLose = mayLose;
    this.checkpointInterval = checkpointInterval;
    states =
        tiles
            .mapPartitions(t -> List.of(TileTask.seat(inference, t)).iterator(), true)
            .persist(StorageLevel.MEMORY_AND_DISK());
  }

  /**
   * Visits the tiles of a round: puts the next states in place and returns the statistics by
   * partition. Takes the task's Φ back when no state depends on it any more.
   */
  List<TermStatistics> visit(TileTask task) {
    needed.add(task.published());
    JavaRDD<TileTask.Visited> next =
        tiles
            .zipPartitions(states, (t, s) -> List.of(task.visit(t, s)).iterator())
            .persist(StorageLevel.MEMORY_AND_DISK());
    if (++rounds % checkpointInterval == 0) {
      cutLineage(next);
    }
    List<Integer> all = IntStream.range(0, next.getNumPartitions()).boxed().toList();
    List<TermStatistics> statistics;
    boolean stands = false;
    try {
      statistics = Jobs.run(next, all, visited -> visited.next().statistics());
      stands = true;
    } finally {
      (stands ? states : next).unpersist(false);
    }
    states = next;
    exchange.release(task.published());
    if (next.getCheckpointFile().isPresent()) {
      dropCheckpoint();
      checkpoint = next.getCheckpointFile().get();
    }
    if (next.isCheckpointed() || !mayLose) {
      retire();
    }
    return statistics;
  }

  private void cutLineage(JavaRDD<TileTask.Visited> next) {
    if (tiles.context().getCheckpointDir().isDefined()) {
      next.checkpoint();
    } else if (!mayLose) {
      next.rdd().localCheckpoint();
    }
  }

  private void retire() {
    needed.forEach(exchange::retire);
    needed.clear();
  }

  private void dropCheckpoint() {
    if (checkpoint != null) {
      new Files(tiles.context().hadoopConfiguration()).delete(new Path(checkpoint));
    }
  }

  /** Drops the last states, their checkpoint, and what they needed. */
  void close() {
    states.unpersist(false);
    retire();
    dropCheckpoint();
  }
}
