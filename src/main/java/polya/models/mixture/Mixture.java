package polya.models.mixture;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import polya.infer.variational.VariationalParameters;
import polya.ml.FittedTopics;
import polya.ml.SavedStage;
import polya.ml.TopicEstimator;

/**
 * The mixture of multinomials as a spark.ml Estimator: {@code new Mixture().setK(20).fit(rows)} on
 * a column of count vectors. Params that MLlib's LDA has too have its names and setters here; all
 * others are set by name: {@code set("passes", "10")}.
 */
public final class Mixture extends TopicEstimator<Mixture, MixtureModel> {
  private static final long serialVersionUID = 1L;

  /** With every Param at its default, and a uid of its own. */
  public Mixture() {
    this(Identifiable$.MODULE$.randomUID("mixture"));
  }

  /** With every Param at its default. */
  public Mixture(String uid) {
    super(uid, new MixtureFamily());
  }

  /** Reads what {@code write} saved. */
  public static MLReader<Mixture> read() {
    return new SavedStage<>(Mixture.class, Mixture::new);
  }

  /** Reads what {@code save} saved. */
  public static Mixture load(String path) {
    return read().load(path);
  }

  @Override
  protected MixtureModel model(FittedTopics fitted) {
    return new MixtureModel(uid(), fitted);
  }

  @Override
  protected Mixture self() {
    return this;
  }

  @Override
  public long estimateModelSize(Dataset<?> dataset) {
    return modelBytes(dataset, getK());
  }

  /** Number of topics. */
  public IntParam k() {
    return declared(VariationalParameters.K, IntParam.class);
  }

  /** Sets {@link #k}. */
  public Mixture setK(int value) {
    return with(k(), value);
  }

  /** {@link #k} in force. */
  public int getK() {
    return (Integer) getOrDefault(k());
  }

  /** Prior α of the topics' shares of documents. */
  public DoubleParam docConcentration() {
    return declared(MixtureParameters.DOC_CONCENTRATION, DoubleParam.class);
  }

  /** Sets {@link #docConcentration}, one number for every topic. */
  public Mixture setDocConcentration(double value) {
    return with(docConcentration(), value);
  }

  /** {@link #docConcentration} as set; throws NoSuchElementException while it is auto. */
  public double getDocConcentration() {
    return (Double) getOrDefault(docConcentration());
  }

  /** Whether α is learned. */
  public BooleanParam optimizeDocConcentration() {
    return declared(MixtureParameters.OPTIMIZE_DOC_CONCENTRATION, BooleanParam.class);
  }

  /** Sets {@link #optimizeDocConcentration}. */
  public Mixture setOptimizeDocConcentration(boolean value) {
    return with(optimizeDocConcentration(), value);
  }

  /** {@link #optimizeDocConcentration} in force. */
  public boolean getOptimizeDocConcentration() {
    return (Boolean) getOrDefault(optimizeDocConcentration());
  }
}
