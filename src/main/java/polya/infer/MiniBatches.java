package polya.infer;

import java.io.Serializable;
import polya.corpus.Tiling;

/**
 * The schedule of rounds: every pass visits all tiles once, in batches of nearly equal size and
 * always the same order, but for passes on growing {@link Prefixes}, which come before all others
 * where there are any; then stochastic passes in many small batches, then incremental passes in a
 * few parts, then passes of one round on the whole corpus. Tiles are random samples of documents
 * (their hash chooses them), so a run of tiles is a random mini-batch.
 *
 * @param tiles tiles in the corpus
 * @param batches rounds of a stochastic pass
 * @param laneTiles tiles of a lane in stochastic rounds, see {@link Round}; a batch is whole lanes,
 *     but for the last tiles of the corpus
 * @param stochasticPasses how many passes are stochastic
 * @param incrementalPasses how many passes after them are incremental
 * @param parts parts of an incremental pass
 * @param rounds rounds in all
 * @param prefixes parts of the corpus that passes of one round visit before all others
 */
public record MiniBatches(
    int tiles,
    int batches,
    int laneTiles,
    int stochasticPasses,
    int incrementalPasses,
    int parts,
    int rounds,
    Prefixes prefixes)
    implements Serializable {
  /** A schedule without prefixes whose last passes are incremental. */
  public MiniBatches(
      int tiles, int batches, int laneTiles, int stochasticPasses, int parts, int rounds) {
    this(
        tiles,
        batches,
        laneTiles,
        stochasticPasses,
        Integer.MAX_VALUE,
        parts,
        rounds,
        Prefixes.none(tiles));
  }

  /** A schedule of stochastic passes only, without lanes. */
  public static MiniBatches of(long documents, double batchDocuments, int passes, int mostRounds) {
    return of(documents, batchDocuments, 1, passes, passes, 1, mostRounds);
  }

  /**
   * A schedule.
   *
   * @param documents D
   * @param batchDocuments how many documents a stochastic step should have, over all lanes; at
   *     least one tile, at most all
   * @param laneTiles how many steps a lane takes in a round, a tile each, ≥ 1; fewer if the corpus
   *     has too few tiles
   * @param passes passes over the corpus
   * @param stochasticPasses how many of them are stochastic, if the batch is not the whole corpus:
   *     then all are
   * @param parts parts of the other passes; at most one a tile
   * @param mostRounds a cap on the rounds; 0 for none
   */
  public static MiniBatches of(
      long documents,
      double batchDocuments,
      int laneTiles,
      int passes,
      int stochasticPasses,
      int parts,
      int mostRounds) {
    int tiles = Tiling.of(documents).tiles();
    double wanted = Math.max(1, batchDocuments / Tiling.DOCUMENTS_PER_TILE);
    boolean whole = Math.rint(tiles / wanted) <= 1;
    int lane = whole ? 1 : (int) Math.max(1, Math.min(laneTiles, tiles / Math.rint(wanted)));
    int runs = (tiles + lane - 1) / lane;
    int batches = (int) Math.max(1, Math.min(runs, Math.rint(tiles / (wanted * lane))));
    int stochastic = whole ? passes : Math.min(passes, stochasticPasses);
    int most = Math.min(parts, tiles);
    long rounds = (long) batches * stochastic + (long) most * (passes - stochastic);
    rounds = Math.min(rounds, mostRounds > 0 ? mostRounds : Integer.MAX_VALUE);
    return new MiniBatches(
        tiles,
        batches,
        lane,
        stochastic,
        passes - stochastic,
        most,
        (int) rounds,
        Prefixes.none(tiles));
  }

  /** The same for another number of rounds in all. */
  public MiniBatches withRounds(int all) {
    return new MiniBatches(
        tiles, batches, laneTiles, stochasticPasses, incrementalPasses, parts, all, prefixes);
  }

  /** Rounds before those on the whole corpus. */
  public long roundsInBatches() {
    return prefixes.rounds() + (long) batches * stochasticPasses + (long) parts * incrementalPasses;
  }

  /** The round of this number, from 0. */
  public Round round(int number) {
    int before = prefixes.rounds();
    if (number < before) {
      return prefix(number);
    }
    int runs = (tiles + laneTiles - 1) / laneTiles;
    long after = number - before - (long) batches * stochasticPasses;
    if (after < 0) {
      int index = (number - before) % batches;
      int from = (int) ((long) index * runs / batches) * laneTiles;
      int to = Math.min(tiles, (int) ((index + 1L) * runs / batches) * laneTiles);
      boolean ends = index == batches - 1;
      return new Round(
          number,
          rounds,
          before + (number - before) / batches,
          ends,
          -1,
          parts,
          false,
          from,
          to - from,
          tiles,
          laneTiles);
    }
    if (number >= roundsInBatches()) {
      return whole(number, runs);
    }
    int part = (int) (after % parts);
    int pass = before + stochasticPasses + (int) (after / parts);
    int from = (int) ((long) part * runs * laneTiles / parts);
    int to = (int) ((part + 1L) * runs * laneTiles / parts);
    return new Round(
        number,
        rounds,
        pass,
        part == parts - 1,
        part,
        parts,
        pass == before + stochasticPasses,
        from,
        to - from,
        tiles,
        laneTiles);
  }

  /** A round on the whole corpus, which is the only part of its pass. */
  private Round whole(int number, int runs) {
    int pass = (int) (number - roundsInBatches());
    return new Round(
        number,
        rounds,
        prefixes.rounds() + stochasticPasses + incrementalPasses + pass,
        true,
        0,
        1,
        pass == 0,
        0,
        runs * laneTiles,
        tiles,
        laneTiles);
  }

  /** A round on the first tiles, one pass of its own. */
  private Round prefix(int number) {
    return new Round(
        number,
        rounds,
        number,
        prefixes.ends(number),
        -1,
        parts,
        false,
        0,
        prefixes.visited(number),
        tiles,
        laneTiles);
  }
}
