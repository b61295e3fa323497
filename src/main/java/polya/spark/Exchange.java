package polya.spark;

import java.io.Serializable;
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
  }

  /** Publishes the weights of one round. */
  Published publish(Phi phi);

  /**
   * Frees what executors hold of them when their round is over, but not for good: a task that asks
   * later, since what it made was lost, gets them again.
   */
  default void release(Published published) {}

  /** Takes them back when no task needs them any more. */
  void retire(Published published);

  /** What {@link #publish} sends to each executor, in bytes; 0 where memory is shared. */
  long bytes(Phi phi);
}
