package polya.infer.gibbs;

import polya.corpus.Tile;
import polya.infer.Round;
import polya.infer.TileMemory;
import polya.infer.TileState;

/**
 * What tiles remember under Gibbs sampling: the topics of their tokens.
 *
 * @param topics K
 */
record TokenTopics(int topics) implements TileMemory {
  private static final long serialVersionUID = 1L;

  @Override
  public boolean isUsed(Round round) {
    return true;
  }

  @Override
  public TileState seat(Tile tile) {
    return Assignments.unseated();
  }

  @Override
  public TileState reseat(Tile tile, byte[] bytes) {
    return Assignments.of(tile, topics, bytes);
  }
}
