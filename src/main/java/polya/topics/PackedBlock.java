package polya.topics;

import java.io.Serializable;

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

  private PackedBlock(TermBlock block) {
    from = block.from();
    size = block.size();
    columns = block.columns();
    dense = block.sparseTopics() == 0;
    segments = BlockBytes.encoded(block, columns, null);
  }

  /** Packs a block; cost: its entries, and K for each dense row. */
  public static PackedBlock of(TermBlock block) {
    return new PackedBlock(block);
  }

  /** The block; a new one every time. Cost: as for {@link #of}. */
  public TermBlock block() {
    TermBlock block = BlockBytes.decoded(segments, from, size, columns);
    return dense ? TermBlock.of(from, block.copyOfRows()) : block;
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
