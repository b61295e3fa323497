package polya.models.lda;

import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.util.MLReader;
import polya.infer.variational.TopicState;
import polya.ml.FittedTopics;
import polya.ml.TopicModel;
import polya.ml.TopicModelReader;

/**
 * A fitted LDA model as a spark.ml Model. {@link #load} reads what {@code save} saved, alone or in
 * a PipelineModel, and what {@code polya train} wrote.
 */
public final class LdaModel extends TopicModel<LdaModel> {
  private static final long serialVersionUID = 1L;

  /** Nothing fitted: a server of Spark Connect asks the class for it, and does not use it. */
  public LdaModel() {
    this("lda", null);
  }

  LdaModel(String uid, FittedTopics fitted) {
    super(uid, new LdaFamily(), fitted);
  }

  /** Reads what {@code write} saved. */
  public static MLReader<LdaModel> read() {
    return new TopicModelReader<>(new LdaFamily().name(), LdaModel.class, LdaModel::new);
  }

  /** Reads what {@code save} saved. */
  public static LdaModel load(String path) {
    return read().load(path);
  }

  @Override
  protected LdaModel again() {
    return new LdaModel(uid(), fitted());
  }

  @Override
  protected LdaModel self() {
    return this;
  }

  /** α in force: as set, as auto chose it, or as learned; K numbers. */
  public Vector estimatedDocConcentration() {
    return Vectors.dense(posterior().documents().alpha());
  }

  /** η in force: as set, as auto chose it, or as learned. */
  public double estimatedTopicConcentration() {
    return fitted().parameters().globals().scalar(TopicState.TOPIC_CONCENTRATION);
  }

  /**
   * λ, the parameters of topics' Dirichlet, as columns of a V × K matrix: {@link #topicsMatrix}
   * before its columns add up to 1. On the driver, 8·V·K bytes.
   *
   * @throws polya.Failure (resources) if V·K exceeds one array
   */
  public Matrix topicsPosterior() {
    return weights();
  }
}
