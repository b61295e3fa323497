package polya.infer.gibbs;

import java.util.Locale;
import polya.Failure;
import polya.corpus.Tile;
import polya.corpus.Tiling;
import polya.infer.TilePass;
import polya.infer.TileState;

/**
 * The topics of a tile's tokens. Tokens stand in the tile's order: documents, then entries, then
 * the copies of an entry. Two bytes a token where K ≤ 65,536, else four. Filled in by the pass that
 * made it until {@link TilePass#finish}; never changed after.
 */
public final class Assignments implements TileState {
  private static final long serialVersionUID = 1L;

  /** The most topics whose numbers fit a char. */
  private static final int NARROW = 1 << Character.SIZE;

  private static final Assignments UNSEATED = new Assignments(1, null, null);
  private static final byte SEATED = 1;

  /** The longest array there is. */
  private static final int LONGEST = Integer.MAX_VALUE - 8;

  private final int topics;
  private final char[] narrow;
  private final int[] wide;

  private Assignments(int topics, char[] narrow, int[] wide) {
    this.topics = topics;
    this.narrow = narrow;
    this.wide = wide;
  }

  /** The state of a tile that no pass has visited: its tokens have no topics yet. */
  public static Assignments unseated() {
    return UNSEATED;
  }

  /** Room for these tokens, all of topic 0. */
  public static Assignments blank(int topics, int tokens) {
    return topics <= NARROW
        ? new Assignments(topics, new char[tokens], null)
        : new Assignments(topics, null, new int[tokens]);
  }

  /**
   * Room for the tokens of a tile, all of topic 0.
   *
   * @throws Failure (resources) if it has more tokens than arrays can hold, two thousand million
   */
  public static Assignments blank(int topics, Tile tile) {
    long tokens = tile.tokens();
    long most = Math.min(LONGEST, (LONGEST - 1L) * Byte.SIZE / Math.max(1, width(topics)));
    if (tokens > most) {
      throw Failure.resources(
          String.format(
              Locale.ROOT,
              "Cannot draw the topics of tile %d: its %,d documents have %,d tokens together; with %,d"
                  + " topics a tile of about %d documents may have %,d. Leave out or split the"
                  + " longest documents (ingest --max-document-tokens), or train by svi.",
              tile.index(),
              tile.documents(),
              tokens,
              topics,
              Tiling.DOCUMENTS_PER_TILE,
              most));
    }
    return blank(topics, (int) tokens);
  }

  /**
   * Reads what {@link #bytes} wrote of a state of this tile.
   *
   * @param topics K
   * @throws IllegalArgumentException if the bytes cannot be such a state's
   */
  public static Assignments of(Tile tile, int topics, byte[] bytes) {
    if (bytes.length == 0) {
      return UNSEATED;
    }
    int tokens = Math.toIntExact(tile.tokens());
    if (bytes[0] != SEATED || bytes.length != length(topics, tokens)) {
      throw new IllegalArgumentException(
          bytes.length
              + " bytes, the first "
              + bytes[0]
              + ", are not the topics of "
              + tokens
              + " tokens among "
              + topics);
    }
    Assignments read = blank(topics, tokens);
    int bits = width(topics);
    long mask = (1L << bits) - 1;
    long waiting = 0;
    int held = 0;
    int at = 1;
    for (int token = 0; token < tokens; token++) {
      for (; held < bits; held += Byte.SIZE) {
        waiting |= (bytes[at++] & 0xFFL) << held;
      }
      int topic = (int) (waiting & mask);
      if (topic >= topics) {
        throw new IllegalArgumentException(
            "token " + token + " has topic " + topic + " of " + topics);
      }
      read.set(token, topic);
      waiting >>>= bits;
      held -= bits;
    }
    if (waiting != 0) {
      throw new IllegalArgumentException("there are bits behind the last topic");
    }
    return read;
  }

  /** Bits that a topic takes in {@link #bytes}. */
  private static int width(int topics) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(topics - 1);
  }

  private static long length(int topics, int tokens) {
    return 1 + ((long) width(topics) * tokens + Byte.SIZE - 1) / Byte.SIZE;
  }

  /** Whether tokens have topics: false for {@link #unseated} alone. */
  public boolean isSeated() {
    return narrow != null || wide != null;
  }

  /** How many tokens have topics; 0 if unseated. */
  int tokens() {
    return narrow != null ? narrow.length : wide != null ? wide.length : 0;
  }

  /** The topic of a token; only if {@link #isSeated}. */
  public int topic(int token) {
    return narrow != null ? narrow[token] : wide[token];
  }

  /** Gives a token its topic: for the pass that made this. */
  public void set(int token, int topic) {
    if (narrow != null) {
      narrow[token] = (char) topic;
    } else {
      wide[token] = topic;
    }
  }

  /** Puts the topics of all tokens in a place; only if {@link #isSeated}. */
  void copyTo(int[] z, int first) {
    if (narrow == null) {
      System.arraycopy(wide, 0, z, first, wide.length);
      return;
    }
    for (int token = 0; token < narrow.length; token++) {
      z[first + token] = narrow[token];
    }
  }

  /** Gives all tokens their topics: for the pass that made this. */
  void copyFrom(int[] z, int first) {
    if (narrow == null) {
      System.arraycopy(z, first, wide, 0, wide.length);
      return;
    }
    for (int token = 0; token < narrow.length; token++) {
      narrow[token] = (char) z[first + token];
    }
  }

  /** ⌈log₂ K⌉ bits a token after one byte; no byte at all if unseated. */
  @Override
  public byte[] bytes() {
    if (!isSeated()) {
      return new byte[0];
    }
    int bits = width(topics);
    byte[] bytes = new byte[Math.toIntExact(length(topics, tokens()))];
    bytes[0] = SEATED;
    long waiting = 0;
    int held = 0;
    int at = 1;
    for (int token = 0; token < tokens(); token++) {
      waiting |= (long) topic(token) << held;
      held += bits;
      for (; held >= Byte.SIZE; held -= Byte.SIZE) {
        bytes[at++] = (byte) waiting;
        waiting >>>= Byte.SIZE;
      }
    }
    if (held > 0) {
      bytes[at] = (byte) waiting;
    }
    return bytes;
  }
}
