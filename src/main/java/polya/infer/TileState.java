package polya.infer;

import java.io.Serializable;

/**
 * What a tile remembers from one round to the next: topic assignments, or documents' parameters.
 * Never changed in place; a visit returns a new one.
 */
public interface TileState extends Serializable {
  /**
   * All of it as data, for checkpoints; {@link TileMemory#reseat} reads it back to the last bit.
   */
  byte[] bytes();
}
