package polya.spark.exchange;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import polya.spark.Aligned;
import polya.spark.Jobs;
import polya.topics.PackedBlock;
import polya.topics.TermBlock;
import scala.Tuple2;

/**
 * Rows that lie anywhere, brought to the shards that they belong to by one shuffle. Its files are
 * what the blocks are made of again, whenever they are asked for; Spark deletes them when nobody
 * has the blocks any more.
 */
public final class ShardRows {
  private ShardRows() {}

  /**
   * Blocks of rows that are all there.
   *
   * @param runs rows of consecutive terms of one block each, in any order; every term once
   * @param terms V
   * @param columns of a row
   * @param shards how many at most
   */
  public static ShardBlocks of(JavaRDD<PackedBlock> runs, int terms, int columns, int shards) {
    long bytes = (long) Float.BYTES * columns * terms;
    return of(runs, ShardLayout.of(terms, shards), bytes, 0);
  }

  /** The blocks of a table in other shards. */
  static ShardBlocks in(ShardBlocks blocks, ShardLayout layout) {
    JavaRDD<PackedBlock> runs =
        blocks.blocks().flatMap(own -> Stream.of(own).map(PackedBlock::of).iterator());
    return of(runs, layout, blocks.bytes(0, blocks.shards()), 0);
  }

  /**
   * The rows of a table in another order; those that no row goes to are zeros.
   *
   * @param to where each of its rows goes; −1 for nowhere. One small job more
   */
  static ShardBlocks arranged(ShardBlocks blocks, int[] to, ShardLayout layout) {
    JavaRDD<PackedBlock> runs =
        blocks
            .blocks()
            .flatMap(own -> Stream.of(own).flatMap(block -> arranged(block, to)).iterator());
    int columns = Jobs.run(blocks.blocks(), List.of(0), ShardRows::columns).get(0);
    return of(runs, layout, blocks.bytes(0, blocks.shards()), columns);
  }

  private static int columns(Iterator<TermBlock[]> blocks) {
    TermBlock first = blocks.next()[0];
    return first.row(first.from()).length;
  }

  /** A run for each row, or for several that stay together. */
  private static Stream<PackedBlock> arranged(TermBlock block, int[] to) {
    List<PackedBlock> runs = new ArrayList<>();
    int end = block.from() + block.size();
    int next;
    for (int w = block.from(); w < end; w = next) {
      next = w + 1;
      if (to[w] < 0) {
        continue;
      }
      List<float[]> rows = new ArrayList<>(List.of(block.row(w)));
      while (next < end
          && to[next] == to[w] + rows.size()
          && TermBlock.blockOf(to[next]) == TermBlock.blockOf(to[w])) {
        rows.add(block.row(next++));
      }
      runs.add(PackedBlock.of(TermBlock.of(to[w], rows.toArray(float[][]::new))));
    }
    return runs.stream();
  }

  /**
   * Blocks by a layout.
   *
   * @param zeros of the row of a term that no run has; 0 where there is no such term
   */
  private static ShardBlocks of(
      JavaRDD<PackedBlock> runs, ShardLayout layout, long bytes, int zeros) {
    JavaRDD<PackedBlock> placed =
        JavaPairRDD.fromJavaRDD(runs.map(run -> new Tuple2<>(layout.shardOf(run.from()), run)))
            .partitionBy(new Slices.ByKey(layout.shards()))
            .values();
    List<Integer> all = IntStream.range(0, layout.shards()).boxed().toList();
    JavaRDD<Integer> numbers =
        JavaSparkContext.fromSparkContext(runs.context()).parallelize(all, all.size());
    return ShardBlocks.made(
        layout,
        Aligned.of(
            List.of(numbers, placed),
            of -> blocks(of.get(1), (Integer) of.get(0).next(), layout, zeros)),
        bytes);
  }

  private static TermBlock[] blocks(Iterator<?> runs, int shard, ShardLayout layout, int zeros) {
    int first = layout.first(shard);
    List<List<PackedBlock>> byBlock = new ArrayList<>();
    for (int b = first; b < layout.first(shard + 1); b++) {
      byBlock.add(new ArrayList<>());
    }
    while (runs.hasNext()) {
      PackedBlock run = (PackedBlock) runs.next();
      byBlock.get(TermBlock.blockOf(run.from()) - first).add(run);
    }
    TermBlock[] blocks = new TermBlock[byBlock.size()];
    for (int b = 0; b < blocks.length; b++) {
      int from = (first + b) << TermBlock.BITS;
      int size = Math.min(TermBlock.SIZE, layout.terms() - from);
      blocks[b] = block(byBlock.get(b), from, size, zeros == 0 ? null : new float[zeros]);
    }
    return blocks;
  }

  /**
   * A block of its runs.
   *
   * @param missing the row of a term that no run has; null if there is no such term
   * @throws IllegalArgumentException if a row is missing, or there twice
   */
  public static TermBlock block(List<PackedBlock> runs, int from, int size, float[] missing) {
    if (runs.size() == 1 && runs.get(0).from() == from && runs.get(0).size() == size) {
      return runs.get(0).block();
    }
    float[][] rows = new float[size][];
    for (PackedBlock run : runs) {
      TermBlock own = run.block();
      for (int w = run.from(); w < run.end(); w++) {
        if (rows[w - from] != null) {
          throw new IllegalArgumentException("there are two rows of term " + w);
        }
        rows[w - from] = own.row(w);
      }
    }
    for (int i = 0; i < size; i++) {
      rows[i] = rows[i] == null ? missing : rows[i];
      if (rows[i] == null) {
        throw new IllegalArgumentException("there is no row of term " + (from + i));
      }
    }
    return TermBlock.of(from, rows);
  }
}
