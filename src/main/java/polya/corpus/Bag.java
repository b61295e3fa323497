package polya.corpus;

import java.util.Arrays;

/**
 * Distinct terms in ascending order with their counts.
 *
 * @param terms strictly ascending
 * @param counts of the same length
 */
public record Bag(int[] terms, int[] counts) {
  /** No terms at all. */
  public static final Bag EMPTY = new Bag(new int[0], new int[0]);

  /**
   * The first n entries in ascending order of their terms, or the reason if a term is listed twice
   * or if the counts add up to more than 2³¹ − 1; cost O(n log n). The arrays are not changed.
   *
   * @param base what is added to a term in the reason: 0 or 1, as its format counts
   */
  public static Parsed<Bag> sorted(int[] terms, int[] counts, int n, int base) {
    // Term and position in one word, so that primitives are sorted.
    long[] order = new long[n];
    for (int i = 0; i < n; i++) {
      order[i] = ((long) terms[i] << 32) | i;
    }
    Arrays.sort(order);
    int[] sortedTerms = new int[n];
    int[] sortedCounts = new int[n];
    for (int i = 0; i < n; i++) {
      int from = (int) order[i];
      sortedTerms[i] = terms[from];
      sortedCounts[i] = counts[from];
      if (i > 0 && sortedTerms[i] == sortedTerms[i - 1]) {
        return Parsed.bad("term " + (sortedTerms[i] + base) + " is listed twice");
      }
    }
    Bag bag = new Bag(sortedTerms, sortedCounts);
    return bag.tokens() <= Integer.MAX_VALUE
        ? Parsed.of(bag)
        : Parsed.bad("its counts add up to " + bag.tokens() + ", more than " + Integer.MAX_VALUE);
  }

  /** The number of tokens: the sum of the counts. */
  public long tokens() {
    long n = 0;
    for (int c : counts) {
      n += c;
    }
    return n;
  }
}
