package polya.models.lda;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import polya.infer.SeedParameters;
import polya.infer.variational.VariationalParameters;
import polya.ml.FittedTopics;
import polya.ml.SavedStage;
import polya.ml.TopicEstimator;

/**
 * Latent Dirichlet allocation as a spark.ml Estimator: {@code new Lda().setK(20).fit(rows)} on a
 * column of count vectors, as CountVectorizer makes them.
 *
 * <p>Params that MLlib's LDA has too have its names and setters; all others are set by name: {@code
 * set("passes", "10")}.
 */
public final class Lda extends TopicEstimator<Lda, LdaModel> {
  private static final long serialVersionUID = 1L;

  /** LDA with every Param at its default, and a uid of its own. */
  public Lda() {
    this(Identifiable$.MODULE$.randomUID("lda"));
  }

  /** LDA with every Param at its default. */
  public Lda(String uid) {
    super(uid, new LdaFamily());
  }

  /** Reads what {@code write} saved. */
  public static MLReader<Lda> read() {
    return new SavedStage<>(Lda.class, Lda::new);
  }

  /** Reads what {@code save} saved. */
  public static Lda load(String path) {
    return read().load(path);
  }

  @Override
  protected LdaModel model(FittedTopics fitted) {
    return new LdaModel(uid(), fitted);
  }

  @Override
  protected Lda self() {
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
  public Lda setK(int value) {
    return with(k(), value);
  }

  /** {@link #k} in force. */
  public int getK() {
    return (Integer) getOrDefault(k());
  }

  /** Prior α of documents' mixtures. */
  public DoubleArrayParam docConcentration() {
    return declared(LdaParameters.DOC_CONCENTRATION, DoubleArrayParam.class);
  }

  /** Sets {@link #docConcentration} topic by topic: k numbers, or one for all. */
  public Lda setDocConcentration(double[] values) {
    return with(docConcentration(), values);
  }

  /** Sets {@link #docConcentration} to one number for every topic. */
  public Lda setDocConcentration(double value) {
    return setDocConcentration(new double[] {value});
  }

  /** {@link #docConcentration} as set; throws NoSuchElementException while it is auto. */
  public double[] getDocConcentration() {
    return getOrDefault(docConcentration());
  }

  /** Whether α is learned. */
  public BooleanParam optimizeDocConcentration() {
    return declared(LdaParameters.OPTIMIZE_DOC_CONCENTRATION, BooleanParam.class);
  }

  /** Sets {@link #optimizeDocConcentration}. */
  public Lda setOptimizeDocConcentration(boolean value) {
    return with(optimizeDocConcentration(), value);
  }

  /** {@link #optimizeDocConcentration} in force. */
  public boolean getOptimizeDocConcentration() {
    return (Boolean) getOrDefault(optimizeDocConcentration());
  }

  /** File of keywords of the first topics; empty for none. */
  public Param<?> seeds() {
    return declared(SeedParameters.SEEDS, Param.class);
  }

  /**
   * Sets {@link #seeds}: a JSON object of names and lists of words, on the driver or the cluster.
   */
  public Lda setSeeds(String path) {
    return set(SeedParameters.SEEDS.name(), path);
  }

  /** {@link #seeds} in force. */
  public String getSeeds() {
    return (String) getOrDefault(seeds());
  }
}
