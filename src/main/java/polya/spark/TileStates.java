package polya.spark;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import polya.corpus.Tile;
import polya.infer.Inference;
import polya.infer.TileState;
import polya.topics.TermStatistics;
import scala.Tuple2;

/**
 * What tiles remember, as an RDD of its own beside the tiles: never changed in place, a new one
 * each round, the old one dropped once the new one stands, the lineage cut by Spark's own reliable
 * checkpoints. What a resumed run reads is written apart from those, as data.
 */
final class TileStates {
  private static final StructType SAVED =
      new StructType()
          .add("tile", DataTypes.IntegerType, false)
          .add("state", DataTypes.BinaryType, false)
          .add("checksum", DataTypes.LongType, false);

  private final JavaRDD<Tile> tiles;
  private final int checkpointInterval;
  private JavaRDD<TileTask.Visited> states;
  private String checkpoint;
  private int rounds;

  private TileStates(
      JavaRDD<Tile> tiles, JavaRDD<TileTask.Visited> states, int checkpointInterval) {
    this.tiles = tiles;
    this.checkpointInterval = checkpointInterval;
    this.states = states.persist(StorageLevel.MEMORY_AND_DISK());
  }

  /** The first states. */
  static TileStates seat(JavaRDD<Tile> tiles, Inference inference, int checkpointInterval) {
    return new TileStates(
        tiles,
        tiles.mapPartitions(t -> List.of(TileTask.seat(inference, t)).iterator(), true),
        checkpointInterval);
  }

  /** Writes the states as a table: tile, state, checksum. One job; its cost is their bytes. */
  void write(SparkSession spark, String path) throws IOException {
    try {
      JavaRDD<Row> rows = tiles.zipPartitions(states, (t, s) -> new Rows(t, s.next()));
      spark.createDataFrame(rows, SAVED).write().parquet(path);
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      throw new IOException(
          "the states of its tiles cannot be written (" + e.getMessage() + ")", e);
    }
  }

  /**
   * Reads states that {@link #write} wrote, under any number of partitions, and checks all of them.
   *
   * @throws IOException if they are not whole
   */
  static TileStates read(
      SparkSession spark,
      String path,
      JavaRDD<Tile> tiles,
      Inference inference,
      int checkpointInterval)
      throws IOException {
    TileStates read = null;
    try {
      JavaPairRDD<Integer, byte[]> saved =
          spark
              .read()
              .schema(SAVED)
              .parquet(path)
              .javaRDD()
              .mapToPair(row -> new Tuple2<>(row.getInt(0), whole(row)))
              .repartitionAndSortWithinPartitions(new TilePartitioner(tiles.getNumPartitions()));
      read =
          new TileStates(
              tiles,
              tiles.zipPartitions(
                  saved, (t, s) -> List.of(TileTask.reseat(inference, t, s)).iterator()),
              checkpointInterval);
      read.states.checkpoint(); // The table may be dropped while the lineage still goes back to it.
      read.states.count();
      read.checkpoint = read.states.getCheckpointFile().get();
      return read;
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      if (read != null) {
        read.close();
      }
      throw new IOException("the states of its tiles cannot be read (" + e.getMessage() + ")", e);
    }
  }

  private static byte[] whole(Row row) {
    byte[] state = (byte[]) row.get(1);
    if (checksum(state) != row.getLong(2)) {
      throw new IllegalArgumentException(
          "the state of tile " + row.getInt(0) + " has not its checksum");
    }
    return state;
  }

  private static long checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return crc.getValue();
  }

  /** The rows of one partition, one after the other. */
  private static final class Rows implements Iterator<Row> {
    private final Iterator<Tile> tiles;
    private final Iterator<TileState> states;

    Rows(Iterator<Tile> tiles, TileTask.Visited visited) {
      this.tiles = tiles;
      this.states = visited.states().iterator();
    }

    @Override
    public boolean hasNext() {
      return tiles.hasNext();
    }

    @Override
    public Row next() {
      byte[] state = states.next().bytes();
      return RowFactory.create(tiles.next().index(), state, checksum(state));
    }
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
