package polya.infer;

import java.io.Serializable;
import polya.corpus.Tiling;

/**
 * The schedule of rounds: every pass visits all tiles once, in batches of nearly equal size and
 * always the same order. Tiles are random samples of documents (their hash chooses them), so a run
 * of tiles is a random mini-batch.
 *
 * @param tiles tiles in the corpus
 * @param batches batches a pass
 * @param rounds rounds in all
 */
public record MiniBatches(int tiles, int batches, int rounds) implements Serializable {
  /**
   * The schedule of {@code passes} passes.
   *
   * @param documents D
   * @param batchDocuments how many documents a batch should have; at least one tile, at most all
   * @param passes passes over the corpus
   * @param mostRounds a cap on the rounds; 0 for none
   */
  public static MiniBatches of(long documents, double batchDocuments, int passes, int mostRounds) {
    int tiles = Tiling.of(documents).tiles();
    double wanted = Math.max(1, batchDocuments / Tiling.DOCUMENTS_PER_TILE);
    int batches = (int) Math.max(1, Math.min(tiles, Math.rint(tiles / wanted)));
    long rounds = Math.min((long) batches * passes, Integer.MAX_VALUE);
    if (mostRounds > 0) {
      rounds = Math.min(rounds, mostRounds);
    }
    return new MiniBatches(tiles, batches, (int) rounds);
  }

  /** The round of this number, from 0. */
  public Round round(int number) {
    int batch = number % batches;
    int from = (int) ((long) batch * tiles / batches);
    int to = (int) ((batch + 1L) * tiles / batches);
    boolean endsPass = batch == batches - 1;
    return new Round(number, rounds, number / batches, endsPass, from, to - from, tiles);
  }
}
