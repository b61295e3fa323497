package polya.spark.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import polya.corpus.Document;
import polya.corpus.Groups;
import polya.corpus.Tile;
import polya.corpus.Tiling;
import polya.spark.store.CorpusGroups;
import polya.spark.store.CorpusStore;
import scala.Tuple2;

/**
 * Documents to tiles: one shuffle, which sorts by tile inside each partition, so that a task holds
 * one tile of documents at a time. The tiles are the same bit for bit whatever the number of
 * partitions, before and after.
 */
public final class Tiles {
  private Tiles() {}

  /**
   * The tiles of a corpus: {@code Tiling.of} its documents, but for those left out, of them, tile t
   * in partition (t / laneTiles) mod {@code partitions}, ascending within a partition; a tile that
   * no document fell into is there with none. Not persisted: that is up to the caller.
   *
   * @param groups of the corpus, which tell each document's
   * @param laneTiles how many consecutive tiles must share a partition, ≥ 1
   * @param partitions how many partitions, ≥ 1
   */
  public static JavaRDD<Tile> of(CorpusStore corpus, Groups groups, int laneTiles, int partitions) {
    return of(
        CorpusGroups.documents(corpus, groups), tiling(corpus, groups), laneTiles, partitions);
  }

  /**
   * The tiles of these documents under a tiling; placed as in {@link #of(CorpusStore, Groups, int,
   * int)}.
   *
   * @param documents with distinct ids, in any order and any partitions
   * @param tiling which tile a document belongs to
   * @param laneTiles how many consecutive tiles must share a partition, ≥ 1
   * @param partitions how many partitions, ≥ 1
   */
  public static JavaRDD<Tile> of(
      JavaRDD<Document> documents, Tiling tiling, int laneTiles, int partitions) {
    return grouped(documents, tiling, laneTiles, partitions, Tile::of).setName("tiles");
  }

  private static Tiling tiling(CorpusStore corpus, Groups groups) {
    return Tiling.of(corpus.info().documents() - groups.leftOut());
  }

  /** The documents of each tile in their order, placed as the tiles of {@link #of} are. */
  static JavaRDD<ArrayList<Document>> documents(
      CorpusStore corpus, Groups groups, int laneTiles, int partitions) {
    return grouped(
        CorpusGroups.documents(corpus, groups),
        tiling(corpus, groups),
        laneTiles,
        partitions,
        (tile, documents) -> new ArrayList<>(Tile.ordered(documents)));
  }

  /** What is made of a tile's documents. */
  private interface Making<T> extends Serializable {
    T of(int tile, List<Document> documents);
  }

  private static <T> JavaRDD<T> grouped(
      JavaRDD<Document> documents, Tiling tiling, int laneTiles, int partitions, Making<T> making) {
    if (partitions < 1) {
      throw new IllegalArgumentException("tiles need at least 1 partition, not " + partitions);
    }
    JavaPairRDD<Integer, Document> keyed =
        documents.mapToPair(d -> new Tuple2<>(tiling.tileOf(d.key()), d));
    int tiles = tiling.tiles();
    return keyed
        .repartitionAndSortWithinPartitions(new TilePartitioner(laneTiles, partitions))
        .mapPartitionsWithIndex(
            (partition, sorted) ->
                new Grouping<>(sorted, partition, laneTiles, partitions, tiles, making),
            true);
  }

  /** Cuts documents sorted by tile into tiles, and adds the tiles that have no document. */
  private static final class Grouping<T> implements Iterator<T> {
    private final Iterator<Tuple2<Integer, Document>> sorted;
    private final int laneTiles;
    private final int partitions;
    private final int tiles;
    private final Making<T> making;
    private long next;
    private Tuple2<Integer, Document> ahead;

    Grouping(
        Iterator<Tuple2<Integer, Document>> sorted,
        int partition,
        int laneTiles,
        int partitions,
        int tiles,
        Making<T> making) {
      this.sorted = sorted;
      this.laneTiles = laneTiles;
      this.partitions = partitions;
      this.tiles = tiles;
      this.making = making;
      this.next = (long) partition * laneTiles;
      this.ahead = sorted.hasNext() ? sorted.next() : null;
    }

    @Override
    public boolean hasNext() {
      return next < tiles;
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      int tile = (int) next;
      next++;
      if (next % laneTiles == 0) {
        next += (long) laneTiles * (partitions - 1);
      }
      List<Document> documents = new ArrayList<>();
      while (ahead != null && ahead._1() == tile) {
        documents.add(ahead._2());
        ahead = sorted.hasNext() ? sorted.next() : null;
      }
      return making.of(tile, documents);
    }
  }
}
