package polya.models.dmr;

import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import polya.infer.CovariateParameters;
import polya.infer.variational.VariationalParameters;
import polya.ml.FittedTopics;
import polya.ml.SavedStage;
import polya.ml.TopicEstimator;

/**
 * Topics by covariates as a spark.ml Estimator: {@code new
 * Dmr().setK(50).setCovariateCols("author,year:number:5").fit(rows)} on a column of count vectors
 * and columns of strings or numbers. Params without a setter here are set by name: {@code
 * set("burnIn", "10")}.
 */
public final class Dmr extends TopicEstimator<Dmr, DmrModel> {
  private static final long serialVersionUID = 1L;

  /** With every Param at its default, and a uid of its own. */
  public Dmr() {
    this(Identifiable$.MODULE$.randomUID("dmr"));
  }

  /** With every Param at its default. */
  public Dmr(String uid) {
    super(uid, new DmrFamily());
  }

  /** Reads what {@code write} saved. */
  public static MLReader<Dmr> read() {
    return new SavedStage<>(Dmr.class, Dmr::new);
  }

  /** Reads what {@code save} saved. */
  public static Dmr load(String path) {
    return read().load(path);
  }

  @Override
  protected DmrModel model(FittedTopics fitted) {
    return new DmrModel(uid(), fitted);
  }

  @Override
  protected Dmr self() {
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
  public Dmr setK(int value) {
    return with(k(), value);
  }

  /** {@link #k} in force. */
  public int getK() {
    return (Integer) getOrDefault(k());
  }

  /** The columns of the covariates, as {@code -p covariateCols} has them. */
  public Param<?> covariateCols() {
    return declared(CovariateParameters.COLUMNS, Param.class);
  }

  /** Sets {@link #covariateCols}. */
  public Dmr setCovariateCols(String columns) {
    return set(CovariateParameters.COLUMNS.name(), columns);
  }

  /** {@link #covariateCols} in force. */
  public String getCovariateCols() {
    return (String) getOrDefault(covariateCols());
  }

  /** Prior variance of effects. */
  public DoubleParam covariateVariance() {
    return declared(DmrParameters.COVARIATE_VARIANCE, DoubleParam.class);
  }

  /** Sets {@link #covariateVariance}. */
  public Dmr setCovariateVariance(double value) {
    return with(covariateVariance(), value);
  }

  /** {@link #covariateVariance} in force. */
  public double getCovariateVariance() {
    return (Double) getOrDefault(covariateVariance());
  }

  /** Where α of all documents begins. */
  public DoubleArrayParam docConcentration() {
    return declared(DmrParameters.DOC_CONCENTRATION, DoubleArrayParam.class);
  }

  /** Sets {@link #docConcentration} to one number for every topic. */
  public Dmr setDocConcentration(double value) {
    return with(docConcentration(), new double[] {value});
  }
}
