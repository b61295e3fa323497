package polya.spark.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.Partition;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.TermBlock;

/**
 * A handle on Φ whose rows lie on executors. Tasks that ask it must be those of {@link Reading}.
 */
final class GatheredPhi implements ShardPhi {
  private static final long serialVersionUID = 1L;

  private final List<RDD<TermBlock[]>> tables;
  private final List<Partition[]> partitions;

  /** The first shard of those whose rows it has, and after the last. */
  private final int first;

  private final int end;

  /** Null once it is taken back: the lineage of what was made of it may still be written. */
  private Broadcast<Gathered> gathered;

  /** Null where they are large. */
  private final Globals small;

  private final long bytes;

  private GatheredPhi(
      List<RDD<TermBlock[]>> tables,
      int first,
      int end,
      Broadcast<Gathered> gathered,
      Globals small,
      long bytes) {
    this.tables = tables;
    this.first = first;
    this.end = end;
    this.partitions = new ArrayList<>();
    tables.forEach(table -> partitions.add(Arrays.copyOfRange(table.partitions(), first, end)));
    this.gathered = gathered;
    this.small = small;
    this.bytes = bytes;
  }

  static GatheredPhi of(JavaSparkContext spark, Phi phi, Globals globals, Asked asked) {
    List<RDD<TermBlock[]>> tables = new ArrayList<>();
    ShardBlocks rows = (ShardBlocks) phi.blocks();
    int first = rows.layout().shardOf(asked.from());
    int end = rows.layout().shardOf(Math.min(asked.to(), rows.terms()) - 1) + 1;
    long bytes = rows.bytes(first, end);
    tables.add(rows.blocks().rdd());
    if (phi.below() != null) {
      tables.add(rows.rdd(phi.below()).rdd());
      bytes += ((ShardBlocks) phi.below()).bytes(first, end);
    }
    boolean large = globals.bytes() > Exchange.MOST_WITH_TASKS;
    Gathered gathered =
        new Gathered(
            tables.size() * (end - first), phi.moved(null, null), large ? globals : Globals.none());
    return new GatheredPhi(
        tables, first, end, spark.broadcast(gathered), large ? null : globals, bytes);
  }

  @Override
  public <T> JavaRDD<T> reading(JavaRDD<T> rdd) {
    List<JavaRDD<?>> all = new ArrayList<>();
    tables.forEach(table -> all.add(table.toJavaRDD()));
    return Reading.of(rdd, all, first, end);
  }

  @Override
  public Phi phi() {
    return gathered.value().phi(tables, partitions);
  }

  @Override
  public Globals globals() {
    return small == null ? gathered.value().globals() : small;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public void release() {
    if (gathered != null) {
      gathered.unpersist(false);
    }
  }

  @Override
  public void retire() {
    if (gathered != null) {
      gathered.destroy();
      gathered = null;
    }
  }
}
