package polya.spark.exchange;

import org.apache.spark.api.java.JavaSparkContext;
import polya.topics.Phi;

/** Which exchange carries what. */
public final class Exchanges {
  /** What a shard's rows may take where all are dense: a task holds a few of them. */
  private static final long SHARD_BYTES = 64L << 20;

  private static final int SHARDS_AN_EXECUTOR = 2;

  private Exchanges() {}

  /** The one for weights that were made already: by where their rows lie. Close it. */
  public static Exchange of(JavaSparkContext spark, Phi phi) {
    return phi.blocks() instanceof ShardBlocks blocks
        ? new ShardedExchange(spark, blocks.shards(), !spark.isLocal(), 1)
        : new BroadcastExchange(spark);
  }

  /** Enough that a task can hold a shard, and two an executor. */
  static int shards(int executors, int terms, int topics) {
    long bySize = ((long) Float.BYTES * terms * topics + SHARD_BYTES - 1) / SHARD_BYTES;
    return (int) Math.max(bySize, (long) SHARDS_AN_EXECUTOR * executors);
  }
}
