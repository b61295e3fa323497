package polya.models.mixture;

import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.util.MLReader;
import polya.ml.FittedTopics;
import polya.ml.TopicModel;
import polya.ml.TopicModelReader;

/**
 * A fitted mixture of multinomials as a spark.ml Model. {@link #load} reads what {@code save}
 * saved, alone or in a PipelineModel, and what {@code polya train} wrote.
 */
public final class MixtureModel extends TopicModel<MixtureModel> {
  private static final long serialVersionUID = 1L;

  /** Nothing fitted: a server of Spark Connect asks the class for it, and does not use it. */
  public MixtureModel() {
    this("mixture", null);
  }

  MixtureModel(String uid, FittedTopics fitted) {
    super(uid, new MixtureFamily(), fitted);
  }

  /** Reads what {@code write} saved. */
  public static MLReader<MixtureModel> read() {
    return new TopicModelReader<>(
        new MixtureFamily().name(), MixtureModel.class, MixtureModel::new);
  }

  /** Reads what {@code save} saved. */
  public static MixtureModel load(String path) {
    return read().load(path);
  }

  @Override
  protected MixtureModel again() {
    return new MixtureModel(uid(), fitted());
  }

  @Override
  protected MixtureModel self() {
    return this;
  }

  /** The topics' shares of documents, E π; K numbers. */
  public Vector topicShares() {
    return Vectors.dense(posterior().documents().alpha());
  }
}
