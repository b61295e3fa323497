package polya.spark;

import org.apache.spark.Partitioner;

/** Places tile t in partition t mod the number of partitions. */
final class TilePartitioner extends Partitioner {
  private static final long serialVersionUID = 1L;

  private final int partitions;

  TilePartitioner(int partitions) {
    this.partitions = partitions;
  }

  @Override
  public int numPartitions() {
    return partitions;
  }

  @Override
  public int getPartition(Object tile) {
    return (Integer) tile % partitions;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TilePartitioner p && p.partitions == partitions;
  }

  @Override
  public int hashCode() {
    return partitions;
  }
}
