package polya.infer;

import java.io.Serializable;

/**
 * One round of training and the tiles of its mini-batch.
 *
 * <p>A <em>stochastic</em> round takes its statistics for those of the whole corpus, in proportion.
 * An <em>incremental</em> round visits one of a fixed number of parts and replaces what that part
 * sent at its last visit: S ← S − S_p + S_p' (Neal and Hinton 1998; Hughes and Sudderth, NIPS 2013,
 * there "memoized"). It needs no step size.
 *
 * <p>A round with <em>lanes</em> takes several stochastic steps before its statistics meet: each
 * run of {@code laneTiles} tiles is a lane, visited tile after tile on a view of the model of its
 * own (see {@code Lane}); then the lanes' results are averaged. Lanes are a matter of tiles, never
 * of partitions.
 *
 * @param number from 0
 * @param rounds how many the run has
 * @param pass which pass over the corpus, from 0
 * @param endsPass whether it is the last round of its pass
 * @param part the part an incremental round visits, or −1 for a stochastic round
 * @param parts how many parts incremental passes have
 * @param firstVisit whether an incremental round visits its part for the first time
 * @param firstTile first tile of the batch; of an incremental round the first in the order of
 *     {@link #spread}
 * @param tiles tiles in the batch
 * @param allTiles tiles in the corpus
 * @param laneTiles consecutive tiles that make a lane, and share a partition
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
    int allTiles,
    int laneTiles)
    implements Serializable {
  /** The share of the corpus's tiles that the batch has. */
  public double share() {
    return tiles / (double) allTiles;
  }

  /** Whether the batch is the whole corpus. */
  public boolean wholeCorpus() {
    return tiles >= allTiles;
  }

  /** Whether the round replaces a part's statistics. */
  public boolean incremental() {
    return part >= 0;
  }

  /** Whether lanes of tiles take steps of their own. */
  public boolean lanes() {
    return laneTiles > 1 && !incremental();
  }

  /** The lane of a tile; its number means nothing beyond which tiles share it. */
  public int lane(int tile) {
    return tile / laneTiles;
  }

  /**
   * The place of a tile in an order that goes from lane to lane, so that a run of it is spread over
   * all partitions: first tiles of all lanes, then second tiles, …
   */
  private int spread(int tile) {
    return tile % laneTiles * ((allTiles + laneTiles - 1) / laneTiles) + lane(tile);
  }

  /** Whether neither this tile nor any after it belongs to the batch. */
  public boolean isOver(int tile) {
    return !incremental() && tile >= firstTile + tiles;
  }

  /** Whether a tile belongs to the batch. */
  public boolean contains(int tile) {
    int place = incremental() ? spread(tile) : tile;
    return place >= firstTile && place < firstTile + tiles;
  }
}
