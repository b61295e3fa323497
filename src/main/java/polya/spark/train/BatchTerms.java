package polya.spark.train;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;
import polya.corpus.Tile;
import polya.infer.Round;
import polya.spark.Aligned;
import polya.spark.Jobs;
import polya.spark.exchange.Asked;

/**
 * Where a round's tiles are, and which terms they hold. Terms are found by one small job at the
 * first round of every mini-batch and kept on the driver for the passes after it, a bit a term of
 * the vocabulary: V/8 bytes, 3.2 MB for 256 batches of 100,000 terms. Beyond {@value #MOST_BYTES}
 * bytes none are kept; those are found by a job a round.
 */
final class BatchTerms {
  private static final long MOST_BYTES = 64 << 20;

  /** Which tiles a round visits; later passes visit the same. */
  private record Visit(boolean incremental, int firstTile, int tiles) {}

  private final JavaRDD<Tile> tiles;
  private final Map<Visit, BitSet> found = new HashMap<>();
  private final long mostBytes;
  private long bytes;

  /** Nothing is found yet. */
  BatchTerms(JavaRDD<Tile> tiles) {
    this(tiles, MOST_BYTES);
  }

  BatchTerms(JavaRDD<Tile> tiles, long mostBytes) {
    this.tiles = tiles;
    this.mostBytes = mostBytes;
  }

  /** The partitions that hold tiles of a round, ascending. */
  List<Integer> partitions(Round round) {
    TreeSet<Integer> partitions = new TreeSet<>();
    int all = tiles.getNumPartitions();
    int first = round.incremental() ? 0 : round.firstTile();
    for (int t = first; t < round.allTiles() && partitions.size() < all; t++) {
      if (!round.incremental() && !round.contains(t)) {
        break; // A run of tiles is over.
      }
      if (round.contains(t)) {
        partitions.add(round.lane(t) % all);
      }
    }
    return List.copyOf(partitions);
  }

  /**
   * What a round's local steps may ask Φ for.
   *
   * @param apart whether tasks that visit a part of the corpus may ask for rows of their own
   */
  Asked asked(Round round, boolean apart) {
    return !apart || round.incremental() || round.wholeCorpus()
        ? Asked.of(() -> of(round))
        : Asked.of(() -> of(round), byPartition(round), partitions(round), round.share());
  }

  @SuppressWarnings("unchecked") // Of tiles.
  private JavaRDD<long[]> byPartition(Round round) {
    return Aligned.of(List.of(tiles), parents -> terms((Iterator<Tile>) parents.get(0), round));
  }

  /** The terms of a round's tiles. */
  BitSet of(Round round) {
    Visit visit = new Visit(round.incremental(), round.firstTile(), round.tiles());
    BitSet before = found.get(visit);
    if (before != null) {
      return before;
    }
    BitSet terms = find(round);
    long own = terms.size() / Byte.SIZE;
    if (bytes + own <= mostBytes) {
      found.put(visit, terms);
      bytes += own;
    }
    return terms;
  }

  private BitSet find(Round round) {
    BitSet terms = new BitSet();
    Jobs.each(
        tiles,
        partitions(round),
        part -> terms(part, round),
        (partition, bits) -> terms.or(BitSet.valueOf(bits)));
    return terms;
  }

  private static long[] terms(Iterator<Tile> tiles, Round round) {
    BitSet terms = new BitSet();
    while (tiles.hasNext()) {
      Tile tile = tiles.next();
      if (round.contains(tile.index())) {
        for (int term : tile.terms()) {
          terms.set(term);
        }
      } else if (round.isOver(tile.index())) {
        break;
      }
    }
    return terms.toLongArray();
  }
}
