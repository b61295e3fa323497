package polya.models.gammapoisson;

import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import polya.ml.FittedTopics;
import polya.ml.SavedStage;
import polya.ml.TopicEstimator;

/**
 * Gamma-Poisson factorization as a spark.ml Estimator: {@code new
 * GammaPoisson().setK(20).fit(rows)} on a column of count vectors. Params without a setter here are
 * set by name: {@code set("shape", "0.1")}.
 */
public final class GammaPoisson extends TopicEstimator<GammaPoisson, GammaPoissonModel> {
  private static final long serialVersionUID = 1L;

  /** With every Param at its default, and a uid of its own. */
  public GammaPoisson() {
    this(Identifiable$.MODULE$.randomUID("gammapoisson"));
  }

  /** With every Param at its default. */
  public GammaPoisson(String uid) {
    super(uid, new GammaPoissonFamily());
  }

  /** Reads what {@code write} saved. */
  public static MLReader<GammaPoisson> read() {
    return new SavedStage<>(GammaPoisson.class, GammaPoisson::new);
  }

  /** Reads what {@code save} saved. */
  public static GammaPoisson load(String path) {
    return read().load(path);
  }

  @Override
  protected GammaPoissonModel model(FittedTopics fitted) {
    return new GammaPoissonModel(uid(), fitted);
  }

  @Override
  protected GammaPoisson self() {
    return this;
  }

  @Override
  public long estimateModelSize(Dataset<?> dataset) {
    return modelBytes(dataset, getK());
  }

  /** Number of topics. */
  public IntParam k() {
    return declared(GammaPoissonParameters.K, IntParam.class);
  }

  /** Sets {@link #k}. */
  public GammaPoisson setK(int value) {
    return with(k(), value);
  }

  /** {@link #k} in force. */
  public int getK() {
    return (Integer) getOrDefault(k());
  }
}
