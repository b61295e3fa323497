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
    return new ShardLayout(terms, even(TermBlock.blocks(terms), shards));
  }

  /**
   * Shards of about the same weight.
   *
   * @param weights of the blocks
   */
  static ShardLayout of(int terms, int shards, double[] weights) {
    int blocks = TermBlock.blocks(terms);
    int[] first = new int[Math.min(shards, blocks) + 1];
    int most = first.length - 1;
    double whole = Arrays.stream(weights).sum();
    double before = 0;
    int block = 0;
    for (int s = 1; s < most; s++) {
      int last = blocks - (most - s);
      do {
        before += weights[block++];
      } while (block < last && before + weights[block] / 2 < whole * s / most);
      first[s] = block;
    }
    first[most] = blocks;
    return new ShardLayout(terms, first);
  }

  /** What blocks weigh in memory and on their way: Σ_w min(K, f_w), and a little for each row. */
  static double[] weights(long[] termFrequencies, int topics) {
    double[] weights = new double[TermBlock.blocks(termFrequencies.length)];
    for (int w = 0; w < termFrequencies.length; w++) {
      weights[TermBlock.blockOf(w)] += 1 + Math.min(topics, termFrequencies[w]);
    }
    return weights;
  }

  /** Where as many runs of 0, …, all − 1 begin, nearly equal, none empty; then all. */
  static int[] even(int all, int runs) {
    int[] first = new int[Math.max(1, Math.min(runs, all)) + 1];
    Arrays.setAll(first, s -> (int) ((long) s * all / (first.length - 1)));
    return first;
  }

  /** V. */
  int terms() {
    return terms;
  }

  /** S. */
  int shards() {
    return first.length - 1;
  }

  /** The first block of a shard; of S, after the last one. */
  int first(int shard) {
    return first[shard];
  }

  /** The first term of a shard; of S, V. */
  int from(int shard) {
    return Math.min(terms, first[shard] << TermBlock.BITS);
  }

  /** The shard that has a term. */
  int shardOf(int term) {
    int at = Arrays.binarySearch(first, TermBlock.blockOf(term));
    return at < 0 ? -at - 2 : at;
  }

  /** Where ranges of terms begin, of whole shards each where there are enough; then V. */
  int[] cuts(int ranges) {
    if (ranges > shards()) {
      return even(terms, ranges);
    }
    int[] cuts = even(shards(), ranges);
    Arrays.setAll(cuts, r -> from(cuts[r]));
    return cuts;
  }
}
