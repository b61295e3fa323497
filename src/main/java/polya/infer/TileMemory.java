package polya.infer;

import java.io.Serializable;
import polya.corpus.Tile;

/** What tiles remember from round to round under a method: topics of tokens, documents' numbers. */
public interface TileMemory extends Serializable {
  /**
   * Whether a visit of this round starts from the tile's state and leaves another. A tile keeps its
   * state through the rounds that do not visit it.
   */
  boolean isUsed(Round round);

  /** A tile's state before its first visit. */
  TileState seat(Tile tile);

  /**
   * A tile's state as a checkpoint kept it.
   *
   * @param bytes {@link TileState#bytes} of a state of this tile under this method
   * @throws IllegalArgumentException if they cannot be
   */
  TileState reseat(Tile tile, byte[] bytes);
}
