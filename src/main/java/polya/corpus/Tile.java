package polya.corpus;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * About {@value Tiling#DOCUMENTS_PER_TILE} documents as flat arrays (CSR): the unit of storage and
 * of determinism. Documents stand in the order of their keys. Terms are held twice removed: {@link
 * #terms} lists the tile's distinct terms in ascending order and {@link #slots} points into it, so
 * that a kernel gathers the weights of a tile's terms once. Immutable; arrays are shared, not
 * copied.
 */
public class Tile implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int index;
  private final long[] keys;
  private final int[] offsets;
  private final int[] terms;
  private final int[] slots;
  private final int[] counts;

  private Tile(int index, long[] keys, int[] offsets, int[] terms, int[] slots, int[] counts) {
    this.index = index;
    this.keys = keys;
    this.offsets = offsets;
    this.terms = terms;
    this.slots = slots;
    this.counts = counts;
  }

  /** The same documents. */
  Tile(Tile other) {
    this(other.index, other.keys, other.offsets, other.terms, other.slots, other.counts);
  }

  /** These documents in the order of a tile: by their keys. */
  public static List<Document> ordered(List<Document> documents) {
    long[] keyOf = documents.stream().mapToLong(Document::key).toArray();
    Integer[] order = new Integer[keyOf.length];
    Arrays.setAll(order, d -> d);
    Arrays.sort(
        order,
        Comparator.<Integer>comparingLong(d -> keyOf[d]).thenComparing(d -> documents.get(d).id()));
    return Arrays.stream(order).map(documents::get).toList();
  }

  /** The tile of these documents, in any order; cost O(n log n) in the non-zero counts. */
  public static Tile of(int index, List<Document> documents) {
    Document[] sorted = ordered(documents).toArray(Document[]::new);
    int nonZeros = 0;
    for (Document d : sorted) {
      nonZeros += d.terms().length;
    }
    long[] keys = new long[sorted.length];
    int[] offsets = new int[sorted.length + 1];
    int[] slots = new int[nonZeros];
    int[] counts = new int[nonZeros];
    int n = 0;
    for (int d = 0; d < sorted.length; d++) {
      Document document = sorted[d];
      keys[d] = document.key();
      System.arraycopy(document.terms(), 0, slots, n, document.terms().length);
      System.arraycopy(document.counts(), 0, counts, n, document.counts().length);
      n += document.terms().length;
      offsets[d + 1] = n;
    }
    int[] terms = distinct(slots);
    for (int i = 0; i < n; i++) {
      slots[i] = Arrays.binarySearch(terms, slots[i]);
    }
    Tile tile = new Tile(index, keys, offsets, terms, slots, counts);
    int[] groups = Arrays.stream(sorted).mapToInt(Document::group).toArray();
    // Without attributes a tile is what it was before there were any, to the byte.
    return Arrays.stream(groups).allMatch(g -> g == 0) ? tile : new GroupedTile(tile, groups);
  }

  private static int[] distinct(int[] values) {
    int[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[n++] = sorted[i];
      }
    }
    return Arrays.copyOf(sorted, n);
  }

  /** Which tile of its {@link Tiling} this is. */
  public final int index() {
    return index;
  }

  /** How many documents it holds, empty ones included. */
  public final int documents() {
    return keys.length;
  }

  /** How many tokens it holds. */
  public final long tokens() {
    long n = 0;
    for (int c : counts) {
      n += c;
    }
    return n;
  }

  /** How many tokens document d has. */
  public final long tokens(int d) {
    long n = 0;
    for (int e = offsets[d]; e < offsets[d + 1]; e++) {
      n += counts[e];
    }
    return n;
  }

  /** The key of document d. */
  public final long key(int d) {
    return keys[d];
  }

  /** The {@link Groups group} of document d; 0 where there are no attributes. */
  public int group(int d) {
    return 0;
  }

  /** Where each document's entries begin in {@link #slots} and {@link #counts}: length D + 1. */
  public final int[] offsets() {
    return offsets;
  }

  /** The distinct terms of the tile, ascending. */
  public final int[] terms() {
    return terms;
  }

  /** For each entry the position of its term in {@link #terms}. */
  public final int[] slots() {
    return slots;
  }

  /** For each entry its count. */
  public final int[] counts() {
    return counts;
  }

  /**
   * The term-major view: for each position in {@link #terms} the entries that hold it, in the order
   * of their documents. Made anew at each call; cost O(entries).
   */
  public final ByTerm byTerm() {
    int[] starts = new int[terms.length + 1];
    for (int slot : slots) {
      starts[slot + 1]++;
    }
    for (int s = 0; s < terms.length; s++) {
      starts[s + 1] += starts[s];
    }
    int[] next = starts.clone();
    int[] entries = new int[slots.length];
    for (int e = 0; e < slots.length; e++) {
      entries[next[slots[e]]++] = e;
    }
    return new ByTerm(starts, entries);
  }

  /**
   * Entries grouped by term.
   *
   * @param starts where each term's group begins in {@code entries}; one more than there are terms
   * @param entries positions in {@link Tile#slots} and {@link Tile#counts}
   */
  public record ByTerm(int[] starts, int[] entries) {}
}
