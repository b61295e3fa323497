package polya.spark;

import java.io.Serializable;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import polya.infer.Sent;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.TermStatistics;

/** How Φ reaches the executors, and how what they send reaches the blocks. */
public interface Exchange {
  /**
   * A handle on what was published: small, travels with every task, gives the same to all of an
   * executor.
   */
  interface Published extends Serializable {
    /** The weights; fetched once an executor. */
    Phi phi();

    /** The globals of the round; beyond 64 KB fetched once an executor too. */
    Globals globals();

    /** What was sent to each executor, in bytes before Spark's compression; 0 if nothing was. */
    long bytes();
  }

  /** Publishes all weights. */
  default Published publish(Phi phi) {
    return publish(phi, Globals.none(), () -> null);
  }

  /**
   * Publishes weights of which the tasks of a round need some.
   *
   * @param globals what they need beside
   * @param terms those whose rows they need, or null for all; not asked where memory is shared
   */
  Published publish(Phi phi, Globals globals, Supplier<BitSet> terms);

  /**
   * Runs a round's visit on some partitions.
   *
   * @param visit gives what a partition sends
   */
  <T> Sent visit(
      JavaRDD<T> rdd, List<Integer> partitions, Jobs.PartitionFunction<T, TermStatistics> visit);

  /**
   * Frees what executors hold of them when their round is over, but not for good: a task that asks
   * later, since what it made was lost, gets them again.
   */
  default void release(Published published) {}

  /** Takes them back when no task needs them any more. */
  void retire(Published published);
}
