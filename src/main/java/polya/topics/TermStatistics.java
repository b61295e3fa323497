package polya.topics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * What tiles send back ({@link StatisticsLayout}): expected or sampled counts as sparse rows by
 * term, and sums and tables beside them. Rows are {@link FixedPoint}, sums are {@link Sums}, tables
 * are whole: statistics merge in any order to the same bits. Rows are held encoded, block by block;
 * memory and traffic are in proportion to the entries, never to K·V. Immutable.
 */
public final class TermStatistics implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final byte[][] NONE = new byte[0][];

  private final StatisticsLayout layout;

  /** The first block whose rows are here. */
  private final int firstBlock;

  /** By block from the first on, in segments: each holds rows of ascending terms. */
  private final byte[][][] blocks;

  /** By table, in segments of ascending keys. */
  private final byte[][][] tables;

  private final Sums sums;
  private final long documents;
  private final long tokens;

  TermStatistics(
      StatisticsLayout layout,
      byte[][][] blocks,
      byte[][][] tables,
      Sums sums,
      long documents,
      long tokens) {
    this(layout, 0, blocks, tables, sums, documents, tokens);
  }

  private TermStatistics(
      StatisticsLayout layout,
      int firstBlock,
      byte[][][] blocks,
      byte[][][] tables,
      Sums sums,
      long documents,
      long tokens) {
    this.layout = layout;
    this.firstBlock = firstBlock;
    this.blocks = blocks;
    this.tables = tables;
    this.sums = sums;
    this.documents = documents;
    this.tokens = tokens;
  }

  /** How many documents were visited, empty ones included. */
  public long documents() {
    return documents;
  }

  /** How many tokens were visited. */
  public long tokens() {
    return tokens;
  }

  /**
   * The rows of some blocks alone, without documents, tables and sums; the bytes are shared.
   *
   * @param first the first block
   * @param end after the last block
   */
  public TermStatistics rowsOf(int first, int end) {
    byte[][][] some = new byte[end - first][][];
    Arrays.setAll(some, b -> segments(first + b));
    return new TermStatistics(
        layout.withoutSides(), first, some, new byte[0][][], new Sums(SumsLayout.none()), 0, 0);
  }

  /** These statistics, which have no rows, with rows of some blocks each; the bytes are shared. */
  public TermStatistics with(List<TermStatistics> rows) {
    byte[][][] all = new byte[TermBlock.blocks(layout.terms())][][];
    Arrays.setAll(all, b -> encoded(rows, b).toArray(byte[][]::new));
    return new TermStatistics(layout, all, tables, sums, documents, tokens);
  }

  /** The rows of a block; none of one that is not among these. */
  private byte[][] segments(int block) {
    int at = block - firstBlock;
    return at >= 0 && at < blocks.length ? blocks[at] : NONE;
  }

  /** All but the rows: documents, tokens, tables and sums. */
  public TermStatistics withoutRows() {
    return new TermStatistics(layout, new byte[0][][], tables, sums, documents, tokens);
  }

  /** Several statistics without rows as one; of no statistics, nothing of none. */
  public static TermStatistics together(List<TermStatistics> parts) {
    if (parts.isEmpty()) {
      return StatisticsLayout.of(0, 0, 0, SumsLayout.none()).open().build();
    }
    StatisticsLayout layout = parts.get(0).layout;
    TermStatisticsBuilder all = layout.open();
    for (int t = 0; t < layout.tables(); t++) {
      all.add(layout.tableName(t), table(parts, layout.tableName(t)), layout.columns(t));
    }
    byte[][][] tables = all.build().tables;
    return new TermStatistics(
        layout, new byte[0][][], tables, sums(parts), documents(parts), tokens(parts));
  }

  /** Whether there is no row. */
  public boolean hasNoRows() {
    for (byte[][] segments : blocks) {
      if (segments.length > 0) {
        return false;
      }
    }
    return true;
  }

  /** The bytes of all rows, tables and sums as they travel. */
  public long bytes() {
    return sums.bytes() + bytes(blocks) + bytes(tables);
  }

  private static long bytes(byte[][][] encoded) {
    long n = 0;
    for (byte[][] segments : encoded) {
      for (byte[] segment : segments) {
        n += segment.length;
      }
    }
    return n;
  }

  /** Writes them as data, for checkpoints: what {@link #read} reads. Cost: their bytes. */
  public void write(DataOutput out) throws IOException {
    layout.write(out);
    out.writeLong(documents);
    out.writeLong(tokens);
    sums.write(out);
    if (firstBlock > 0) {
      throw new IllegalStateException("rows of some blocks are not all that was sent");
    }
    write(out, blocks);
    write(out, tables);
  }

  /** Writes the rows alone: what {@link #readRows} reads. Cost: their bytes. */
  public void writeRows(DataOutput out) throws IOException {
    out.writeInt(firstBlock);
    write(out, blocks);
  }

  /**
   * Reads rows that {@link #writeRows} wrote; trusts what it reads.
   *
   * @param layout of the statistics that they are of
   */
  public static TermStatistics readRows(DataInput in, StatisticsLayout layout) throws IOException {
    int first = in.readInt();
    Sums none = new Sums(SumsLayout.none());
    return new TermStatistics(
        layout.withoutSides(), first, encoded(in), new byte[0][][], none, 0, 0);
  }

  /** What they are. */
  public StatisticsLayout layout() {
    return layout;
  }

  private static void write(DataOutput out, byte[][][] encoded) throws IOException {
    out.writeInt(encoded.length);
    for (byte[][] segments : encoded) {
      out.writeInt(segments.length);
      for (byte[] segment : segments) {
        out.writeInt(segment.length);
        out.write(segment);
      }
    }
  }

  /** Reads statistics that {@link #write} wrote; trusts what it reads. */
  public static TermStatistics read(DataInput in) throws IOException {
    StatisticsLayout layout = StatisticsLayout.read(in);
    long documents = in.readLong();
    long tokens = in.readLong();
    Sums sums = Sums.read(in);
    return new TermStatistics(layout, encoded(in), encoded(in), sums, documents, tokens);
  }

  private static byte[][][] encoded(DataInput in) throws IOException {
    byte[][][] encoded = new byte[in.readInt()][][];
    for (int b = 0; b < encoded.length; b++) {
      encoded[b] = new byte[in.readInt()][];
      for (int s = 0; s < encoded[b].length; s++) {
        encoded[b][s] = new byte[in.readInt()];
        in.readFully(encoded[b][s]);
      }
    }
    return encoded;
  }

  /** The documents of several statistics. */
  public static long documents(List<TermStatistics> parts) {
    return parts.stream().mapToLong(TermStatistics::documents).sum();
  }

  /** The tokens of several statistics. */
  public static long tokens(List<TermStatistics> parts) {
    return parts.stream().mapToLong(TermStatistics::tokens).sum();
  }

  /** The sums beside the rows, added over several statistics; none of no statistics. */
  public static Sums sums(List<TermStatistics> parts) {
    Sums total = new Sums(parts.isEmpty() ? SumsLayout.none() : parts.get(0).sums.layout());
    parts.forEach(part -> total.add(part.sums));
    return total;
  }

  /**
   * A table, added over several statistics: its rows in the order of their keys.
   *
   * @throws IllegalArgumentException if the statistics have no such table
   */
  public static TermRows table(List<TermStatistics> parts, String name) {
    List<byte[]> encoded = new ArrayList<>();
    int columns = 0;
    for (TermStatistics part : parts) {
      int table = part.layout.table(name);
      columns = part.layout.columns(table);
      Collections.addAll(encoded, part.tables[table]);
    }
    return new TermRows(columns, 0, false, 0, encoded, List.of(), null);
  }

  /** The rows of one block, added over several statistics, in the order of their terms. */
  public static TermRows rows(List<TermStatistics> parts, int block) {
    return rows(parts, List.of(), block);
  }

  /**
   * The rows of one block, some statistics added and others taken away; exact, so what was added
   * once and is taken away leaves nothing.
   */
  public static TermRows rows(List<TermStatistics> added, List<TermStatistics> removed, int block) {
    return rows(added, removed, block, null);
  }

  /**
   * The same, with the scratch of another block's rows, which nobody reads any more.
   *
   * @param over rows of another block of the same statistics; null for none
   */
  public static TermRows rows(
      List<TermStatistics> added, List<TermStatistics> removed, int block, TermRows over) {
    List<TermStatistics> some = added.isEmpty() ? removed : added;
    StatisticsLayout layout = some.isEmpty() ? null : some.get(0).layout;
    return new TermRows(
        layout == null ? 0 : layout.topics(),
        layout == null ? 0 : layout.bits(),
        layout != null && layout.isSigned(),
        block << TermBlock.BITS,
        encoded(added, block),
        encoded(removed, block),
        over);
  }

  /** The blocks that some of these statistics have rows of, ascending; cost: V/1024 each. */
  public static int[] touchedBlocks(List<TermStatistics> added, List<TermStatistics> removed) {
    BitSet touched = new BitSet();
    for (List<TermStatistics> parts : List.of(added, removed)) {
      for (TermStatistics part : parts) {
        for (int b = 0; b < part.blocks.length; b++) {
          if (part.blocks[b].length > 0) {
            touched.set(part.firstBlock + b);
          }
        }
      }
    }
    return touched.stream().toArray();
  }

  private static List<byte[]> encoded(List<TermStatistics> parts, int block) {
    List<byte[]> encoded = new ArrayList<>();
    for (TermStatistics part : parts) {
      Collections.addAll(encoded, part.segments(block));
    }
    return encoded;
  }
}
