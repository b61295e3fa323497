package polya.models.hpf;

import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.util.MLReader;
import polya.ml.FittedTopics;
import polya.ml.TopicModel;
import polya.ml.TopicModelReader;

/**
 * A fitted model of hierarchical Poisson factorization as a spark.ml Model; {@code transform} adds
 * the proportions of topics' intensities. {@link #load} reads what {@code save} saved, what {@code
 * polya train} wrote, and what either did in version 0.1 under the name of gammapoisson.
 */
public final class HpfModel extends TopicModel<HpfModel> {
  private static final long serialVersionUID = 1L;

  /** The stage of version 0.1. */
  private static final String FORMER_NAME = "polya.models.gammapoisson.GammaPoissonModel";

  /** Nothing fitted: a server of Spark Connect asks the class for it, and does not use it. */
  public HpfModel() {
    this("hpf", null);
  }

  HpfModel(String uid, FittedTopics fitted) {
    super(uid, new HpfFamily(), fitted);
  }

  /** Reads what {@code write} saved. */
  public static MLReader<HpfModel> read() {
    return new TopicModelReader<>(
        new HpfFamily().name(), HpfModel.class, HpfModel::new, FORMER_NAME);
  }

  /** Reads what {@code save} saved. */
  public static HpfModel load(String path) {
    return read().load(path);
  }

  @Override
  protected HpfModel again() {
    return new HpfModel(uid(), fitted());
  }

  @Override
  protected HpfModel self() {
    return this;
  }

  /** a in force, K numbers. */
  public Vector estimatedShape() {
    return Vectors.dense(posterior().documents().alpha());
  }

  /** b, K numbers: under which topics are as intense as they were in the training documents. */
  public Vector estimatedRate() {
    return Vectors.dense(HpfPosterior.rates(posterior()));
  }
}
