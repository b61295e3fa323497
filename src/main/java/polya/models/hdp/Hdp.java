package polya.models.hdp;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import polya.infer.variational.VariationalParameters;
import polya.ml.FittedTopics;
import polya.ml.SavedStage;
import polya.ml.TopicEstimator;

/**
 * The hierarchical Dirichlet process as a spark.ml Estimator: {@code new Hdp().setK(60).fit(rows)}
 * on a column of count vectors, with K a ceiling. Params without a setter here are set by name:
 * {@code set("burnIn", "50")}.
 */
public final class Hdp extends TopicEstimator<Hdp, HdpModel> {
  private static final long serialVersionUID = 1L;

  /** With every Param at its default, and a uid of its own. */
  public Hdp() {
    this(Identifiable$.MODULE$.randomUID("hdp"));
  }

  /** With every Param at its default. */
  public Hdp(String uid) {
    super(uid, new HdpFamily());
  }

  /** Reads what {@code write} saved. */
  public static MLReader<Hdp> read() {
    return new SavedStage<>(Hdp.class, Hdp::new);
  }

  /** Reads what {@code save} saved. */
  public static Hdp load(String path) {
    return read().load(path);
  }

  @Override
  protected HdpModel model(FittedTopics fitted) {
    return new HdpModel(uid(), fitted);
  }

  @Override
  protected Hdp self() {
    return this;
  }

  @Override
  public long estimateModelSize(Dataset<?> dataset) {
    return modelBytes(dataset, getK());
  }

  /** Topics at most. */
  public IntParam k() {
    return declared(VariationalParameters.K, IntParam.class);
  }

  /** Sets {@link #k}. */
  public Hdp setK(int value) {
    return with(k(), value);
  }

  /** {@link #k} in force. */
  public int getK() {
    return (Integer) getOrDefault(k());
  }

  /** Weights r of topics, or where they begin. */
  public DoubleArrayParam docConcentration() {
    return declared(HdpGibbsParameters.DOC_CONCENTRATION, DoubleArrayParam.class);
  }

  /** Sets {@link #docConcentration} topic by topic: k numbers, or one for all. */
  public Hdp setDocConcentration(double[] values) {
    return with(docConcentration(), values);
  }

  /** Sets {@link #docConcentration} to one number for every topic. */
  public Hdp setDocConcentration(double value) {
    return setDocConcentration(new double[] {value});
  }

  /** {@link #docConcentration} as set; throws NoSuchElementException while it is auto. */
  public double[] getDocConcentration() {
    return getOrDefault(docConcentration());
  }

  /** Whether weights are drawn as those of a gamma process. */
  public BooleanParam optimizeDocConcentration() {
    return declared(HdpGibbsParameters.OPTIMIZE_DOC_CONCENTRATION, BooleanParam.class);
  }

  /** Sets {@link #optimizeDocConcentration}. */
  public Hdp setOptimizeDocConcentration(boolean value) {
    return with(optimizeDocConcentration(), value);
  }

  /** {@link #optimizeDocConcentration} in force. */
  public boolean getOptimizeDocConcentration() {
    return (Boolean) getOrDefault(optimizeDocConcentration());
  }
}
