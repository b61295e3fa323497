package polya.topics;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Whole numbers in as few bytes as they need, seven bits a byte: the trailing zeros of the first
 * byte say how many bytes follow, so a number is written and read at once, without a loop over its
 * bytes. Numbers of more than 56 bits take nine, the first of them zero.
 */
final class Varlong {
  /** The most bytes of a number; {@link #put} may write over so many, whatever it returns. */
  static final int MOST = 9;

  private static final int MOST_BITS = 56;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Varlong() {}

  /**
   * Writes a number, read as unsigned.
   *
   * @param bytes with room for {@value #MOST} from {@code at} on
   * @return where the next begins
   */
  static int put(byte[] bytes, int at, long value) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(value | 1);
    if (bits > MOST_BITS) {
      bytes[at] = 0;
      LONG.set(bytes, at + 1, value);
      return at + MOST;
    }
    int length = (bits + 6) / 7;
    LONG.set(bytes, at, (value << 1 | 1) << (length - 1));
    return at + length;
  }

  /** How many bytes the number has that begins with this one. */
  static int length(byte first) {
    return Math.min(MOST, Integer.numberOfTrailingZeros(first) + 1);
  }

  /** The number that begins at a byte and ends within the array. */
  static long get(byte[] bytes, int at) {
    if (at + Long.BYTES > bytes.length) {
      return atEnd(bytes, at);
    }
    long word = (long) LONG.get(bytes, at);
    int length = length((byte) word);
    return length == MOST
        ? (long) LONG.get(bytes, at + 1)
        : (word & (-1L >>> (Long.SIZE - 8 * length))) >>> length;
  }

  private static long atEnd(byte[] bytes, int at) {
    int length = length(bytes[at]);
    long word = 0;
    for (int i = length - 1; i >= 0; i--) {
      word = word << 8 | (bytes[at + i] & 0xff);
    }
    return word >>> length;
  }
}
