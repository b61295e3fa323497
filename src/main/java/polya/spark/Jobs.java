package polya.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** Spark jobs over chosen partitions, from Java. */
public final class Jobs {
  private Jobs() {}

  /** A function that travels to the executors. */
  public interface PartitionFunction<T, U> extends Function<Iterator<T>, U>, Serializable {}

  /**
   * Runs a function over some partitions; their results in the order of the partitions given. Each
   * partition counts once, however often it was tried.
   */
  public static <T, U> List<U> run(
      JavaRDD<T> rdd, List<Integer> partitions, PartitionFunction<T, U> function) {
    Object[] results = new Object[partitions.size()];
    each(rdd, partitions, function, (index, result) -> results[index] = result);
    @SuppressWarnings("unchecked") // Only the function's results were put in.
    List<U> typed = (List<U>) Arrays.asList(results);
    return typed;
  }

  /**
   * Runs a function over some partitions and hands on each result as it comes, one at a time, in
   * any order: for results too large to be held together.
   *
   * @param results gets the place of a partition among those given, and its result
   */
  public static <T, U> void each(
      JavaRDD<T> rdd,
      List<Integer> partitions,
      PartitionFunction<T, U> function,
      BiConsumer<Integer, U> results) {
    ClassTag<Object> tag = ClassTag$.MODULE$.Object();
    rdd.context()
        .runJob(
            rdd.rdd(),
            new Task<>(function),
            CollectionConverters.asScala(new ArrayList<Object>(partitions)).toSeq(),
            new AbstractFunction2<Object, Object, BoxedUnit>() {
              @Override
              @SuppressWarnings("unchecked") // The function's result.
              public BoxedUnit apply(Object index, Object result) {
                results.accept((Integer) index, (U) result);
                return BoxedUnit.UNIT;
              }
            },
            tag);
  }

  private static final class Task<T, U>
      extends AbstractFunction2<TaskContext, scala.collection.Iterator<T>, Object>
      implements Serializable {
    private static final long serialVersionUID = 1L;

    private final PartitionFunction<T, U> function;

    Task(PartitionFunction<T, U> function) {
      this.function = function;
    }

    @Override
    public Object apply(TaskContext context, scala.collection.Iterator<T> elements) {
      return TaskMemory.within(() -> function.apply(CollectionConverters.asJava(elements)));
    }
  }
}
