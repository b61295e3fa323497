package polya.topics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * What tiles send back: expected or sampled counts as sparse rows by term, and sums beside them.
 * Counts are {@link FixedPoint}, sums are {@link Sums}: statistics merge in any order to the same
 * bits. Rows are held encoded, block by block; memory and traffic are in proportion to the entries,
 * never to K·V. Immutable.
 */
public final class TermStatistics implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int topics;
  private final int bits;

  /** By block, in segments: each holds rows of ascending terms. */
  private final byte[][][] blocks;

  private final Sums sums;

  private final long documents;
  private final long tokens;

  TermStatistics(int topics, int bits, byte[][][] blocks, Sums sums, long documents, long tokens) {
    this.topics = topics;
    this.bits = bits;
    this.blocks = blocks;
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

  /** How many blocks of terms it has room for. */
  public int blocks() {
    return blocks.length;
  }

  /** The bytes of all rows as they travel. */
  public long bytes() {
    long n = sums.bytes();
    for (byte[][] segments : blocks) {
      for (byte[] segment : segments) {
        n += segment.length;
      }
    }
    return n;
  }

  /** Writes them as data, for checkpoints: what {@link #read} reads. Cost: their bytes. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(topics);
    out.writeInt(bits);
    out.writeLong(documents);
    out.writeLong(tokens);
    sums.write(out);
    out.writeInt(blocks.length);
    for (byte[][] segments : blocks) {
      out.writeInt(segments.length);
      for (byte[] segment : segments) {
        out.writeInt(segment.length);
        out.write(segment);
      }
    }
  }

  /** Reads statistics that {@link #write} wrote; trusts what it reads. */
  public static TermStatistics read(DataInput in) throws IOException {
    int topics = in.readInt();
    int bits = in.readInt();
    long documents = in.readLong();
    long tokens = in.readLong();
    Sums sums = Sums.read(in);
    byte[][][] blocks = new byte[in.readInt()][][];
    for (int b = 0; b < blocks.length; b++) {
      blocks[b] = new byte[in.readInt()][];
      for (int s = 0; s < blocks[b].length; s++) {
        blocks[b][s] = new byte[in.readInt()];
        in.readFully(blocks[b][s]);
      }
    }
    return new TermStatistics(topics, bits, blocks, sums, documents, tokens);
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
    int topics = added.isEmpty() ? 0 : added.get(0).topics;
    int bits = added.isEmpty() ? 0 : added.get(0).bits;
    return new TermRows(
        topics,
        bits,
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
            touched.set(b);
          }
        }
      }
    }
    return touched.stream().toArray();
  }

  private static List<byte[]> encoded(List<TermStatistics> parts, int block) {
    List<byte[]> encoded = new ArrayList<>();
    for (TermStatistics part : parts) {
      if (block < part.blocks.length) {
        Collections.addAll(encoded, part.blocks[block]);
      }
    }
    return encoded;
  }
}
