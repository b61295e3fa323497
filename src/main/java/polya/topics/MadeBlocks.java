package polya.topics;

import java.io.Serializable;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import polya.math.CountTally;

/**
 * Blocks that a rule makes whenever they are asked for: the first model of a run, which nobody
 * needs whole. Asking costs making them; {@link #here} holds them all. Immutable.
 */
public final class MadeBlocks implements Blocks {
  private static final long serialVersionUID = 1L;

  /** Makes a block. Travels to where blocks lie. */
  public interface Making extends IntFunction<TermBlock>, Serializable {}

  private final int terms;
  private final Making making;

  private MadeBlocks(int terms, Making making) {
    this.terms = terms;
    this.making = making;
  }

  /**
   * Blocks by a rule.
   *
   * @param terms V
   * @param making makes the block of a number, the same at every call
   */
  public static MadeBlocks of(int terms, Making making) {
    return new MadeBlocks(terms, making);
  }

  /** What makes them. */
  public Making making() {
    return making;
  }

  private Stream<TermBlock> all() {
    return IntStream.range(0, TermBlock.blocks(terms)).parallel().mapToObj(making);
  }

  private static Blocks one(TermBlock block) {
    return LocalBlocks.of(List.of(block));
  }

  @Override
  public int terms() {
    return terms;
  }

  @Override
  public Blocks map(Change change) {
    return of(terms, b -> change.of(making.apply(b)));
  }

  @Override
  public Blocks with(Blocks beside, Pair pair) {
    return LocalBlocks.of(here()).with(beside, pair);
  }

  @Override
  public Blocks arranged(int[] from) {
    return LocalBlocks.of(here()).arranged(from);
  }

  @Override
  public Sums sums(Blocks beside, SumsLayout layout, PairPart part) {
    if (beside != null) {
      return LocalBlocks.of(here()).sums(beside, layout, part);
    }
    return all()
        .collect(() -> new Sums(layout), (sums, block) -> part.add(block, null, sums), Sums::add);
  }

  @Override
  public <T> List<T> each(Digest<T> digest) {
    return all().map(digest::of).toList();
  }

  @Override
  public <T> T merged(Digest<T> digest, Merge<T> merge) {
    return all().map(digest::of).reduce(merge::of).orElseThrow();
  }

  @Override
  public CountTally tally() {
    return all().map(block -> one(block).tally()).reduce(CountTally::and).orElseThrow();
  }

  @Override
  public List<TermBlock> here() {
    return all().toList();
  }
}
