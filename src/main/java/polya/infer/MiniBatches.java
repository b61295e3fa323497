package polya.infer;

import java.io.Serializable;
import polya.corpus.Tiling;

/**
 * The schedule of rounds: every pass visits all tiles once, in batches of nearly equal size and
 * always the same order; first stochastic passes in many small batches, then incremental passes in
 * a few parts. Tiles are random samples of documents (their hash chooses them), so a run of tiles
 * is a random mini-batch.
 *
 * @param tiles tiles in the corpus
 * @param batches batches of a stochastic pass
 * @param stochasticPasses how many passes are stochastic
 * @param parts parts of an incremental pass
 * @param rounds rounds in all
 */
public record MiniBatches(int tiles, int batches, int stochasticPasses, int parts, int rounds)
    implements Serializable {
  /** A schedule of stochastic passes only. */
  public static MiniBatches of(long documents, double batchDocuments, int passes, int mostRounds) {
    return of(documents, batchDocuments, passes, passes, 1, mostRounds);
  }

  /**
   * A schedule.
   *
   * @param documents D
   * @param batchDocuments how many documents a stochastic batch should have; at least one tile, at
   *     most all
   * @param passes passes over the corpus
   * @param stochasticPasses how many of them are stochastic, if the batch is not the whole corpus:
   *     then all are
   * @param parts parts of the other passes; at most one a tile
   * @param mostRounds a cap on the rounds; 0 for none
   */
  public static MiniBatches of(
      long documents,
      double batchDocuments,
      int passes,
      int stochasticPasses,
      int parts,
      int mostRounds) {
    int tiles = Tiling.of(documents).tiles();
    double wanted = Math.max(1, batchDocuments / Tiling.DOCUMENTS_PER_TILE);
    int batches = (int) Math.max(1, Math.min(tiles, Math.rint(tiles / wanted)));
    int stochastic = batches == 1 ? passes : Math.min(passes, stochasticPasses);
    int most = Math.min(parts, tiles);
    long rounds = (long) batches * stochastic + (long) most * (passes - stochastic);
    rounds = Math.min(rounds, mostRounds > 0 ? mostRounds : Integer.MAX_VALUE);
    return new MiniBatches(tiles, batches, stochastic, most, (int) rounds);
  }

  /** The round of this number, from 0. */
  public Round round(int number) {
    long after = number - (long) batches * stochasticPasses;
    return after < 0
        ? round(number, number / batches, number % batches, batches, false)
        : round(
            number, stochasticPasses + (int) (after / parts), (int) (after % parts), parts, true);
  }

  private Round round(int number, int pass, int index, int of, boolean incremental) {
    int from = (int) ((long) index * tiles / of);
    int to = (int) ((index + 1L) * tiles / of);
    return new Round(
        number,
        rounds,
        pass,
        index == of - 1,
        incremental ? index : -1,
        parts,
        incremental && pass == stochasticPasses,
        from,
        to - from,
        tiles);
  }
}
