package polya.ml;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.api.java.UDF1;
import polya.corpus.Bag;
import polya.mixing.DocumentPrior;
import polya.mixing.FoldInSweeps;
import polya.mixing.Mixtures;
import polya.topics.Phi;

/**
 * A row's counts to its mixture of topics ({@link Mixtures}). Any number of threads may call it:
 * each takes scratch that no other has, and gives it back.
 */
final class MixtureFunction implements UDF1<Vector, Vector> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<Phi> topics;
  private final DocumentPrior prior;
  private final FoldInSweeps sweeps;
  private final int size;
  private transient ConcurrentLinkedQueue<Mixtures> scratch;

  /**
   * The function under these topics.
   *
   * @param sweeps by how many rows are folded in
   * @param size V
   */
  MixtureFunction(Broadcast<Phi> topics, DocumentPrior prior, FoldInSweeps sweeps, int size) {
    this.topics = topics;
    this.prior = prior;
    this.sweeps = sweeps;
    this.size = size;
  }

  @Override
  public Vector call(Vector counts) {
    Bag bag = WordCounts.of(counts, size, null);
    ConcurrentLinkedQueue<Mixtures> free = scratch();
    Mixtures mixtures = free.poll();
    if (mixtures == null) {
      mixtures = new Mixtures(topics.value(), prior, sweeps);
    }
    double[] thetaK = mixtures.of(bag.terms(), bag.counts());
    free.offer(mixtures);
    return Vectors.dense(thetaK);
  }

  private synchronized ConcurrentLinkedQueue<Mixtures> scratch() {
    if (scratch == null) {
      scratch = new ConcurrentLinkedQueue<>();
    }
    return scratch;
  }
}
