package polya.recommend;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The baseline of every recommender: to each document the terms that most documents have, but for
 * its own; of equally common ones the lower index comes first.
 */
public final class PopularTerms implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] ranked;

  /**
   * Terms by how common they are.
   *
   * @param documentFrequencies in how many documents each occurs, V numbers
   */
  public PopularTerms(long[] documentFrequencies) {
    ranked =
        IntStream.range(0, documentFrequencies.length)
            .boxed()
            .sorted((a, b) -> Long.compare(documentFrequencies[b], documentFrequencies[a]))
            .mapToInt(w -> w)
            .toArray();
  }

  /**
   * The n most common others.
   *
   * @param seen the document's terms, ascending
   */
  public int[] beside(int[] seen, int n) {
    int[] list = new int[Math.min(n, Math.max(0, ranked.length - seen.length))];
    int size = 0;
    for (int i = 0; size < list.length; i++) {
      if (Arrays.binarySearch(seen, ranked[i]) < 0) {
        list[size++] = ranked[i];
      }
    }
    return list;
  }
}
