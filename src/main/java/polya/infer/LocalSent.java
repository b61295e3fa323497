package polya.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import polya.topics.Blocks;
import polya.topics.LocalBlocks;
import polya.topics.Sums;
import polya.topics.SumsLayout;
import polya.topics.TermBlock;
import polya.topics.TermRows;
import polya.topics.TermStatistics;

/**
 * What a round sent, in the memory of this JVM, beside blocks that lie there too: its cores share
 * the steps, and sums are exact, so that the bits are the same for any number of them. Where blocks
 * without rows stay as they are, these are handed on; then a step costs the rows touched, and a few
 * bytes for every 1,024 terms. The blocks may be some of a table, where statistics are of these.
 */
public final class LocalSent implements Sent {
  /** Runs of blocks a thread, so that none waits long for another. */
  private static final int RUNS_A_THREAD = 4;

  private final List<TermStatistics> parts;

  private LocalSent(List<TermStatistics> parts) {
    this.parts = parts;
  }

  /** What so many senders sent. */
  public static LocalSent of(List<TermStatistics> parts) {
    return new LocalSent(parts);
  }

  @Override
  public long documents() {
    return TermStatistics.documents(parts);
  }

  @Override
  public long tokens() {
    return TermStatistics.tokens(parts);
  }

  @Override
  public Sums sums() {
    return TermStatistics.sums(parts);
  }

  @Override
  public TermRows table(String name) {
    return TermStatistics.table(parts, name);
  }

  @Override
  public Stepped step(Blocks before, Sent replaced, BlockPass step) {
    List<TermStatistics> removed = replaced == null ? List.of() : replaced.here();
    List<TermBlock> blocks = before.here();
    int first = TermBlock.blockOf(blocks.get(0).from());
    int[] stepped =
        step.stepsTouchedBlocksOnly()
            ? TermStatistics.touchedBlocks(parts, removed)
            : IntStream.range(first, first + blocks.size()).toArray();
    TermBlock[] next = blocks.toArray(TermBlock[]::new);
    int runs = Math.min(stepped.length, RUNS_A_THREAD * Runtime.getRuntime().availableProcessors());
    Sums totals =
        IntStream.range(0, runs)
            .parallel()
            .mapToObj(
                run -> {
                  Sums own = new Sums(step.totals());
                  TermRows rows = null;
                  int to = (int) ((run + 1L) * stepped.length / runs);
                  for (int i = (int) ((long) run * stepped.length / runs); i < to; i++) {
                    int b = stepped[i];
                    rows = TermStatistics.rows(parts, removed, b, rows);
                    next[b - first] = step.step(blocks.get(b - first), rows, own);
                  }
                  return own;
                })
            .collect(() -> new Sums(step.totals()), Sums::add, Sums::add);
    return new Stepped(LocalBlocks.of(List.of(next)), totals);
  }

  /**
   * The block that a step leads to, for whoever has blocks one at a time.
   *
   * @param removed what is taken away; of nothing where nothing is
   * @param totals what the step adds up is added to these
   */
  public TermBlock step(TermBlock block, LocalSent removed, BlockPass step, Sums totals) {
    int number = TermBlock.blockOf(block.from());
    return step.step(block, TermStatistics.rows(parts, removed.parts, number, null), totals);
  }

  /** The blocks that have rows of these or of others, ascending. */
  public int[] touched(LocalSent others) {
    return TermStatistics.touchedBlocks(parts, others.parts);
  }

  @Override
  public Stepped withdrawn(Blocks before, BlockPass step) {
    return new LocalSent(List.of()).step(before, this, step);
  }

  @Override
  public Sums sums(Blocks blocks, Blocks beside, SumsLayout layout, Part part) {
    List<TermBlock> own = blocks.here();
    List<TermBlock> other = beside == null ? null : beside.here();
    int first = TermBlock.blockOf(own.get(0).from());
    return IntStream.range(0, own.size())
        .parallel()
        .collect(
            () -> new Sums(layout),
            (sums, b) ->
                part.add(
                    own.get(b),
                    other == null ? null : other.get(b),
                    TermStatistics.rows(parts, first + b),
                    sums),
            Sums::add);
  }

  @Override
  public Sent and(List<Sent> others) {
    List<TermStatistics> all = new ArrayList<>(parts);
    others.forEach(other -> all.addAll(other.here()));
    return new LocalSent(all);
  }

  @Override
  public long bytes() {
    return parts.stream().mapToLong(TermStatistics::bytes).sum();
  }

  @Override
  public List<TermStatistics> here() {
    return parts;
  }
}
