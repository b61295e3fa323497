package polya.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import polya.corpus.Tile;
import polya.math.Uniforms;

/**
 * A run of tiles laid out for a sweep: entries and tokens stand term by term, ascending, so that a
 * term's weights are put in place once for all its tokens, and a sweep goes through both from the
 * first to the last. Within a document terms ascend as well: so each document's own scan goes
 * through its tokens in their order, whatever other documents are in the run. Scratch of one
 * thread.
 */
final class TokenRun {
  /** Ints an entry takes in {@link #entries}. */
  static final int STRIDE = 3;

  /** By entry, term by term: its document, its first token and how many tokens it has. */
  int[] entries = new int[0];

  /** The terms of the run, ascending. */
  int[] terms = new int[0];

  /** Where each term's entries begin in {@link #entries}; one more than there are terms. */
  int[] termStarts = new int[1];

  int termCount;

  /** The entries of a term whose tokens are being drawn. */
  int[] waiting = new int[0];

  /** By entry, document by document: its first token, and how many tokens it has. */
  int[] firstTokens = new int[0];

  int[] copies = new int[0];

  /** Where each document's entries begin in these; one more than there are documents. */
  int[] starts = new int[1];

  /** How many tokens each document has. */
  int[] lengths = new int[0];

  /** The documents' keys, and their generators of random numbers, see {@link #draw}. */
  long[] keys = new long[0];

  long[] generators = new long[0];

  /** Whether a document's tokens had topics before. */
  boolean[] seated = new boolean[0];

  /** By token, term by term. */
  int[] z = new int[0];

  int documents;
  int tokens;
  boolean allSeated = true;

  private final List<Tile> tiles = new ArrayList<>();
  private final List<Assignments> before = new ArrayList<>();
  private final List<Assignments> after = new ArrayList<>();

  /** By term of the model: entries, then where its next entry goes; zero between runs. */
  private final int[] placeOfTerm;

  /** By term of the model: tokens, then where its next token goes; zero between runs. */
  private final int[] tokenOfTerm;

  /** A bit a term of the model. */
  private final long[] isTouched;

  TokenRun(int allTerms) {
    placeOfTerm = new int[allTerms];
    tokenOfTerm = new int[allTerms];
    isTouched = new long[(allTerms + 63) >> 6];
  }

  /** Adds a tile; its topics go to {@code next} in {@link #store}. */
  void add(Tile tile, Assignments previous, Assignments next) {
    if (previous.isSeated() && previous.tokens() != next.tokens()) {
      throw new IllegalStateException(
          previous.tokens() + " tokens have topics, and the tile has " + next.tokens());
    }
    tiles.add(tile);
    before.add(previous);
    after.add(next);
    documents += tile.documents();
    tokens = Math.addExact(tokens, next.tokens());
    allSeated &= previous.isSeated();
  }

  /** Lays the tiles out; cost O(entries + tokens + V / 64). */
  void sort() {
    int all = 0;
    for (Tile tile : tiles) {
      int[] tileTerms = tile.terms();
      int[] slots = tile.slots();
      int[] counts = tile.counts();
      for (int e = 0; e < slots.length; e++) {
        int term = tileTerms[slots[e]];
        placeOfTerm[term]++;
        tokenOfTerm[term] += counts[e];
      }
      for (int term : tileTerms) {
        isTouched[term >> 6] |= 1L << term;
      }
      all = Math.addExact(all, slots.length);
    }
    reserve(all);
    listTerms();
    int document = 0;
    for (int t = 0; t < tiles.size(); t++) {
      place(tiles.get(t), before.get(t), document);
      document += tiles.get(t).documents();
    }
    for (int i = 0; i < termCount; i++) {
      placeOfTerm[terms[i]] = 0;
      tokenOfTerm[terms[i]] = 0;
    }
  }

  private void reserve(int allEntries) {
    if (keys.length < documents) {
      starts = new int[2 * documents + 1];
      lengths = new int[2 * documents];
      keys = new long[2 * documents];
      generators = new long[2 * documents];
      seated = new boolean[2 * documents];
    }
    if (copies.length < allEntries) {
      int room = (int) Math.min(2L * allEntries, Integer.MAX_VALUE / STRIDE);
      firstTokens = new int[Math.max(allEntries, room)];
      copies = new int[firstTokens.length];
      entries = new int[Math.multiplyExact(firstTokens.length, STRIDE)];
    }
    if (z.length < tokens) {
      z = new int[(int) Math.min(Integer.MAX_VALUE - 8, 2L * tokens)];
    }
  }

  /** The terms of the run, and where the entries and the tokens of each begin. */
  private void listTerms() {
    termCount = 0;
    int place = 0;
    int token = 0;
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
        int tokensOfTerm = tokenOfTerm[term];
        tokenOfTerm[term] = token;
        token += tokensOfTerm;
      }
      isTouched[word] = 0;
    }
    termStarts[termCount] = place;
  }

  private void place(Tile tile, Assignments topics, int firstDocument) {
    int[] offsets = tile.offsets();
    int[] slots = tile.slots();
    int[] counts = tile.counts();
    int[] tileTerms = tile.terms();
    boolean isSeated = topics.isSeated();
    int token = 0;
    int own = starts[firstDocument];
    for (int d = 0; d < tile.documents(); d++) {
      int first = token;
      for (int e = offsets[d]; e < offsets[d + 1]; e++) {
        int term = tileTerms[slots[e]];
        int count = counts[e];
        int at = placeOfTerm[term];
        placeOfTerm[term] = at + STRIDE;
        int i = tokenOfTerm[term];
        tokenOfTerm[term] = i + count;
        entries[at] = firstDocument + d;
        entries[at + 1] = i;
        entries[at + 2] = count;
        firstTokens[own] = i;
        copies[own++] = count;
        for (int c = 0; c < count; c++) {
          z[i + c] = isSeated ? topics.topic(token) : -1;
          token++;
        }
      }
      lengths[firstDocument + d] = token - first;
      starts[firstDocument + d + 1] = own;
      keys[firstDocument + d] = tile.key(d);
      seated[firstDocument + d] = isSeated;
    }
  }

  /** The tokens of the longest document. */
  int longest() {
    int most = 0;
    for (int d = 0; d < documents; d++) {
      most = Math.max(most, lengths[d]);
    }
    return most;
  }

  /** The next uniform number of a document. */
  double draw(int d) {
    long state = generators[d];
    generators[d] = Uniforms.next(state);
    return Uniforms.of(state);
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
    int own = 0;
    for (int t = 0; t < tiles.size(); t++) {
      Assignments next = after.get(t);
      int end = own + tiles.get(t).slots().length;
      int token = 0;
      for (; own < end; own++) {
        int first = firstTokens[own];
        for (int c = 0; c < copies[own]; c++) {
          next.set(token++, z[first + c]);
        }
      }
    }
    tiles.clear();
    before.clear();
    after.clear();
    documents = 0;
    tokens = 0;
    allSeated = true;
  }
}
