package polya.infer;

import java.io.Serializable;

/**
 * Rounds on growing parts of a corpus: the first tiles, then twice as many, and so on while they
 * are not all. Tiles are random samples of documents, chosen by the hash of their ids, so the first
 * n are one too, and hold those before.
 *
 * @param tiles tiles in the corpus
 * @param least tiles of the first prefix, ≥ 1
 * @param sweeps rounds of each prefix, ≥ 1
 */
public record Prefixes(int tiles, int least, int sweeps) implements Serializable {
  /** The share of the corpus that the first prefix has: topics form there at little cost. */
  private static final int FIRST_ONE_IN = 32;

  /** No prefixes: all tiles from the first round on. */
  public static Prefixes none(int tiles) {
    return new Prefixes(tiles, tiles, 1);
  }

  /** Prefixes from a 32nd of the tiles on. */
  public static Prefixes of(int tiles, int sweeps) {
    return new Prefixes(tiles, Math.max(1, tiles / FIRST_ONE_IN), sweeps);
  }

  /** How many rounds there are before the first of all tiles. */
  public int rounds() {
    int prefixes = 0;
    while ((long) least << prefixes < tiles) {
      prefixes++;
    }
    return prefixes * sweeps;
  }

  /** How many tiles a round visits, counted from 0, below {@link #rounds}. */
  int visited(int round) {
    return least << round / sweeps;
  }

  /** Whether a round is the last of its prefix. */
  boolean ends(int round) {
    return round % sweeps == sweeps - 1;
  }
}
