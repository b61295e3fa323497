package polya.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.Dependency;
import org.apache.spark.OneToOneDependency;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * One element a partition, made of the same partition of any number of parents. In place of Spark's
 * {@code zipPartitions}, which takes four at most, and for which Spark analyses a closure's byte
 * code each round: here only what makes the element travels. It has as many partitions as its first
 * parent; others may have more.
 *
 * @param <T> the elements
 */
public final class Aligned<T> extends RDD<T> {
  private static final long serialVersionUID = 1L;

  /** Makes a partition's element. Travels. */
  public interface Making<T> extends Serializable {
    /** The element of the parents' elements, which are read as they are asked for. */
    T of(List<Iterator<?>> parents);
  }

  /** Null once a checkpoint stands in for what it makes. */
  private Making<T> making;

  private Aligned(List<RDD<?>> parents, Making<T> making) {
    super(parents.get(0).context(), dependencies(parents), any());
    this.making = making;
  }

  /** Of these parents, at least one. */
  public static <T> JavaRDD<T> of(List<JavaRDD<?>> parents, Making<T> making) {
    List<RDD<?>> rdds = new ArrayList<>();
    parents.forEach(parent -> rdds.add(parent.rdd()));
    return new JavaRDD<>(new Aligned<>(rdds, making), any());
  }

  private static <T> ClassTag<T> any() {
    return ClassTag$.MODULE$.apply(Object.class);
  }

  private static scala.collection.immutable.Seq<Dependency<?>> dependencies(List<RDD<?>> parents) {
    List<Dependency<?>> all = new ArrayList<>();
    parents.forEach(parent -> all.add(new OneToOneDependency<>(parent)));
    return CollectionConverters.asScala(all).toSeq();
  }

  private List<RDD<?>> parents() {
    List<RDD<?>> parents = new ArrayList<>();
    CollectionConverters.asJava(dependencies()).forEach(d -> parents.add(d.rdd()));
    return parents;
  }

  private record Split(int index, Partition[] parents) implements Partition {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public Partition[] getPartitions() {
    List<Partition[]> of = new ArrayList<>();
    parents().forEach(parent -> of.add(parent.partitions()));
    Partition[] splits = new Partition[of.get(0).length];
    for (int p = 0; p < splits.length; p++) {
      int index = p;
      splits[p] = new Split(p, of.stream().map(all -> all[index]).toArray(Partition[]::new));
    }
    return splits;
  }

  /** What stands in for it needs neither parents nor what made it: that may be taken back. */
  @Override
  public void clearDependencies() {
    super.clearDependencies();
    making = null;
  }

  @Override
  public scala.collection.Iterator<T> compute(Partition split, TaskContext context) {
    Partition[] own = ((Split) split).parents;
    List<RDD<?>> parents = parents();
    List<Iterator<?>> elements = new ArrayList<>();
    for (int i = 0; i < own.length; i++) {
      elements.add(CollectionConverters.asJava(parents.get(i).iterator(own[i], context)));
    }
    T made = TaskMemory.within(() -> making.of(elements));
    return CollectionConverters.asScala(List.of(made).iterator());
  }
}
