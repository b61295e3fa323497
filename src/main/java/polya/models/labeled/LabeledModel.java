package polya.models.labeled;

import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.util.MLReader;
import polya.ml.FittedTopics;
import polya.ml.TopicModel;
import polya.ml.TopicModelReader;

/**
 * Fitted labeled topics as a spark.ml Model. It reads documents whose labels are not known. {@link
 * #load} reads what {@code save} saved, alone or in a PipelineModel, and what {@code polya train}
 * wrote.
 */
public final class LabeledModel extends TopicModel<LabeledModel> {
  private static final long serialVersionUID = 1L;

  /** Nothing fitted: a server of Spark Connect asks the class for it, and does not use it. */
  public LabeledModel() {
    this("labeled", null);
  }

  LabeledModel(String uid, FittedTopics fitted) {
    super(uid, new LabeledFamily(), fitted);
  }

  /** Reads what {@code write} saved. */
  public static MLReader<LabeledModel> read() {
    return new TopicModelReader<>(
        new LabeledFamily().name(), LabeledModel.class, LabeledModel::new);
  }

  /** Reads what {@code save} saved. */
  public static LabeledModel load(String path) {
    return read().load(path);
  }

  @Override
  protected LabeledModel again() {
    return new LabeledModel(uid(), fitted());
  }

  @Override
  protected LabeledModel self() {
    return this;
  }

  /** The mean of the training documents' α: that of a document without known labels; K numbers. */
  public Vector estimatedDocConcentration() {
    return Vectors.dense(posterior().documents().alpha());
  }
}
