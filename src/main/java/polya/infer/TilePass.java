package polya.infer;

import polya.corpus.Tile;
import polya.topics.TermStatisticsBuilder;

/**
 * The local step over tiles, opened once a task for one published Φ; it holds the scratch and is
 * used by one thread. What a visit returns depends on the tile, its state, Φ and the globals alone.
 */
public interface TilePass {
  /**
   * Visits one tile. What it sends may wait until later visits or {@link #finish}; so may what it
   * returns be filled in, but it does not depend on which tiles are visited together.
   *
   * @param before the tile's state, or null if the round keeps none
   * @param out gets the tile's statistics
   * @return the tile's next state, to be read after {@link #finish} only, or null if the round
   *     keeps none
   */
  TileState visit(Tile tile, TileState before, TermStatisticsBuilder out);

  /** Sends what still waits; called once, after the last visit. */
  default void finish(TermStatisticsBuilder out) {}
}
