package polya.spark;

import java.io.Serializable;
import java.util.BitSet;
import java.util.function.Supplier;
import polya.topics.Phi;

/** How Φ reaches the executors. */
public interface Exchange {
  /**
   * A handle on a published Φ: small, travels with every task, gives the same Φ to all of an
   * executor.
   */
  interface Published extends Serializable {
    /** The weights; fetched once an executor. */
    Phi phi();

    /** What was sent to each executor, in bytes before Spark's compression; 0 if nothing was. */
    long bytes();
  }

  /** Publishes all weights. */
  default Published publish(Phi phi) {
    return publish(phi, () -> null);
  }

  /**
   * Publishes weights of which the tasks of a round need some.
   *
   * @param terms those whose rows they need, or null for all; not asked where memory is shared
   */
  Published publish(Phi phi, Supplier<BitSet> terms);

  /**
   * Frees what executors hold of them when their round is over, but not for good: a task that asks
   * later, since what it made was lost, gets them again.
   */
  default void release(Published published) {}

  /** Takes them back when no task needs them any more. */
  void retire(Published published);
}
