package polya.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import polya.corpus.Tile;

/**
 * A run of tiles laid out for a sweep: tokens stand document by document, and entries term by term,
 * ascending, so that a term's weights are put in place once for all its tokens. Within a document
 * terms ascend as well: so each document's own scan goes through its tokens in their order,
 * whatever other documents are in the run. Scratch of one thread.
 */
final class TokenRun {
  /** Ints an entry takes in {@link #entries}. */
  static final int STRIDE = 3;

  /** By entry: its document, its first token and how many tokens it has. */
  int[] entries = new int[0];

  /** The terms of the run, ascending. */
  int[] terms = new int[0];

  /** Where each term's entries begin in {@link #entries}; one more than there are terms. */
  int[] termStarts = new int[1];

  int termCount;

  /** The entries of a term whose tokens are being drawn. */
  int[] waiting = new int[0];

  /** Where each document's tokens begin; one more than there are documents. */
  int[] starts = new int[1];

  /** The documents' keys, and those of their random numbers, for tokens counted over the run. */
  long[] keys = new long[0];

  long[] drawKeys = new long[0];

  /** Whether a document's tokens had topics before. */
  boolean[] seated = new boolean[0];

  /** By token. */
  int[] z = new int[0];

  int documents;
  int tokens;
  boolean allSeated = true;

  private final List<Tile> tiles = new ArrayList<>();
  private final List<Assignments> after = new ArrayList<>();

  /** By term of the model: entries, then where its next entry goes; zero between runs. */
  private final int[] placeOfTerm;

  /** A bit a term of the model. */
  private final long[] isTouched;

  TokenRun(int allTerms) {
    placeOfTerm = new int[allTerms];
    isTouched = new long[(allTerms + 63) >> 6];
  }

  /** Adds a tile; its topics go to {@code next} in {@link #store}. */
  void add(Tile tile, Assignments before, Assignments next) {
    tiles.add(tile);
    after.add(next);
    int first = documents;
    documents += tile.documents();
    reserve(documents, Math.addExact(tokens, next.tokens()));
    int[] offsets = tile.offsets();
    int[] counts = tile.counts();
    for (int d = first; d < documents; d++) {
      int length = 0;
      for (int e = offsets[d - first]; e < offsets[d - first + 1]; e++) {
        length += counts[e];
      }
      starts[d + 1] = starts[d] + length;
      keys[d] = tile.key(d - first);
      seated[d] = before.isSeated();
    }
    before.copyTo(z, tokens, next.tokens());
    tokens += next.tokens();
    allSeated &= before.isSeated();
  }

  private void reserve(int someDocuments, int someTokens) {
    if (keys.length < someDocuments) {
      starts = Arrays.copyOf(starts, 2 * someDocuments + 1);
      keys = Arrays.copyOf(keys, 2 * someDocuments);
      drawKeys = Arrays.copyOf(drawKeys, 2 * someDocuments);
      seated = Arrays.copyOf(seated, 2 * someDocuments);
    }
    if (z.length < someTokens) {
      z = Arrays.copyOf(z, (int) Math.min(Integer.MAX_VALUE - 8, 2L * someTokens));
    }
  }

  /** Sorts the entries of all tiles by term; cost O(entries + V / 64). */
  void sort() {
    int all = 0;
    for (Tile tile : tiles) {
      int[] terms = tile.terms();
      for (int slot : tile.slots()) {
        placeOfTerm[terms[slot]]++;
      }
      for (int term : terms) {
        isTouched[term >> 6] |= 1L << term;
      }
      all = Math.addExact(all, tile.slots().length);
    }
    if (entries.length < Math.multiplyExact(all, STRIDE)) {
      entries =
          new int[Math.max(all, (int) Math.min(2L * all, Integer.MAX_VALUE / STRIDE)) * STRIDE];
    }
    listTerms();
    int document = 0;
    for (Tile tile : tiles) {
      place(tile, document);
      document += tile.documents();
    }
    for (int i = 0; i < termCount; i++) {
      placeOfTerm[terms[i]] = 0;
    }
  }

  /** The terms of the run, and where the entries of each begin. */
  private void listTerms() {
    termCount = 0;
    int place = 0;
    for (int word = 0; word < isTouched.length; word++) {
      for (long bits = isTouched[word]; bits != 0; bits &= bits - 1) {
        int term = (word << 6) + Long.numberOfTrailingZeros(bits);
        if (terms.length == termCount) {
          terms = Arrays.copyOf(terms, 2 * termCount + 64);
          termStarts = Arrays.copyOf(termStarts, 2 * termCount + 65);
        }
        terms[termCount] = term;
        termStarts[termCount++] = place;
        int size = placeOfTerm[term] * STRIDE;
        placeOfTerm[term] = place;
        place += size;
      }
      isTouched[word] = 0;
    }
    termStarts[termCount] = place;
  }

  private void place(Tile tile, int firstDocument) {
    int[] offsets = tile.offsets();
    int[] slots = tile.slots();
    int[] counts = tile.counts();
    int[] tileTerms = tile.terms();
    int token = starts[firstDocument];
    for (int d = 0; d < tile.documents(); d++) {
      for (int e = offsets[d]; e < offsets[d + 1]; e++) {
        int term = tileTerms[slots[e]];
        int at = placeOfTerm[term];
        placeOfTerm[term] = at + STRIDE;
        entries[at] = firstDocument + d;
        entries[at + 1] = token;
        entries[at + 2] = counts[e];
        token += counts[e];
      }
    }
  }

  /** The tokens of the longest document. */
  int longest() {
    int most = 0;
    for (int d = 0; d < documents; d++) {
      most = Math.max(most, starts[d + 1] - starts[d]);
    }
    return most;
  }

  /**
   * Lists a term's entries in {@link #waiting}.
   *
   * @param unseated whether only those of documents that had no topics
   * @return how many
   */
  int waiting(int from, int to, boolean unseated) {
    if (waiting.length < (to - from) / STRIDE) {
      waiting = new int[2 * (to - from) / STRIDE];
    }
    int n = 0;
    for (int e = from; e < to; e += STRIDE) {
      waiting[n] = e;
      n += unseated && seated[entries[e]] ? 0 : 1;
    }
    return n;
  }

  /** Leaves the first n entries out that have no more than so many tokens; returns the rest. */
  int stillWaiting(int n, int tokens) {
    int left = 0;
    for (int i = 0; i < n; i++) {
      int e = waiting[i];
      waiting[left] = e;
      left += entries[e + 2] > tokens ? 1 : 0;
    }
    return left;
  }

  /** Hands the tokens' topics to their tiles, and begins a new run. */
  void store() {
    int token = 0;
    for (Assignments next : after) {
      next.copyFrom(z, token);
      token += next.tokens();
    }
    tiles.clear();
    after.clear();
    documents = 0;
    tokens = 0;
    allSeated = true;
  }
}
