package polya.spark.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import polya.corpus.Tile;
import polya.infer.Inference;
import polya.infer.ModelFamily;
import polya.infer.Sent;
import polya.infer.TileMemory;
import polya.infer.TileState;
import polya.spark.Aligned;
import polya.spark.Files;
import polya.spark.Tables;
import polya.spark.exchange.Exchange;
import scala.Tuple2;

/**
 * What tiles remember, as an RDD of its own beside the tiles: never changed in place, a new one
 * each round, the old one dropped once the new one stands. A tile that a round does not visit hands
 * its state on as it is: in memory the new RDD holds the same object, so that a round costs what
 * its batch costs and a short task for every other partition.
 *
 * <p>Checkpoints cut the lineage: reliable ones where the context has a folder for them; else local
 * ones where nothing can get lost; else none. Until the next one the Φ of every round since the
 * last is kept published: partitions lost with an executor are made again from them, to the same
 * bits. Where nothing can get lost a Φ is taken back after its round. An old checkpoint goes when
 * the exchange has no blocks any more that may be made again from it.
 *
 * <p>What a resumed run reads is written apart from these checkpoints, as data.
 */
final class TileStates {
  private static final StructType SAVED =
      new StructType()
          .add("tile", DataTypes.IntegerType, false)
          .add("state", DataTypes.BinaryType, false)
          .add("checksum", DataTypes.LongType, false);

  private final JavaRDD<Tile> tiles;
  private final Exchange exchange;
  private final int checkpointInterval;
  private final boolean mayLose;
  private final List<Exchange.Published> needed = new ArrayList<>();
  private JavaRDD<TileTask.Visited> states;
  private String checkpoint;

  /** Since lineage was cut. */
  private int visits;

  private TileStates(
      JavaRDD<Tile> tiles,
      JavaRDD<TileTask.Visited> states,
      Exchange exchange,
      int checkpointInterval,
      boolean mayLose) {
    this.tiles = tiles;
    this.exchange = exchange;
    this.mayLose = mayLose;
    this.checkpointInterval = checkpointInterval;
    this.states = states.persist(StorageLevel.MEMORY_AND_DISK());
  }

  /**
   * The first states.
   *
   * @param mayLose whether partitions can get lost: not in local mode, where memory that runs short
   *     goes to disk
   */
  static TileStates seat(
      JavaRDD<Tile> tiles,
      Inference inference,
      Exchange exchange,
      int checkpointInterval,
      boolean mayLose) {
    TileMemory memory = inference.memory().orElseThrow();
    return new TileStates(
        tiles,
        tiles.mapPartitions(t -> List.of(TileTask.seat(memory, t)).iterator(), true),
        exchange,
        checkpointInterval,
        mayLose);
  }

  /** The states, by partition; good until the next visit. */
  JavaRDD<TileTask.Visited> states() {
    return states;
  }

  /** Writes the states as a table: tile, state, checksum. One job; its cost is their bytes. */
  void write(SparkSession spark, String path) throws IOException {
    try {
      JavaRDD<Row> rows = tiles.zipPartitions(states, (t, s) -> new Rows(t, s.next()));
      Tables.write(spark.createDataFrame(rows, SAVED), path);
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
      ModelFamily.Training training,
      Exchange exchange)
      throws IOException {
    TileStates read = null;
    TileMemory memory = training.inference().memory().orElseThrow();
    int laneTiles = training.schedule().laneTiles();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    int partitions = tiles.getNumPartitions();
    try {
      JavaPairRDD<Integer, byte[]> saved =
          Tables.read(spark, SAVED, path)
              .javaRDD()
              .mapToPair(row -> new Tuple2<>(row.getInt(0), whole(row)))
              .repartitionAndSortWithinPartitions(new TilePartitioner(laneTiles, partitions));
      read =
          new TileStates(
              tiles,
              tiles.zipPartitions(
                  saved, (t, s) -> List.of(TileTask.reseat(memory, t, s)).iterator()),
              exchange,
              exchange.interval(training.checkpointInterval()),
              !context.isLocal());
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

  /**
   * Visits the tiles of a round: puts the next states in place and returns what they sent. Takes
   * the task's Φ back when no state depends on it any more.
   */
  Sent visit(TileTask task) {
    needed.add(task.published());
    JavaRDD<TileTask.Visited> next =
        Aligned.of(List.of(exchange.reading(task.published(), tiles), states), task)
            .persist(StorageLevel.MEMORY_AND_DISK());
    visits++;
    if (visits >= checkpointInterval || task.endsRound() && exchange.cutsBehindRound()) {
      cutLineage(next);
      visits = 0;
    }
    List<Integer> all = IntStream.range(0, next.getNumPartitions()).boxed().toList();
    Sent sent;
    boolean stands = false;
    try {
      sent = exchange.visit(task.published(), next, all, visited -> visited.next().statistics());
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
    return sent;
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
      Path old = new Path(checkpoint);
      exchange.outlive(() -> new Files(tiles.context().hadoopConfiguration()).delete(old));
    }
  }

  /** Drops the last states, their checkpoint, and what they needed. */
  void close() {
    states.unpersist(false);
    retire();
    dropCheckpoint();
  }
}
