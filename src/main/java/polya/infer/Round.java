package polya.infer;

import java.io.Serializable;

/**
 * One round of training: the mini-batch is the tiles [firstTile, firstTile + tiles).
 *
 * <p>A <em>stochastic</em> round takes its statistics for those of the whole corpus, in proportion.
 * An <em>incremental</em> round visits one of a fixed number of parts and replaces what that part
 * sent at its last visit: S ← S − S_p + S_p' (Neal and Hinton 1998; Hughes and Sudderth, NIPS 2013,
 * there "memoized"). It needs no step size.
 *
 * @param number from 0
 * @param rounds how many the run has
 * @param pass which pass over the corpus, from 0
 * @param endsPass whether it is the last round of its pass
 * @param part the part an incremental round visits, or −1 for a stochastic round
 * @param parts how many parts incremental passes have
 * @param firstVisit whether an incremental round visits its part for the first time
 * @param firstTile first tile of the batch
 * @param tiles tiles in the batch
 * @param allTiles tiles in the corpus
 */
public record Round(
    int number,
    int rounds,
    int pass,
    boolean endsPass,
    int part,
    int parts,
    boolean firstVisit,
    int firstTile,
    int tiles,
    int allTiles)
    implements Serializable {
  /** Whether the batch is the whole corpus. */
  public boolean wholeCorpus() {
    return tiles == allTiles;
  }

  /** Whether the round replaces a part's statistics. */
  public boolean incremental() {
    return part >= 0;
  }

  /** Whether a tile belongs to the batch. */
  public boolean contains(int tile) {
    return tile >= firstTile && tile < firstTile + tiles;
  }
}
