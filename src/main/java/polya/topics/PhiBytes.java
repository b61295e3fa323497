package polya.topics;

import java.io.Serializable;
import java.util.BitSet;
import java.util.stream.IntStream;
import polya.corpus.Sections;

/**
 * {@link Phi} as it travels: the rows of some terms, encoded once, see {@link BlockBytes}; no bit
 * of any weight is lost, and sparse rows stay sparse. Immutable; its bytes are what a receiver
 * decodes, once.
 */
public final class PhiBytes implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int topics;
  private final int terms;
  private final Phi.Link link;
  private final double offset;
  private final double slope;
  private final double more;
  private final double[] scale;
  private final Sections sections;

  /** By block, in segments. */
  private final byte[][][] rows;

  private final byte[][][] below;
  private transient Phi decoded;

  /**
   * Encodes weights.
   *
   * @param chosen the terms whose rows travel; a receiver that asks for another term's fails; null
   *     for all
   */
  public PhiBytes(Phi phi, BitSet chosen) {
    topics = phi.topics();
    terms = phi.terms();
    link = phi.link();
    offset = phi.offset();
    slope = phi.slope();
    more = phi.more();
    scale = phi.scale();
    sections = phi.sections();
    rows = encoded(phi.blocks(), topics, chosen);
    below = phi.below() == null ? new byte[0][][] : encoded(phi.below(), topics, chosen);
  }

  /** The bytes that travel. */
  public long size() {
    long size = (long) Double.BYTES * scale.length;
    return size + size(rows) + size(below);
  }

  private static long size(byte[][][] blocks) {
    long size = 0;
    for (byte[][] segments : blocks) {
      for (byte[] segment : segments) {
        size += segment.length;
      }
    }
    return size;
  }

  /** The weights; decoded at the first call. */
  public synchronized Phi phi() {
    if (decoded == null) {
      Phi phi = Phi.of(decoded(rows), link, offset, slope, scale, sections);
      decoded = below.length == 0 ? phi : phi.over(decoded(below), more);
    }
    return decoded;
  }

  private static byte[][][] encoded(Blocks blocks, int topics, BitSet chosen) {
    return blocks.each(block -> BlockBytes.encoded(block, topics, chosen)).toArray(byte[][][]::new);
  }

  private Blocks decoded(byte[][][] encoded) {
    return LocalBlocks.of(
        IntStream.range(0, encoded.length)
            .parallel()
            .mapToObj(b -> decoded(encoded[b], b << TermBlock.BITS))
            .toList());
  }

  private TermBlock decoded(byte[][] segments, int from) {
    int size = Math.min(TermBlock.SIZE, terms - from);
    return BlockBytes.decoded(segments, from, size, topics, false);
  }
}
