package polya.topics;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import polya.math.CountTally;

/** Blocks in the memory of this JVM; its cores share the work on them. Immutable. */
public final class LocalBlocks implements Blocks {
  private static final long serialVersionUID = 1L;

  private static final int SMALL = 1 << 8;

  private final TermBlock[] blocks;

  private LocalBlocks(TermBlock[] blocks) {
    this.blocks = blocks;
  }

  /** These blocks: all of a table, in the order of their terms. */
  public static LocalBlocks of(List<TermBlock> blocks) {
    return new LocalBlocks(blocks.toArray(TermBlock[]::new));
  }

  /** The blocks of these rows, which are shared. */
  public static LocalBlocks of(float[][] rows) {
    return of(TermBlock.all(rows));
  }

  @Override
  public int terms() {
    TermBlock last = blocks[blocks.length - 1];
    return last.from() + last.size();
  }

  @Override
  public Blocks map(Change change) {
    return new LocalBlocks(Stream.of(blocks).parallel().map(change::of).toArray(TermBlock[]::new));
  }

  @Override
  public Blocks with(Blocks beside, Pair pair) {
    if (!beside.isHere()) {
      return beside.with(this, (there, own) -> pair.of(own, there));
    }
    List<TermBlock> other = beside.here();
    return new LocalBlocks(
        IntStream.range(0, blocks.length)
            .parallel()
            .mapToObj(b -> pair.of(blocks[b], other.get(b)))
            .toArray(TermBlock[]::new));
  }

  @Override
  public Blocks arranged(int[] from) {
    float[] zeros = new float[blocks[0].row(0).length];
    float[][] rows = new float[from.length][];
    for (int w = 0; w < rows.length; w++) {
      rows[w] = from[w] < 0 ? zeros : blocks[TermBlock.blockOf(from[w])].row(from[w]);
    }
    return of(rows);
  }

  @Override
  public Sums sums(Blocks beside, SumsLayout layout, PairPart part) {
    if (beside != null && !beside.isHere()) {
      return beside.sums(this, layout, (there, own, sums) -> part.add(own, there, sums));
    }
    List<TermBlock> other = beside == null ? null : beside.here();
    return IntStream.range(0, blocks.length)
        .parallel()
        .collect(
            () -> new Sums(layout),
            (sums, b) -> part.add(blocks[b], other == null ? null : other.get(b), sums),
            Sums::add);
  }

  @Override
  public <T> List<T> each(Digest<T> digest) {
    return Stream.of(blocks).parallel().map(digest::of).toList();
  }

  @Override
  public <T> T merged(Digest<T> digest, Merge<T> merge) {
    return Stream.of(blocks).parallel().map(digest::of).reduce(merge::of).orElseThrow();
  }

  @Override
  public CountTally tally() {
    TreeMap<Integer, Long> all = new TreeMap<>();
    Stream.of(blocks)
        .parallel()
        .map(LocalBlocks::tally)
        .toList()
        .forEach(tally -> tally.forEach((count, times) -> all.merge(count, times, Long::sum)));
    return CountTally.of(all);
  }

  private static TreeMap<Integer, Long> tally(TermBlock block) {
    long[] small = new long[SMALL];
    TreeMap<Integer, Long> tally = new TreeMap<>();
    int[] columns = new int[block.columns()];
    float[] values = new float[columns.length];
    for (int w = block.from(); w < block.from() + block.size(); w++) {
      int n = block.entries(w, columns, values);
      for (int i = 0; i < n; i++) {
        int count = (int) values[i];
        if (count < SMALL) {
          small[count]++;
        } else {
          tally.merge(count, 1L, Long::sum);
        }
      }
    }
    for (int count = 1; count < SMALL; count++) {
      if (small[count] > 0) {
        tally.put(count, small[count]);
      }
    }
    return tally;
  }

  @Override
  public List<TermBlock> here() {
    return List.of(blocks);
  }

  @Override
  public LocalBlocks fetched() {
    return this;
  }
}
