package polya.topics;

import java.util.Arrays;
import java.util.List;

/**
 * Reads the statistics of one block, or a table: the rows of all senders, merged by term. {@code
 * while (rows.next()) …} walks them; the accessors speak of the current row.
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

  /**
   * Rows of one block, or of a table.
   *
   * @param signed whether numbers are of either sign
   * @param firstTerm where keys begin: 0 of a table
   * @param over rows of the same K whose scratch is taken over; null for none
   */
  TermRows(
      int topics,
      int bits,
      boolean signed,
      int firstTerm,
      List<byte[]> added,
      List<byte[]> removed,
      TermRows over) {
    this.readers = new Reader[added.size() + removed.size()];
    for (int i = 0; i < readers.length; i++) {
      boolean adds = i < added.size();
      byte[] bytes = adds ? added.get(i) : removed.get(i - added.size());
      readers[i] = new Reader(bytes, firstTerm, adds ? 1 : -1, signed);
    }
    this.unit = 1.0 / (1L << bits);
    if (over != null) {
      over.clear();
    }
    this.sumK = over == null ? new long[topics] : over.sumK;
    this.isTouchedK = over == null ? new boolean[topics] : over.isTouchedK;
    this.touched = over == null ? new int[topics] : over.touched;
  }

  /**
   * Goes to the next term that has a row; false after the last. Cost: its entries over all senders.
   */
  public boolean next() {
    clear();
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

  private void clear() {
    for (int i = 0; i < size; i++) {
      sumK[touched[i]] = 0;
      isTouchedK[touched[i]] = false;
    }
    size = 0;
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
      sumK[k] = Math.addExact(sumK[k], reader.number());
    }
    reader.nextTerm();
  }

  /** The current row's term; of a table its key. */
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
    private final boolean signed;
    private int at;
    private int term;

    Reader(byte[] bytes, int firstTerm, int sign, boolean signed) {
      this.bytes = bytes;
      this.sign = sign;
      this.signed = signed;
      this.term = firstTerm - 1;
      nextTerm();
    }

    void nextTerm() {
      term = at == bytes.length ? Integer.MAX_VALUE : term + 1 + varint();
    }

    /** The number of an entry, with the sign that it is added with. */
    long number() {
      long number = varlong();
      return sign * (signed ? number >>> 1 ^ -(number & 1) : number);
    }

    int varint() {
      return (int) varlong();
    }

    long varlong() {
      int from = at;
      at += Varlong.length(bytes[from]);
      return Varlong.get(bytes, from);
    }
  }
}
