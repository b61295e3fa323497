package polya.spark.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.Dependency;
import org.apache.spark.NarrowDependency;
import org.apache.spark.OneToOneDependency;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;

/**
 * The elements of another RDD, for tasks that read partitions of some tables beside: that they do
 * is told to Spark, so that what a lost executor held of a table is made again, and the task after
 * it. The other RDD comes first among its parents, so that tasks run where that lies.
 */
final class Reading<T> extends RDD<T> {
  private static final long serialVersionUID = 1L;

  private Reading(RDD<T> rdd, Seq<Dependency<?>> dependencies, ClassTag<T> tag) {
    super(rdd.context(), dependencies, tag);
  }

  /**
   * An RDD whose tasks read these tables.
   *
   * @param first the first partition that they read
   * @param end after the last
   */
  static <T> JavaRDD<T> of(JavaRDD<T> rdd, List<JavaRDD<?>> tables, int first, int end) {
    List<RDD<?>> all = new ArrayList<>();
    tables.forEach(table -> all.add(table.rdd()));
    return new JavaRDD<>(
        new Reading<>(rdd.rdd(), dependencies(rdd.rdd(), all, first, end), rdd.classTag()),
        rdd.classTag());
  }

  /**
   * An RDD some of whose tasks read a partition of a table each.
   *
   * @param chosen the partitions whose tasks do: the p-th reads partition p
   */
  static <T> JavaRDD<T> own(JavaRDD<T> rdd, JavaRDD<?> table, List<Integer> chosen) {
    List<Dependency<?>> all =
        List.of(new OneToOneDependency<>(rdd.rdd()), new Own<>(table.rdd(), chosen));
    return new JavaRDD<>(
        new Reading<>(rdd.rdd(), CollectionConverters.asScala(all).toSeq(), rdd.classTag()),
        rdd.classTag());
  }

  private static <T> Seq<Dependency<?>> dependencies(
      RDD<T> rdd, List<RDD<?>> tables, int first, int end) {
    List<Dependency<?>> all = new ArrayList<>();
    all.add(new OneToOneDependency<>(rdd));
    tables.forEach(table -> all.add(new Every<>(table, first, end)));
    return CollectionConverters.asScala(all).toSeq();
  }

  /** Every partition needs every one of some partitions. */
  private static final class Every<T> extends NarrowDependency<T> {
    private static final long serialVersionUID = 1L;

    private final int first;
    private final int end;

    Every(RDD<T> table, int first, int end) {
      super(table);
      this.first = first;
      this.end = end;
    }

    @Override
    public Seq<Object> getParents(int partition) {
      List<Object> all = IntStream.range(first, end).<Object>mapToObj(p -> p).toList();
      return CollectionConverters.asScala(all).toSeq();
    }
  }

  /** Some partitions need one each. */
  private static final class Own<T> extends NarrowDependency<T> {
    private static final long serialVersionUID = 1L;

    private final List<Integer> chosen;

    Own(RDD<T> table, List<Integer> chosen) {
      super(table);
      this.chosen = chosen;
    }

    @Override
    public Seq<Object> getParents(int partition) {
      int place = chosen.indexOf(partition);
      List<Object> own = place < 0 ? List.of() : List.of(place);
      return CollectionConverters.asScala(own).toSeq();
    }
  }

  private record Split(int index, Partition parent) implements Partition {
    private static final long serialVersionUID = 1L;
  }

  private RDD<T> parent() {
    return firstParent(elementClassTag());
  }

  @Override
  public Partition[] getPartitions() {
    Partition[] parents = parent().partitions();
    return IntStream.range(0, parents.length)
        .mapToObj(p -> new Split(p, parents[p]))
        .toArray(Partition[]::new);
  }

  @Override
  public Iterator<T> compute(Partition split, TaskContext context) {
    return parent().iterator(((Split) split).parent, context);
  }
}
