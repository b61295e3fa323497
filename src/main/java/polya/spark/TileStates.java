package polya.spark;

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
 * each round, the old one dropped once the new one stands, the lineage cut by reliable checkpoints.
 */
final class TileStates {
  private final JavaRDD<Tile> tiles;
  private final int checkpointInterval;
  private JavaRDD<TileTask.Visited> states;
  private String checkpoint;
  private int rounds;

  /** Seats the first states. */
  TileStates(JavaRDD<Tile> tiles, Inference inference, int checkpointInterval) {
    this.tiles = tiles;
    this.checkpointInterval = checkpointInterval;
    states =
        tiles
            .mapPartitions(t -> List.of(TileTask.seat(inference, t)).iterator(), true)
            .persist(StorageLevel.MEMORY_AND_DISK());
  }

  /** Visits all tiles: puts the next states in place and returns the statistics by partition. */
  List<TermStatistics> visit(TileTask task) {
    JavaRDD<TileTask.Visited> next =
        tiles
            .zipPartitions(states, (t, s) -> List.of(task.visit(t, s)).iterator())
            .persist(StorageLevel.MEMORY_AND_DISK());
    if (++rounds % checkpointInterval == 0) {
      next.checkpoint();
    }
    List<Integer> all = IntStream.range(0, next.getNumPartitions()).boxed().toList();
    List<TermStatistics> statistics = Jobs.run(next, all, visited -> visited.next().statistics());
    states.unpersist(false);
    states = next;
    if (next.isCheckpointed()) {
      dropCheckpoint();
      checkpoint = next.getCheckpointFile().get();
    }
    return statistics;
  }

  private void dropCheckpoint() {
    if (checkpoint != null) {
      new Files(tiles.context().hadoopConfiguration()).delete(new Path(checkpoint));
    }
  }

  /** Drops the last states and their checkpoint. */
  void close() {
    states.unpersist(false);
    dropCheckpoint();
  }
}
