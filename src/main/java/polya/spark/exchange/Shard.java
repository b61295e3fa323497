package polya.spark.exchange;

import java.io.Serializable;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import polya.topics.PackedBlock;
import polya.topics.Sums;
import polya.topics.SumsLayout;
import polya.topics.TermBlock;

/**
 * The blocks of one shard of a table as an executor keeps them and peers fetch them: packed once.
 * With what the step that made them added up. Immutable. No record: Kryo cannot write one.
 */
final class Shard implements Serializable {
  private static final long serialVersionUID = 1L;

  private final PackedBlock[] blocks;

  /** Null where no step made them. */
  private final Sums totals;

  private Shard(PackedBlock[] blocks, Sums totals) {
    this.blocks = blocks;
    this.totals = totals;
  }

  /** Packs blocks. */
  static Shard of(TermBlock[] blocks, Sums totals) {
    return new Shard(
        Stream.of(blocks).parallel().map(PackedBlock::of).toArray(PackedBlock[]::new), totals);
  }

  /** Of blocks that are packed already. */
  static Shard of(List<PackedBlock> blocks) {
    return new Shard(blocks.toArray(PackedBlock[]::new), null);
  }

  /** What is made of a block. */
  interface Change {
    /**
     * The block that it becomes.
     *
     * @param totals what is added up on the way
     */
    TermBlock of(TermBlock block, Sums totals);
  }

  /**
   * The shard that changes lead to: no thread has more than one block unpacked at a time, and those
   * that stay are neither unpacked nor packed.
   *
   * @param stays by number, blocks that stay
   * @param totals of this layout
   */
  Shard changed(IntPredicate stays, SumsLayout totals, Change change) {
    PackedBlock[] next = blocks.clone();
    Sums all =
        IntStream.range(0, next.length)
            .parallel()
            .filter(b -> !stays.test(TermBlock.blockOf(blocks[b].from())))
            .collect(
                () -> new Sums(totals),
                (own, b) -> next[b] = PackedBlock.of(change.of(blocks[b].block(), own)),
                Sums::add);
    return new Shard(next, all);
  }

  List<PackedBlock> packed() {
    return List.of(blocks);
  }

  /** The blocks, unpacked anew. */
  TermBlock[] blocks() {
    return Stream.of(blocks).parallel().map(PackedBlock::block).toArray(TermBlock[]::new);
  }

  /** What the step added up. */
  Sums totals() {
    return totals;
  }

  /** The bytes of the rows. */
  long bytes() {
    return Stream.of(blocks).mapToLong(PackedBlock::bytes).sum();
  }
}
