package polya.spark.train;

import org.apache.spark.Partitioner;

/** Places tile t in partition (t / laneTiles) mod the number of partitions. */
final class TilePartitioner extends Partitioner {
  private static final long serialVersionUID = 1L;

  private final int laneTiles;
  private final int partitions;

  TilePartitioner(int laneTiles, int partitions) {
    this.laneTiles = laneTiles;
    this.partitions = partitions;
  }

  @Override
  public int numPartitions() {
    return partitions;
  }

  @Override
  public int getPartition(Object tile) {
    return (Integer) tile / laneTiles % partitions;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TilePartitioner p
        && p.partitions == partitions
        && p.laneTiles == laneTiles;
  }

  @Override
  public int hashCode() {
    return 31 * laneTiles + partitions;
  }
}
