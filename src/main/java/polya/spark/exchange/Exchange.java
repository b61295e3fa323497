package polya.spark.exchange;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import polya.infer.ModelState;
import polya.infer.Sent;
import polya.spark.Jobs;
import polya.topics.Blocks;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.TermStatistics;

/** How Φ reaches the executors, and how what they send reaches the blocks. */
public interface Exchange extends AutoCloseable {
  /** Globals beyond this are published with Φ instead of travelling with every task. */
  long MOST_WITH_TASKS = 64 << 10;

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

  /** Whether tables lie on executors. */
  default boolean keepsOnExecutors() {
    return false;
  }

  /** After how many rounds lineage is to be cut, where so many are wanted. */
  default int interval(int wanted) {
    return wanted;
  }

  /**
   * Whether lineage of tables is cut behind the round that goes on: that of what its tasks remember
   * is to be cut with it, or each would go on from the other for ever.
   */
  default boolean cutsBehindRound() {
    return false;
  }

  /** A table where this exchange has its tables; as it is if it is there. */
  default Blocks place(Blocks blocks) {
    return blocks;
  }

  /** The model with its tables where this exchange has them; as it is if they are. */
  default ModelState place(ModelState state) {
    return state;
  }

  /**
   * The model that a round led to, all of whose tables are made and kept; what only the models
   * before it needed is freed. Called after every round.
   *
   * @param last whether no round follows: what tasks of rounds need is taken back then, so that the
   *     model may not hang on it
   */
  default ModelState settle(ModelState next, boolean last) {
    return next;
  }

  /** Publishes all weights. */
  default Published publish(Phi phi) {
    return publish(phi, Globals.none(), Asked.all());
  }

  /**
   * Publishes weights of which the tasks of a round need some.
   *
   * @param globals what they need beside
   * @param asked the rows they need; not looked at where memory is shared
   */
  Published publish(Phi phi, Globals globals, Asked asked);

  /**
   * Where ranges of terms begin whose rows tasks are to have at a time, if they can do with that: 0
   * first, then V at last. Where all rows fit there is one range.
   */
  default int[] cuts(int terms) {
    return new int[] {0, terms};
  }

  /**
   * The elements of an RDD for tasks that ask for what was published: they must be tasks of this
   * RDD, or of one made of it.
   */
  default <T> JavaRDD<T> reading(Published published, JavaRDD<T> rdd) {
    return rdd;
  }

  /**
   * Runs a round's visit on some partitions.
   *
   * @param published what its tasks ask for, see {@link #reading}
   * @param visit gives what a partition sends
   */
  <T> Sent visit(
      Published published,
      JavaRDD<T> rdd,
      List<Integer> partitions,
      Jobs.PartitionFunction<T, TermStatistics> visit);

  /**
   * Frees what executors hold of them when their round is over, but not for good: a task that asks
   * later, since what it made was lost, gets them again.
   */
  default void release(Published published) {}

  /** Takes them back when no task needs them any more. */
  void retire(Published published);

  /**
   * Frees something that tasks read: once nothing that this keeps may be made again from it.
   *
   * @param end frees it
   */
  default void outlive(Runnable end) {
    end.run();
  }

  /** Frees what is kept for the last model, which is gone then. */
  @Override
  default void close() {}
}
