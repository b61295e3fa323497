package polya.spark.exchange;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.Dependency;
import org.apache.spark.NarrowDependency;
import org.apache.spark.Partition;
import org.apache.spark.Partitioner;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import polya.spark.Jobs;
import polya.spark.TaskMemory;
import polya.topics.StatisticsLayout;
import polya.topics.TermStatistics;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * What a round's tasks sent, cut by shard for the shuffle: (shard, its rows), and under S all but
 * the rows. Tasks run on chosen partitions of another RDD.
 */
final class Slices<T> extends RDD<Tuple2<Integer, byte[]>> {
  private static final long serialVersionUID = 1L;

  private final int[] chosen;
  private final Cut<T> cut;

  /** Cuts what a partition comes to. Travels. */
  interface Cut<T> extends Serializable {
    /**
     * The slices, each with where it goes.
     *
     * @param place of the partition among those chosen
     */
    List<Tuple2<Integer, byte[]>> of(int place, Iterator<T> elements);
  }

  private Slices(RDD<T> rdd, int[] chosen, Cut<T> cut) {
    super(rdd.context(), dependencies(rdd, chosen), pairs());
    this.chosen = chosen;
    this.cut = cut;
  }

  private static ClassTag<Tuple2<Integer, byte[]>> pairs() {
    return ClassTag$.MODULE$.apply(Tuple2.class);
  }

  private static <T> Seq<Dependency<?>> dependencies(RDD<T> rdd, int[] chosen) {
    return CollectionConverters.asScala(List.<Dependency<?>>of(new Chosen<>(rdd, chosen))).toSeq();
  }

  /**
   * Shuffles what tasks send: partition s holds what shard s was sent, partition S all but rows.
   *
   * @param visit what a partition sends; null for nothing
   * @param published what it asks for
   */
  static <T> JavaRDD<byte[]> shuffled(
      JavaRDD<T> rdd,
      List<Integer> partitions,
      ShardLayout shards,
      Jobs.PartitionFunction<T, TermStatistics> visit,
      Exchange.Published published) {
    return shuffled(
        rdd,
        partitions,
        shards.shards() + 1,
        (place, elements) -> slices(visit.apply(elements), shards, published));
  }

  /** Shuffles slices of chosen partitions to so many. */
  static <T> JavaRDD<byte[]> shuffled(
      JavaRDD<T> rdd, List<Integer> partitions, int to, Cut<T> cut) {
    int[] chosen = partitions.stream().mapToInt(p -> p).toArray();
    RDD<Tuple2<Integer, byte[]>> slices = new Slices<>(rdd.rdd(), chosen, cut);
    return JavaPairRDD.fromJavaRDD(new JavaRDD<>(slices, pairs()))
        .partitionBy(new ByKey(to))
        .values();
  }

  /** The p-th chosen partition. */
  private static final class Chosen<T> extends NarrowDependency<T> {
    private static final long serialVersionUID = 1L;

    private final int[] chosen;

    Chosen(RDD<T> rdd, int[] chosen) {
      super(rdd);
      this.chosen = chosen;
    }

    @Override
    public Seq<Object> getParents(int partition) {
      return CollectionConverters.asScala(List.<Object>of(chosen[partition])).toSeq();
    }
  }

  /** Keys are numbers of partitions. */
  static final class ByKey extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final int partitions;

    ByKey(int partitions) {
      this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    public int getPartition(Object key) {
      return (Integer) key;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ByKey key && key.partitions == partitions;
    }

    @Override
    public int hashCode() {
      return partitions;
    }
  }

  private record Split(int index, Partition parent) implements Partition {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public Partition[] getPartitions() {
    Partition[] parents = dependencies().apply(0).rdd().partitions();
    Partition[] splits = new Partition[chosen.length];
    for (int p = 0; p < splits.length; p++) {
      splits[p] = new Split(p, parents[chosen[p]]);
    }
    return splits;
  }

  @Override
  public scala.collection.Iterator<Tuple2<Integer, byte[]>> compute(
      Partition split, TaskContext context) {
    @SuppressWarnings("unchecked") // The one that it was made with.
    RDD<T> parent = (RDD<T>) dependencies().apply(0).rdd();
    Iterator<T> elements =
        CollectionConverters.asJava(parent.iterator(((Split) split).parent, context));
    return CollectionConverters.asScala(
        TaskMemory.within(() -> cut.of(split.index(), elements)).iterator());
  }

  private static List<Tuple2<Integer, byte[]>> slices(
      TermStatistics sent, ShardLayout shards, Exchange.Published published) {
    List<Tuple2<Integer, byte[]>> slices = new ArrayList<>();
    if (sent != null) {
      for (int s = 0; s < shards.shards(); s++) {
        TermStatistics rows = sent.rowsOf(shards.first(s), shards.first(s + 1));
        if (!rows.hasNoRows()) {
          slices.add(new Tuple2<>(s, written(rows::writeRows)));
        }
      }
      long received = published instanceof RoutedPhi phi ? phi.received() : 0;
      slices.add(new Tuple2<>(shards.shards(), written(out -> writeSides(out, sent, received))));
    }
    return slices;
  }

  interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private static void writeSides(DataOutputStream out, TermStatistics sent, long received)
      throws IOException {
    out.writeLong(sent.bytes());
    out.writeLong(received);
    out.writeBoolean(!sent.hasNoRows());
    sent.withoutRows().write(out);
  }

  static byte[] written(Writing writing) {
    return written(1 << 5, writing);
  }

  /** What is written, about so many bytes. */
  static byte[] written(int about, Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(about);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /** The rows that one shard was sent; the iterator is read to its end. */
  static List<TermStatistics> rows(Iterator<?> slices, StatisticsLayout layout) {
    List<TermStatistics> all = new ArrayList<>();
    while (slices.hasNext()) {
      try (DataInputStream in = open(slices.next())) {
        all.add(TermStatistics.readRows(in, layout));
      } catch (IOException e) {
        throw new UncheckedIOException("memory does not fail", e);
      }
    }
    return all;
  }

  /** All but the rows, of all tasks together; the iterator is read to its end. */
  static Sides sides(Iterator<?> slices) {
    List<TermStatistics> all = new ArrayList<>();
    long bytes = 0;
    long received = 0;
    boolean hasRows = false;
    while (slices.hasNext()) {
      try (DataInputStream in = open(slices.next())) {
        bytes += in.readLong();
        received += in.readLong();
        hasRows |= in.readBoolean();
        all.add(TermStatistics.read(in));
      } catch (IOException e) {
        throw new UncheckedIOException("memory does not fail", e);
      }
    }
    return new Sides(TermStatistics.together(all), bytes, received, hasRows);
  }

  static DataInputStream open(Object slice) {
    return new DataInputStream(new ByteArrayInputStream((byte[]) slice));
  }
}
