package polya.ml;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import polya.heldout.Estimate;
import polya.heldout.Estimator;
import polya.heldout.HeldOut;
import polya.heldout.completion.DocumentCompletion;
import polya.mixing.DocumentPrior;
import polya.topics.Phi;

/**
 * A row's counts to what document completion says of them ({@link DocumentCompletion}): tokens
 * scored and their log probability, zeros where it cannot score. The halves depend on the counts
 * alone, so that all models see the same. Any number of threads may call it.
 */
final class CompletionFunction implements UDF1<Vector, Row> {
  private static final long serialVersionUID = 1L;

  /** What it gives. */
  static final StructType FIELDS =
      new StructType()
          .add("tokens", DataTypes.LongType, false)
          .add("logProbability", DataTypes.DoubleType, false);

  private static final long SEED = 1;

  private final Broadcast<Phi> topics;
  private final DocumentPrior prior;
  private final int size;
  private transient ConcurrentLinkedQueue<Estimator.Scorer> scratch;

  /**
   * The function under these topics.
   *
   * @param size V
   */
  CompletionFunction(Broadcast<Phi> topics, DocumentPrior prior, int size) {
    this.topics = topics;
    this.prior = prior;
    this.size = size;
  }

  @Override
  public Row call(Vector counts) {
    HeldOut document = HeldOut.of(FeatureDocuments.hashed(WordCounts.of(counts, size, null)), 0);
    ConcurrentLinkedQueue<Estimator.Scorer> free = scratch();
    Estimator.Scorer scorer = free.poll();
    if (scorer == null) {
      scorer = new DocumentCompletion(SEED).open(topics.value(), prior);
    }
    Estimate estimate = scorer.estimate(document);
    free.offer(scorer);
    return RowFactory.create(estimate.tokens(), estimate.logProbability());
  }

  private synchronized ConcurrentLinkedQueue<Estimator.Scorer> scratch() {
    if (scratch == null) {
      scratch = new ConcurrentLinkedQueue<>();
    }
    return scratch;
  }
}
