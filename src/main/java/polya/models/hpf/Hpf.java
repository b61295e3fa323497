package polya.models.hpf;

import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import polya.ml.FittedTopics;
import polya.ml.SavedStage;
import polya.ml.TopicEstimator;

/**
 * Hierarchical Poisson factorization as a spark.ml Estimator: {@code new Hpf().setK(20).fit(rows)}
 * on a column of count vectors. Params without a setter here are set by name: {@code
 * set("activityShape", "0.5")}.
 */
public final class Hpf extends TopicEstimator<Hpf, HpfModel> {
  private static final long serialVersionUID = 1L;

  /** With every Param at its default, and a uid of its own. */
  public Hpf() {
    this(Identifiable$.MODULE$.randomUID("hpf"));
  }

  /** With every Param at its default. */
  public Hpf(String uid) {
    super(uid, new HpfFamily());
  }

  /** Reads what {@code write} saved. */
  public static MLReader<Hpf> read() {
    return new SavedStage<>(Hpf.class, Hpf::new);
  }

  /** Reads what {@code save} saved. */
  public static Hpf load(String path) {
    return read().load(path);
  }

  @Override
  protected HpfModel model(FittedTopics fitted) {
    return new HpfModel(uid(), fitted);
  }

  @Override
  protected Hpf self() {
    return this;
  }

  @Override
  public long estimateModelSize(Dataset<?> dataset) {
    return modelBytes(dataset, getK());
  }

  /** Number of topics. */
  public IntParam k() {
    return declared(HpfParameters.K, IntParam.class);
  }

  /** Sets {@link #k}. */
  public Hpf setK(int value) {
    return with(k(), value);
  }

  /** {@link #k} in force. */
  public int getK() {
    return (Integer) getOrDefault(k());
  }
}
