package polya.topics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads the statistics of one block: the rows of all senders, merged by term. {@code while
 * (rows.next()) …} walks them; the accessors speak of the current row.
 */
public final class TermRows {
  private final Reader[] readers;
  private final double unit;
  private final long[] sumK;
  private final boolean[] isTouchedK;
  private final int[] touched;
  private int term;
  private int size;
  private boolean sorted;

  TermRows(int topics, int bits, int firstTerm, List<byte[]> added, List<byte[]> removed) {
    this.readers =
        Stream.concat(
                added.stream().map(bytes -> new Reader(bytes, firstTerm, 1)),
                removed.stream().map(bytes -> new Reader(bytes, firstTerm, -1)))
            .toArray(Reader[]::new);
    this.unit = 1.0 / (1L << bits);
    this.sumK = new long[topics];
    this.isTouchedK = new boolean[topics];
    this.touched = new int[topics];
  }

  /**
   * Goes to the next term that has a row; false after the last. Cost: its entries over all senders.
   */
  public boolean next() {
    for (int i = 0; i < size; i++) {
      sumK[touched[i]] = 0;
      isTouchedK[touched[i]] = false;
    }
    size = 0;
    sorted = true;
    term = Integer.MAX_VALUE;
    for (Reader reader : readers) {
      term = Math.min(term, reader.term);
    }
    if (term == Integer.MAX_VALUE) {
      return false;
    }
    for (Reader reader : readers) {
      if (reader.term == term) {
        add(reader);
      }
    }
    if (!sorted) {
      Arrays.sort(touched, 0, size);
    }
    return true;
  }

  private void add(Reader reader) {
    int k = -1;
    for (int i = reader.varint(); i > 0; i--) {
      k += reader.varint() + 1;
      if (!isTouchedK[k]) {
        isTouchedK[k] = true;
        sorted &= size == 0 || touched[size - 1] < k;
        touched[size++] = k;
      }
      sumK[k] = Math.addExact(sumK[k], reader.sign * reader.varlong());
    }
    reader.nextTerm();
  }

  /** The current row's term. */
  public int term() {
    return term;
  }

  /** How many topics the current row has. */
  public int size() {
    return size;
  }

  /** The i-th topic of the current row; ascending in i. */
  public int topic(int i) {
    return touched[i];
  }

  /** The count of the i-th topic of the current row; of any sign if statistics were taken away. */
  public double count(int i) {
    return sumK[touched[i]] * unit;
  }

  /** Walks one sender's bytes. */
  private static final class Reader {
    private final byte[] bytes;
    private final int sign;
    private int at;
    private int term;

    Reader(byte[] bytes, int firstTerm, int sign) {
      this.bytes = bytes;
      this.sign = sign;
      this.term = firstTerm - 1;
      nextTerm();
    }

    void nextTerm() {
      term = at == bytes.length ? Integer.MAX_VALUE : term + 1 + varint();
    }

    int varint() {
      return (int) varlong();
    }

    long varlong() {
      long value = 0;
      int shift = 0;
      byte b;
      do {
        b = bytes[at++];
        value |= (long) (b & 0x7f) << shift;
        shift += 7;
      } while (b < 0);
      return value;
    }
  }
}
