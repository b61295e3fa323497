package polya.bench;

import java.util.Arrays;

/** {@link Counts} in the making, a document at a time. */
final class CountsDraft {
  private final int terms;
  private int documents;
  private long tokens;
  private int[] starts = new int[1024];
  private int[] words = new int[1024];
  private int[] counts = new int[1024];

  CountsDraft(int terms) {
    this.terms = terms;
  }

  /** Adds a document: its ascending terms, of which those with count 0 are left out. */
  void add(int[] documentWords, int[] documentCounts) {
    int n = starts[documents];
    while (words.length < n + documentWords.length) {
      words = Arrays.copyOf(words, 2 * words.length);
      counts = Arrays.copyOf(counts, 2 * counts.length);
    }
    for (int i = 0; i < documentWords.length; i++) {
      if (documentCounts[i] > 0) {
        words[n] = documentWords[i];
        counts[n++] = documentCounts[i];
        tokens += documentCounts[i];
      }
    }
    if (++documents == starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
    }
    starts[documents] = n;
  }

  /** How many documents were added. */
  int documents() {
    return documents;
  }

  /** How many tokens were added. */
  long tokens() {
    return tokens;
  }

  /** What was added. */
  Counts counts() {
    int n = starts[documents];
    return new Counts(
        documents,
        terms,
        Arrays.copyOf(starts, documents + 1),
        Arrays.copyOf(words, n),
        Arrays.copyOf(counts, n));
  }
}
