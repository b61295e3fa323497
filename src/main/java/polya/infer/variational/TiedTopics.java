package polya.infer.variational;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;
import polya.topics.Blocks;
import polya.topics.TermBlock;

/**
 * Tells topics apart that begin with the same bits: no step could ever do it, since every document
 * would give each of them the same. The first of equal topics stays as it is; in every other each
 * term's expected count is multiplied by 1 + {@value #SPREAD} (2u − 1), u uniform, keyed by seed,
 * topic and block of terms, and the sum is as before. Topics without an equal keep their bits, and
 * so do topics without a count: they hold nothing that could be told apart.
 *
 * <p>Topics are held to be equal if two 64-bit hashes of their counts are: by chance that happens
 * to one run in 10^32, and then harms nothing. Cost: a hash of V·K numbers, memory O(K) where the
 * blocks are.
 */
final class TiedTopics {
  private static final double SPREAD = 0.5;

  private static final long[] MULTIPLIERS = {0x9E3779B97F4A7C15L, 0xD6E8FEB86659FD93L};

  private TiedTopics() {}

  /** Two hashes of a topic; of nothing both are 0. */
  private record Hash(long one, long two) {
    boolean isOfNothing() {
      return one == 0 && two == 0;
    }
  }

  /**
   * Tells them apart.
   *
   * @param blocks rows of at least K expected counts ≥ 0
   * @return blocks of the same rows, but for topics that had an equal before them
   */
  static Blocks separate(Blocks blocks, int topics, long seed) {
    Map<Hash, Integer> first = new HashMap<>();
    List<Integer> tied = new ArrayList<>();
    Hash[] hashes = hashes(blocks, topics);
    for (int k = 0; k < topics; k++) {
      if (!hashes[k].isOfNothing() && first.putIfAbsent(hashes[k], k) != null) {
        tied.add(k);
      }
    }
    return tied.isEmpty() ? blocks : disturbed(blocks, topics, tied, seed);
  }

  private static Hash[] hashes(Blocks blocks, int topics) {
    long[][] all = new long[MULTIPLIERS.length][topics];
    for (int h = 0; h < MULTIPLIERS.length; h++) {
      long multiplier = MULTIPLIERS[h];
      all[h] = blocks.merged(block -> hashes(block, topics, multiplier), TiedTopics::sum);
    }
    Hash[] hashes = new Hash[topics];
    Arrays.setAll(hashes, k -> new Hash(all[0][k], all[1][k]));
    return hashes;
  }

  private static long[] sum(long[] one, long[] other) {
    long[] sum = new long[one.length];
    Arrays.setAll(sum, k -> one[k] + other[k]);
    return sum;
  }

  /** Those of a block, keyed by its place; 0 of a topic without a count there. */
  private static long[] hashes(TermBlock block, int topics, long multiplier) {
    long[] hashes = new long[topics];
    for (int w = block.from(); w < block.from() + block.size(); w++) {
      float[] row = block.row(w);
      for (int k = 0; k < topics; k++) {
        hashes[k] = mixed(hashes[k], Float.floatToRawIntBits(row[k]), multiplier);
      }
    }
    for (int k = 0; k < topics; k++) {
      hashes[k] = hashes[k] == 0 ? 0 : mixed(hashes[k], block.from() + 1L, multiplier);
    }
    return hashes;
  }

  private static long mixed(long hash, long more, long multiplier) {
    long h = (hash ^ more) * multiplier;
    return h ^ h >>> 32;
  }

  private static Blocks disturbed(Blocks blocks, int topics, List<Integer> tied, long seed) {
    Blocks disturbed = blocks.map(block -> disturbed(block, tied, seed));
    double[] before = blocks.columnSums(topics);
    double[] after = disturbed.columnSums(topics);
    double[] back = new double[topics];
    Arrays.setAll(back, k -> tied.contains(k) ? before[k] / after[k] : 1);
    return disturbed.map(block -> scaled(block, back));
  }

  private static TermBlock disturbed(TermBlock block, List<Integer> tied, long seed) {
    float[][] rows = copies(block);
    int number = TermBlock.blockOf(block.from());
    for (int k : tied) {
      RandomStream stream = Streams.of(seed, Purpose.TIES, number, k);
      for (float[] row : rows) {
        row[k] *= (float) (1 + SPREAD * (2 * stream.nextDouble() - 1));
      }
    }
    return TermBlock.of(block.from(), rows);
  }

  private static TermBlock scaled(TermBlock block, double[] factorK) {
    float[][] rows = copies(block);
    for (float[] row : rows) {
      for (int k = 0; k < factorK.length; k++) {
        row[k] *= (float) factorK[k];
      }
    }
    return TermBlock.of(block.from(), rows);
  }

  private static float[][] copies(TermBlock block) {
    float[][] rows = block.copyOfRows();
    Arrays.setAll(rows, i -> rows[i].clone());
    return rows;
  }
}
