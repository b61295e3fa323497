package polya.models.hdp;

import java.util.stream.Stream;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.util.MLReader;
import polya.infer.Figure;
import polya.infer.variational.TopicState;
import polya.ml.FittedTopics;
import polya.ml.TopicModel;
import polya.ml.TopicModelReader;

/**
 * A fitted hierarchical Dirichlet process as a spark.ml Model. {@link #load} reads what {@code
 * save} saved, alone or in a PipelineModel, and what {@code polya train} wrote.
 */
public final class HdpModel extends TopicModel<HdpModel> {
  private static final long serialVersionUID = 1L;

  /** Nothing fitted: a server of Spark Connect asks the class for it, and does not use it. */
  public HdpModel() {
    this("hdp", null);
  }

  HdpModel(String uid, FittedTopics fitted) {
    super(uid, new HdpFamily(), fitted);
  }

  /** Reads what {@code write} saved. */
  public static MLReader<HdpModel> read() {
    return new TopicModelReader<>(new HdpFamily().name(), HdpModel.class, HdpModel::new);
  }

  /** Reads what {@code save} saved. */
  public static HdpModel load(String path) {
    return read().load(path);
  }

  @Override
  protected HdpModel again() {
    return new HdpModel(uid(), fitted());
  }

  @Override
  protected HdpModel self() {
    return this;
  }

  /** r in force: as set, as auto chose it, or the mean over samples; K numbers. */
  public Vector estimatedDocConcentration() {
    return Vectors.dense(posterior().documents().alpha());
  }

  /**
   * How many topics have a token, on average over samples; 0 for a model that no sweep made.
   *
   * @see #topicsInUseDeviation
   */
  public double topicsInUse() {
    return figures().map(Figure::mean).findFirst().orElse(0.0);
  }

  /** How far {@link #topicsInUse} scatters over samples, its standard deviation. */
  public double topicsInUseDeviation() {
    return figures().map(Figure::deviation).findFirst().orElse(0.0);
  }

  private Stream<Figure> figures() {
    return posterior().figures().stream();
  }

  /** η in force: as set, as auto chose it, or as learned. */
  public double estimatedTopicConcentration() {
    return fitted().parameters().globals().scalar(TopicState.TOPIC_CONCENTRATION);
  }
}
