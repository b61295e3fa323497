package polya.infer.gibbs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import polya.corpus.Tile;
import polya.infer.TileState;
import polya.math.Uniforms;

/**
 * A run of tiles laid out for a sweep: entries stand term by term, ascending, so that a term's
 * weights are put in place once for all its tokens. Within a document terms ascend as well: so each
 * document's own scan goes through its tokens in their order, whatever other documents are in the
 * run. The tokens' topics stay document by document, as tiles hold them: laying a run out moves
 * none. Scratch of one thread.
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

  /** Where each document's tokens begin in {@link #z}; one more than there are documents. */
  int[] starts = new int[1];

  /** The documents' keys, and their generators of random numbers, see {@link #draw}. */
  long[] keys = new long[0];

  long[] generators = new long[0];

  /** The documents' groups. */
  int[] groups = new int[0];

  /** Whether a document's tokens had topics before. */
  boolean[] seated = new boolean[0];

  /** By token, document by document. */
  int[] z = new int[0];

  int documents;
  int tokens;
  boolean allSeated = true;

  /** Whether some tokens of a document may have topics while others have none. */
  boolean isPart;

  private final List<Tile> tiles = new ArrayList<>();
  private final List<TileState> before = new ArrayList<>();
  private final List<TileState> after = new ArrayList<>();

  /** By term of the model: entries, then where its next entry goes; zero between runs. */
  private final int[] placeOfTerm;

  /** A bit a term of the model. */
  private final long[] isTouched;

  TokenRun(int allTerms) {
    placeOfTerm = new int[allTerms];
    isTouched = new long[(allTerms + 63) >> 6];
  }

  /** Adds a tile; its topics go to {@code next} in {@link #store}. */
  void add(Tile tile, TileState previous, TileState next) {
    int all = SweptInPart.topics(next).tokens();
    Assignments topics = SweptInPart.topics(previous);
    if (topics.isSeated() && topics.tokens() != all) {
      throw new IllegalStateException(
          topics.tokens() + " tokens have topics, and the tile has " + all);
    }
    int seatedBelow = SweptInPart.seatedBelow(previous);
    tiles.add(tile);
    before.add(previous);
    after.add(next);
    documents += tile.documents();
    tokens = Math.addExact(tokens, all);
    allSeated &= seatedBelow == SweptInPart.ALL;
    isPart |= seatedBelow > 0 && seatedBelow < SweptInPart.ALL;
  }

  /** Lays the tiles out; cost O(entries + tokens + V / 64). */
  void sort() {
    int all = 0;
    for (Tile tile : tiles) {
      int[] tileTerms = tile.terms();
      int[] slots = tile.slots();
      for (int slot : slots) {
        placeOfTerm[tileTerms[slot]]++;
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
    }
  }

  private void reserve(int allEntries) {
    if (keys.length < documents) {
      starts = new int[2 * documents + 1];
      keys = new long[2 * documents];
      generators = new long[2 * documents];
      groups = new int[2 * documents];
      seated = new boolean[2 * documents];
    }
    if (entries.length / STRIDE < allEntries) {
      int room = (int) Math.min(2L * allEntries, Integer.MAX_VALUE / STRIDE);
      entries = new int[Math.multiplyExact(Math.max(allEntries, room), STRIDE)];
    }
    if (z.length < tokens) {
      z = new int[(int) Math.min(Integer.MAX_VALUE - 8, 2L * tokens)];
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

  private void place(Tile tile, TileState state, int firstDocument) {
    Assignments topics = SweptInPart.topics(state);
    int seatedBelow = SweptInPart.seatedBelow(state);
    int[] offsets = tile.offsets();
    int[] slots = tile.slots();
    int[] counts = tile.counts();
    int[] tileTerms = tile.terms();
    int first = starts[firstDocument];
    int token = first;
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
      starts[firstDocument + d + 1] = token;
      keys[firstDocument + d] = tile.key(d);
      groups[firstDocument + d] = tile.group(d);
      seated[firstDocument + d] = seatedBelow == SweptInPart.ALL;
    }
    if (topics.isSeated()) {
      topics.copyTo(z, first);
    }
    if (seatedBelow == 0) {
      Arrays.fill(z, first, token, -1);
    } else if (seatedBelow < SweptInPart.ALL) {
      unseat(tile, seatedBelow, first);
    }
  }

  /** Takes the topics of a tile's tokens of all terms from this one on away. */
  private void unseat(Tile tile, int from, int firstToken) {
    int token = firstToken;
    for (int e = 0; e < tile.slots().length; e++) {
      int next = token + tile.counts()[e];
      if (tile.terms()[tile.slots()[e]] >= from) {
        Arrays.fill(z, token, next, -1);
      }
      token = next;
    }
  }

  /** The place of the first term from this one on. */
  int place(int term) {
    int place = Arrays.binarySearch(terms, 0, termCount, term);
    return place < 0 ? -place - 1 : place;
  }

  /** Lets documents' generators pass by the numbers of their tokens of the first terms. */
  void skip(int firstTerms) {
    for (int e = 0; e < termStarts[firstTerms]; e += STRIDE) {
      generators[entries[e]] = Uniforms.skip(generators[entries[e]], entries[e + 2]);
    }
  }

  /** What happens to each tile of a run. */
  interface Each {
    /** With its first document. */
    void tile(int firstDocument, Tile tile, TileState before, TileState after);
  }

  /** Goes over the tiles. */
  void each(Each each) {
    int document = 0;
    for (int t = 0; t < tiles.size(); t++) {
      each.tile(document, tiles.get(t), before.get(t), after.get(t));
      document += tiles.get(t).documents();
    }
  }

  /** How many tokens a document has. */
  int length(int d) {
    return starts[d + 1] - starts[d];
  }

  /** The tokens of the longest document. */
  int longest() {
    int most = 0;
    for (int d = 0; d < documents; d++) {
      most = Math.max(most, length(d));
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
    int first = 0;
    for (TileState state : after) {
      Assignments next = SweptInPart.topics(state);
      next.copyFrom(z, first);
      first += next.tokens();
    }
    tiles.clear();
    before.clear();
    after.clear();
    documents = 0;
    tokens = 0;
    allSeated = true;
    isPart = false;
  }
}
