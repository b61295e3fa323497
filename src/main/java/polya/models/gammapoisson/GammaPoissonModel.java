package polya.models.gammapoisson;

import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.util.MLReader;
import polya.ml.FittedTopics;
import polya.ml.TopicModel;
import polya.ml.TopicModelReader;

/**
 * A fitted Gamma-Poisson model as a spark.ml Model; {@code transform} adds the proportions of
 * topics' intensities. {@link #load} reads what {@code save} saved and what {@code polya train}
 * wrote.
 */
public final class GammaPoissonModel extends TopicModel<GammaPoissonModel> {
  private static final long serialVersionUID = 1L;

  /** Nothing fitted: a server of Spark Connect asks the class for it, and does not use it. */
  public GammaPoissonModel() {
    this("gammapoisson", null);
  }

  GammaPoissonModel(String uid, FittedTopics fitted) {
    super(uid, new GammaPoissonFamily(), fitted);
  }

  /** Reads what {@code write} saved. */
  public static MLReader<GammaPoissonModel> read() {
    return new TopicModelReader<>(
        new GammaPoissonFamily().name(), GammaPoissonModel.class, GammaPoissonModel::new);
  }

  /** Reads what {@code save} saved. */
  public static GammaPoissonModel load(String path) {
    return read().load(path);
  }

  @Override
  protected GammaPoissonModel again() {
    return new GammaPoissonModel(uid(), fitted());
  }

  @Override
  protected GammaPoissonModel self() {
    return this;
  }

  /** a in force, K numbers. */
  public Vector estimatedShape() {
    return Vectors.dense(posterior().documents().alpha());
  }

  /** b in force, K numbers. */
  public Vector estimatedRate() {
    return Vectors.dense(GammaPoissonPosterior.rates(posterior()));
  }
}
