package polya.spark.exchange;

import java.io.Serializable;
import java.util.Arrays;
import polya.topics.TermBlock;

/** Which consecutive blocks of terms make a shard. Decides where rows lie, and no bit of them. */
final class ShardLayout implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The first block of every shard, then the number of all blocks. */
  private final int[] first;

  private final int terms;

  private ShardLayout(int terms, int[] first) {
    this.terms = terms;
    this.first = first;
  }

  /**
   * Shards of about as many blocks each.
   *
   * @param terms V ≥ 1
   * @param shards how many at most, ≥ 1; there are never more than blocks
   */
  static ShardLayout of(int terms, int shards) {
    int blocks = TermBlock.blocks(terms);
    int[] first = new int[Math.min(shards, blocks) + 1];
    Arrays.setAll(first, s -> (int) ((long) s * blocks / (first.length - 1)));
    return new ShardLayout(terms, first);
  }

  /** V. */
  int terms() {
    return terms;
  }

  /** S. */
  int shards() {
    return first.length - 1;
  }

  /** The shard that a block is in. */
  int shardOf(int block) {
    int at = Arrays.binarySearch(first, block);
    return at >= 0 ? at : -at - 2;
  }

  /** The first block of a shard; of S, after the last one. */
  int first(int shard) {
    return first[shard];
  }
}
