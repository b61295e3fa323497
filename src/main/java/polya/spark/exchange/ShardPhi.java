package polya.spark.exchange;

import org.apache.spark.api.java.JavaRDD;

/** A handle on Φ whose rows lie on executors. */
interface ShardPhi extends Exchange.Published {
  /** The elements of an RDD, for tasks that ask this for rows: they must be tasks of this RDD. */
  <T> JavaRDD<T> reading(JavaRDD<T> rdd);

  /** Frees what executors hold; tasks may ask again. */
  void release();

  /** Takes it back. */
  void retire();
}
