package polya.corpus;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Iterator;

/**
 * A growing list of terms as UTF-8, in pages of up to {@value #PAGE}: a term takes its bytes and
 * four more, where a string takes some fifty. A class and not a record, for Kryo.
 */
public final class PackedTerms implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int BITS = 14;
  private static final int PAGE = 1 << BITS;

  /** The bytes of each page's terms, one behind the other. */
  private byte[][] pages = {};

  /** For each page where its terms end; the last one's arrays may be longer than what they hold. */
  private int[][] ends = {};

  private int size;

  /** No terms. */
  public PackedTerms() {}

  /** These terms, in their order. */
  public static PackedTerms of(Iterator<String> terms) {
    PackedTerms packed = new PackedTerms();
    terms.forEachRemaining(packed::add);
    return packed;
  }

  /** Adds a term to the end. */
  public void add(String term) {
    byte[] bytes = term.getBytes(StandardCharsets.UTF_8);
    add(bytes, 0, bytes.length);
  }

  /** Adds the first terms of others to the end, or all if they are fewer. */
  public void addFirst(PackedTerms others, int most) {
    for (int i = 0; i < Math.min(most, others.size); i++) {
      int from = others.begin(i);
      add(others.pages[i >> BITS], from, others.end(i) - from);
    }
  }

  private void add(byte[] bytes, int from, int length) {
    int page = size >> BITS;
    if (page == pages.length) {
      trim();
      pages = Arrays.copyOf(pages, page + 1);
      ends = Arrays.copyOf(ends, page + 1);
      pages[page] = new byte[64];
      ends[page] = new int[8];
    }
    int begin = begin(size);
    int end = Math.addExact(begin, length);
    if (end > pages[page].length) {
      pages[page] = Arrays.copyOf(pages[page], (int) Math.min(Integer.MAX_VALUE - 8, 2L * end));
    }
    int place = size & (PAGE - 1);
    if (place == ends[page].length) {
      ends[page] = Arrays.copyOf(ends[page], 2 * place);
    }
    System.arraycopy(bytes, from, pages[page], begin, length);
    ends[page][place] = end;
    size++;
  }

  /** Gives back the room that the last page does not need. */
  void trim() {
    if (size > 0) {
      int page = size - 1 >> BITS;
      pages[page] = Arrays.copyOf(pages[page], end(size - 1));
      ends[page] = Arrays.copyOf(ends[page], (size - 1 & PAGE - 1) + 1);
    }
  }

  /** How many terms there are. */
  public int size() {
    return size;
  }

  /** A term, decoded. */
  String get(int i) {
    int from = begin(i);
    return new String(pages[i >> BITS], from, end(i) - from, StandardCharsets.UTF_8);
  }

  /** How many bytes a term has. */
  int length(int i) {
    return end(i) - begin(i);
  }

  /** Whether a term is these bytes. */
  boolean is(int i, byte[] term) {
    return Arrays.equals(pages[i >> BITS], begin(i), end(i), term, 0, term.length);
  }

  /** A hash of a term, that of its bytes. */
  int hash(int i) {
    return hash(pages[i >> BITS], begin(i), end(i));
  }

  /** The hash of a term of these bytes: 64-bit FNV-1a, mixed and folded. */
  static int hash(byte[] bytes, int from, int to) {
    long h = 0xcbf29ce484222325L;
    for (int i = from; i < to; i++) {
      h = (h ^ (bytes[i] & 0xff)) * 0x100000001b3L;
    }
    return (int) DocumentKey.mix(h);
  }

  /** Gives a term to a digest. */
  void digest(int i, MessageDigest digest) {
    int from = begin(i);
    digest.update(pages[i >> BITS], from, end(i) - from);
  }

  private int begin(int i) {
    return (i & PAGE - 1) == 0 ? 0 : ends[i >> BITS][(i & PAGE - 1) - 1];
  }

  private int end(int i) {
    return ends[i >> BITS][i & PAGE - 1];
  }
}
