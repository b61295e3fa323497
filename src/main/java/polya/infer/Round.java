package polya.infer;

import java.io.Serializable;

/**
 * One round of training: the mini-batch is the tiles [firstTile, firstTile + tiles).
 *
 * @param number from 0
 * @param rounds how many the run has
 * @param pass which pass over the corpus, from 0
 * @param endsPass whether it is the last round of its pass
 * @param firstTile first tile of the batch
 * @param tiles tiles in the batch
 * @param allTiles tiles in the corpus
 */
public record Round(
    int number, int rounds, int pass, boolean endsPass, int firstTile, int tiles, int allTiles)
    implements Serializable {
  /** Whether the batch is the whole corpus. */
  public boolean wholeCorpus() {
    return tiles == allTiles;
  }

  /** Whether a tile belongs to the batch. */
  public boolean contains(int tile) {
    return tile >= firstTile && tile < firstTile + tiles;
  }
}
