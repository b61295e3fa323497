package polya.topics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.BitSet;

/**
 * A block as it is kept and travels between machines: its rows encoded, a byte or two a count where
 * they are counts. Nothing of them is lost: whether a row is sparse is part of it, since kernels
 * read sparse rows to other bits. Immutable.
 */
public final class PackedBlock implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int from;
  private final int size;
  private final int columns;
  private final boolean dense;
  private final byte[][] segments;

  private PackedBlock(int from, int size, int columns, boolean dense, byte[][] segments) {
    this.from = from;
    this.size = size;
    this.columns = columns;
    this.dense = dense;
    this.segments = segments;
  }

  /** Packs a block; cost: its entries, and K for each dense row. */
  public static PackedBlock of(TermBlock block) {
    int columns = block.columns();
    byte[][] segments = BlockBytes.encoded(block, columns, null);
    return new PackedBlock(
        block.from(), block.size(), columns, block.sparseTopics() == 0, segments);
  }

  /**
   * Packs some rows of a block, for whoever reads these alone: {@link #block} has no others.
   *
   * @param chosen their terms
   */
  public static PackedBlock of(TermBlock block, BitSet chosen) {
    int columns = block.columns();
    byte[][] segments = BlockBytes.encoded(block, columns, chosen);
    return new PackedBlock(block.from(), block.size(), columns, false, segments);
  }

  /** A block none of whose rows is there. */
  public static TermBlock absent(int from, int size, int columns) {
    return BlockBytes.decoded(new byte[0][], from, size, columns, false);
  }

  /** Its first term. */
  public int from() {
    return from;
  }

  /** How many terms it has. */
  public int size() {
    return size;
  }

  /** After its last term. */
  public int end() {
    return from + size;
  }

  /** Writes it as data: what {@link #read} reads. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(from);
    out.writeInt(size);
    out.writeInt(columns);
    out.writeBoolean(dense);
    out.writeInt(segments.length);
    for (byte[] segment : segments) {
      out.writeInt(segment.length);
      out.write(segment);
    }
  }

  /** Reads what {@link #write} wrote; trusts what it reads. */
  public static PackedBlock read(DataInput in) throws IOException {
    int from = in.readInt();
    int size = in.readInt();
    int columns = in.readInt();
    boolean dense = in.readBoolean();
    byte[][] segments = new byte[in.readInt()][];
    for (int s = 0; s < segments.length; s++) {
      segments[s] = new byte[in.readInt()];
      in.readFully(segments[s]);
    }
    return new PackedBlock(from, size, columns, dense, segments);
  }

  /** The block; a new one every time. Cost: as for {@link #of}. */
  public TermBlock block() {
    return BlockBytes.decoded(segments, from, size, columns, dense);
  }

  /** The bytes of its rows. */
  public long bytes() {
    long bytes = 0;
    for (byte[] segment : segments) {
      bytes += segment.length;
    }
    return bytes;
  }
}
