package polya.topics;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@link Phi} as it travels: the rows of some terms, encoded once. A row is its term, how many of
 * its weights are not zero, then a bit a topic that says which and these alone, or all K if that is
 * shorter; no bit of any weight is lost. Immutable; its bytes are what a receiver decodes, once.
 */
public final class PhiBytes implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int ALL = -1;

  private final int topics;
  private final int terms;
  private final int rowLength;
  private final Phi.Link link;
  private final double offset;
  private final double slope;
  private final double more;
  private final double[] scale;
  private final byte[][] rows;
  private final byte[][] below;
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
    rowLength = phi.rowLength();
    link = phi.link();
    offset = phi.offset();
    slope = phi.slope();
    more = phi.more();
    scale = phi.scale();
    rows = encoded(phi.blocks(), topics, chosen);
    below = encoded(phi.below(), topics, chosen);
  }

  /** The bytes that travel. */
  public long size() {
    long size = (long) Double.BYTES * scale.length;
    for (byte[] block : rows) {
      size += block.length;
    }
    for (byte[] block : below) {
      size += block.length;
    }
    return size;
  }

  /** The weights; decoded at the first call. */
  public synchronized Phi phi() {
    if (decoded == null) {
      Phi phi = Phi.of(decoded(rows), link, offset, slope, scale);
      decoded = below.length == 0 ? phi : phi.over(decoded(below), more);
    }
    return decoded;
  }

  /** Blocks in parallel, one after the other in the result: a large one in several arrays. */
  private static byte[][] encoded(List<TermBlock> blocks, int topics, BitSet chosen) {
    return IntStream.range(0, blocks.size())
        .parallel()
        .mapToObj(b -> encoded(blocks.get(b), topics, chosen))
        .flatMap(List::stream)
        .toArray(byte[][]::new);
  }

  private static List<byte[]> encoded(TermBlock block, int topics, BitSet chosen) {
    List<byte[]> done = new ArrayList<>();
    int most = 2 * Integer.BYTES + Float.BYTES * topics;
    ByteBuffer out = ByteBuffer.allocate(Math.max(most, Math.min(1 << 20, most * block.size())));
    int last = block.from() + block.size();
    for (int term = block.from(); term < last; term++) {
      if (chosen == null || chosen.get(term)) {
        if (out.remaining() < most) {
          done.add(Arrays.copyOf(out.array(), out.position()));
          out.clear();
        }
        encode(block.row(term), term, topics, out);
      }
    }
    if (out.position() > 0) {
      done.add(Arrays.copyOf(out.array(), out.position()));
    }
    return done;
  }

  private static void encode(float[] row, int term, int topics, ByteBuffer out) {
    int n = 0;
    for (int k = 0; k < topics; k++) {
      n += Float.floatToRawIntBits(row[k]) == 0 ? 0 : 1;
    }
    int bitmap = bitmap(topics);
    boolean all = Float.BYTES * n + bitmap >= Float.BYTES * topics;
    out.putInt(term).putInt(all ? ALL : n);
    if (all) {
      out.asFloatBuffer().put(row, 0, topics);
      out.position(out.position() + Float.BYTES * topics);
    } else if (n > 0) {
      int bits = out.position();
      Arrays.fill(out.array(), bits, bits + bitmap, (byte) 0);
      out.position(bits + bitmap);
      for (int k = 0; k < topics; k++) {
        if (Float.floatToRawIntBits(row[k]) != 0) {
          out.array()[bits + (k >> 3)] |= (byte) (1 << (k & 7));
          out.putFloat(row[k]);
        }
      }
    }
  }

  private static int bitmap(int topics) {
    return (topics + 7) >> 3;
  }

  /** Blocks in which only the rows that travelled are set. */
  private List<TermBlock> decoded(byte[][] encoded) {
    float[][] byTerm = new float[terms][];
    float[] zeros = new float[rowLength];
    Arrays.stream(encoded)
        .parallel()
        .forEach(block -> decode(ByteBuffer.wrap(block), zeros, byTerm));
    return TermBlock.all(byTerm);
  }

  private void decode(ByteBuffer in, float[] zeros, float[][] byTerm) {
    while (in.hasRemaining()) {
      int term = in.getInt();
      int n = in.getInt();
      float[] row = n == 0 ? zeros : new float[rowLength];
      if (n == ALL) {
        in.asFloatBuffer().get(row, 0, topics);
        in.position(in.position() + Float.BYTES * topics);
      } else if (n > 0) {
        int bits = in.position();
        in.position(bits + bitmap(topics));
        for (int k = 0; k < topics; k++) {
          if ((in.get(bits + (k >> 3)) >> (k & 7) & 1) != 0) {
            row[k] = in.getFloat();
          }
        }
      }
      byTerm[term] = row;
    }
  }
}
