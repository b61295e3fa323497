package polya.topics;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import polya.math.Rows;

/**
 * The rows of one block as they travel. A row is the gap to the term before, how many weights it
 * has, its form, then where these are and what they are. A sparse row has the gap to the topic
 * before for each; a dense one a bit a topic, unless that takes more room than all K, or the number
 * that most of its weights are, and the others, as rows begin and the rare terms' stay. Weights are
 * float32; where all of a row are whole numbers, as counts are, these instead. Numbers beside
 * weights, and counts, take a byte for seven bits. No bit of any weight is lost, and a row is
 * sparse for the receiver if it was for the sender: kernels draw from both to other bits.
 */
final class BlockBytes {
  /** Bytes after which a segment ends. */
  private static final int SEGMENT = 1 << 20;

  /** A varint of 32 bits. */
  private static final int LONGEST = 5;

  private static final int SPARSE = 1;
  private static final int WHOLE = 2;
  private static final int ALL = 4;

  /** One number but for some: then it, then these, with gaps where those are shorter. */
  private static final int BASED = WHOLE | ALL;

  private static final int FORM_BITS = 3;

  /** Whole numbers up to here are exact in float32. */
  private static final float MOST_WHOLE = 1 << 24;

  private final int topics;
  private final int[] at;
  private final float[] values;
  private final List<byte[]> done = new ArrayList<>();
  private ByteBuffer out;

  private BlockBytes(int topics) {
    this.topics = topics;
    at = new int[Rows.padded(topics)];
    values = new float[Rows.padded(topics)];
  }

  /**
   * Encodes a block; cost: its entries, and K for each dense row.
   *
   * @param chosen the terms whose rows travel; null for all
   * @return segments, none if no row travels
   */
  static byte[][] encoded(TermBlock block, int topics, BitSet chosen) {
    BlockBytes bytes = new BlockBytes(topics);
    bytes.out = ByteBuffer.allocate(1 << 12);
    int last = block.from() - 1;
    for (int term = block.from(); term < block.from() + block.size(); term++) {
      if (chosen == null || chosen.get(term)) {
        bytes.put(block, term, term - last - 1);
        last = term;
      }
    }
    bytes.end();
    return bytes.done.toArray(byte[][]::new);
  }

  /** Puts a term's row, so far behind the one before. */
  private void put(TermBlock block, int term, int gap) {
    reserve(topics);
    put(gap);
    if (block.sparse(term) != null) {
      put(block.entries(term, at, values), true);
      return;
    }
    BasedRows based = block.based(term);
    int row = term - block.from();
    float[] dense = based == null ? block.row(term) : null;
    float base = based == null ? mostly(dense) : based.base(row);
    int n = based == null ? gather(dense, base) : based.entries(row, at, values);
    if (Float.floatToRawIntBits(base) == 0) {
      put(n, false);
    } else if (TermBlockBuilder.staysSparse(n, topics)) {
      putBased(base, n);
    } else {
      put(gather(dense, 0), false);
    }
  }

  /** What more than half of all weights are, to the bit; something if there is no such number. */
  private float mostly(float[] row) {
    int most = 0;
    int ahead = 0;
    for (int k = 0; k < topics; k++) {
      int bits = Float.floatToRawIntBits(row[k]);
      if (bits == most) {
        ahead++;
      } else if (ahead == 0) {
        most = bits;
        ahead = 1;
      } else {
        ahead--;
      }
    }
    return Float.intBitsToFloat(most);
  }

  /** The weights of a dense row that are not this number to the bit. */
  private int gather(float[] row, float base) {
    int none = Float.floatToRawIntBits(base);
    int n = 0;
    for (int k = 0; k < topics; k++) {
      if (Float.floatToRawIntBits(row[k]) != none) {
        at[n] = k;
        values[n++] = row[k];
      }
    }
    return n;
  }

  /** Room for a row of so many numbers. */
  private void reserve(int numbers) {
    int most = Math.addExact(2 * LONGEST, Math.multiplyExact(2 * LONGEST, numbers));
    if (out.position() > SEGMENT) {
      end();
    }
    if (out.remaining() < most) {
      int size = Math.max(2 * out.capacity(), out.position() + most);
      out = ByteBuffer.allocate(size).put(out.array(), 0, out.position());
    }
  }

  private void end() {
    if (out.position() > 0) {
      done.add(Arrays.copyOf(out.array(), out.position()));
      out.clear();
    }
  }

  private void put(int number) {
    int rest = number;
    while ((rest & ~0x7f) != 0) {
      out.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  /** A row of n weights. */
  private void put(int n, boolean sparse) {
    boolean whole = n > 0 && isWhole(n);
    int bitmap = bitmap(topics);
    boolean all = !sparse && !whole && n > 0 && Float.BYTES * (topics - n) <= bitmap;
    put(n << FORM_BITS | (sparse ? SPARSE : 0) | (whole ? WHOLE : 0) | (all ? ALL : 0));
    if (sparse) {
      putGaps(n);
    } else if (all) {
      int next = 0;
      for (int k = 0; k < topics; k++) {
        out.putFloat(next < n && at[next] == k ? values[next++] : 0);
      }
      return;
    } else if (n > 0) {
      putBits(n);
    }
    for (int i = 0; i < n; i++) {
      if (whole) {
        put((int) values[i]);
      } else {
        out.putFloat(values[i]);
      }
    }
  }

  private void putBased(float base, int n) {
    put(n << FORM_BITS | BASED);
    out.putFloat(base);
    if (areGaps(n)) {
      putGaps(n);
    } else {
      putBits(n);
    }
    for (int i = 0; i < n; i++) {
      out.putFloat(values[i]);
    }
  }

  /** Whether gaps say where n weights are: they take a byte or two each, and bits K / 8. */
  private boolean areGaps(int n) {
    return n <= bitmap(topics);
  }

  private void putGaps(int n) {
    int last = -1;
    for (int i = 0; i < n; i++) {
      put(at[i] - last - 1);
      last = at[i];
    }
  }

  private void putBits(int n) {
    byte[] bits = new byte[bitmap(topics)];
    for (int i = 0; i < n; i++) {
      bits[at[i] >> 3] |= (byte) (1 << (at[i] & 7));
    }
    out.put(bits);
  }

  private boolean isWhole(int n) {
    for (int i = 0; i < n; i++) {
      float value = values[i];
      if (!(value >= 1 && value <= MOST_WHOLE && value == (int) value)) {
        return false;
      }
    }
    return true;
  }

  private static int bitmap(int topics) {
    return (topics + 7) >> 3;
  }

  /**
   * Decodes a block; of terms whose rows did not travel it has none.
   *
   * @param from its first term
   * @param size how many terms it has
   * @param dense whether all rows are there, and none is sparse
   */
  static TermBlock decoded(byte[][] segments, int from, int size, int topics, boolean dense) {
    BlockBytes bytes = new BlockBytes(topics);
    TermBlockBuilder block = TermBlock.sparse(from, topics);
    float[] zeros = new float[Rows.padded(topics)];
    int next = 0;
    for (byte[] segment : segments) {
      ByteBuffer in = ByteBuffer.wrap(segment);
      while (in.hasRemaining()) {
        for (int gap = read(in); gap > 0; gap--, next++) {
          block.addAbsent();
        }
        bytes.read(in, zeros, block);
        next++;
      }
    }
    for (; next < size; next++) {
      block.addAbsent();
    }
    return block.build(dense);
  }

  private static int read(ByteBuffer in) {
    int value = 0;
    int shift = 0;
    byte b;
    do {
      b = in.get();
      value |= (b & 0x7f) << shift;
      shift += 7;
    } while (b < 0);
    return value;
  }

  private void read(ByteBuffer in, float[] zeros, TermBlockBuilder block) {
    int head = read(in);
    int n = head >>> FORM_BITS;
    if ((head & SPARSE) != 0) {
      readGaps(in, n);
      readValues(in, n, (head & WHOLE) != 0);
      block.addSparse(at, values, n);
    } else if ((head & BASED) == BASED) {
      float base = in.getFloat();
      if (areGaps(n)) {
        readGaps(in, n);
      } else {
        readBits(in);
      }
      readValues(in, n, false);
      block.addBased(base, at, values, n);
    } else if (n == 0) {
      block.addDense(zeros);
    } else if ((head & ALL) != 0) {
      float[] row = new float[Rows.padded(topics)];
      in.asFloatBuffer().get(row, 0, topics);
      in.position(in.position() + Float.BYTES * topics);
      block.addDense(row);
    } else {
      readBits(in);
      readValues(in, n, (head & WHOLE) != 0);
      block.addBased(0, at, values, n);
    }
  }

  private void readGaps(ByteBuffer in, int n) {
    int last = -1;
    for (int i = 0; i < n; i++) {
      last += read(in) + 1;
      at[i] = last;
    }
  }

  private void readBits(ByteBuffer in) {
    int n = 0;
    for (int k = 0; k < topics; k += Byte.SIZE) {
      for (int bits = in.get() & 0xff; bits != 0; bits &= bits - 1) {
        at[n++] = k + Integer.numberOfTrailingZeros(bits);
      }
    }
  }

  private void readValues(ByteBuffer in, int n, boolean whole) {
    for (int i = 0; i < n; i++) {
      values[i] = whole ? read(in) : in.getFloat();
    }
  }
}
