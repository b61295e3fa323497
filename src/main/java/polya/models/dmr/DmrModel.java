package polya.models.dmr;

import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.util.MLReader;
import polya.ml.FittedTopics;
import polya.ml.TopicModel;
import polya.ml.TopicModelReader;

/**
 * Fitted topics by covariates as a spark.ml Model. It reads documents whose covariates are not
 * known. {@link #load} reads what {@code save} saved, alone or in a PipelineModel, and what {@code
 * polya train} wrote.
 */
public final class DmrModel extends TopicModel<DmrModel> {
  private static final long serialVersionUID = 1L;

  /** Nothing fitted: a server of Spark Connect asks the class for it, and does not use it. */
  public DmrModel() {
    this("dmr", null);
  }

  DmrModel(String uid, FittedTopics fitted) {
    super(uid, new DmrFamily(), fitted);
  }

  /** Reads what {@code write} saved. */
  public static MLReader<DmrModel> read() {
    return new TopicModelReader<>(new DmrFamily().name(), DmrModel.class, DmrModel::new);
  }

  /** Reads what {@code save} saved. */
  public static DmrModel load(String path) {
    return read().load(path);
  }

  @Override
  protected DmrModel again() {
    return new DmrModel(uid(), fitted());
  }

  @Override
  protected DmrModel self() {
    return this;
  }

  /**
   * The mean of the training documents' α: that of a document without known covariates; K numbers.
   */
  public Vector estimatedDocConcentration() {
    return Vectors.dense(posterior().documents().alpha());
  }
}
