package polya.models.lda;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import polya.infer.variational.VariationalParameters;
import polya.ml.FittedTopics;
import polya.ml.SavedStage;
import polya.ml.TopicEstimator;

/**
 * Latent Dirichlet allocation as a spark.ml Estimator: {@code new Lda().setK(20).fit(rows)} on a
 * column of count vectors, as CountVectorizer makes them.
 *
 * <p>Params that MLlib's LDA has too have its names and setters here; all others are set by name:
 * {@code set("passes", "10")}. {@code checkpointInterval} has an effect only where the SparkContext
 * has a checkpoint folder, as in MLlib; on a cluster more than 200 rounds of {@code variational =
 * vb} that remember documents need one.
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
    return param(VariationalParameters.K, IntParam.class);
  }

  /** Sets {@link #k}. */
  public Lda setK(int value) {
    return with(k(), value);
  }

  /** {@link #k} in force. */
  public int getK() {
    return (Integer) getOrDefault(k());
  }

  /** Most rounds; 0 for as many as {@code passes} needs. */
  public IntParam maxIter() {
    return param(VariationalParameters.MAX_ITER, IntParam.class);
  }

  /** Sets {@link #maxIter}: rounds, each of them one mini-batch, as in MLlib's online LDA. */
  public Lda setMaxIter(int value) {
    return with(maxIter(), value);
  }

  /** {@link #maxIter} in force. */
  public int getMaxIter() {
    return (Integer) getOrDefault(maxIter());
  }

  /** Prior α of documents' mixtures. */
  public DoubleArrayParam docConcentration() {
    return param(LdaParameters.DOC_CONCENTRATION, DoubleArrayParam.class);
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

  /** Prior η of topics. */
  public DoubleParam topicConcentration() {
    return param(VariationalParameters.TOPIC_CONCENTRATION, DoubleParam.class);
  }

  /** Sets {@link #topicConcentration}. */
  public Lda setTopicConcentration(double value) {
    return with(topicConcentration(), value);
  }

  /** {@link #topicConcentration} as set; throws NoSuchElementException while it is auto. */
  public double getTopicConcentration() {
    return (Double) getOrDefault(topicConcentration());
  }

  /** Share of the documents in a mini-batch. */
  public DoubleParam subsamplingRate() {
    return param(VariationalParameters.SUBSAMPLING_RATE, DoubleParam.class);
  }

  /** Sets {@link #subsamplingRate}. */
  public Lda setSubsamplingRate(double value) {
    return with(subsamplingRate(), value);
  }

  /** {@link #subsamplingRate} as set; throws NoSuchElementException while it is auto. */
  public double getSubsamplingRate() {
    return (Double) getOrDefault(subsamplingRate());
  }

  /** τ0 of the step size. */
  public DoubleParam learningOffset() {
    return param(VariationalParameters.LEARNING_OFFSET, DoubleParam.class);
  }

  /** Sets {@link #learningOffset}. */
  public Lda setLearningOffset(double value) {
    return with(learningOffset(), value);
  }

  /** {@link #learningOffset} in force. */
  public double getLearningOffset() {
    return (Double) getOrDefault(learningOffset());
  }

  /** κ of the step size. */
  public DoubleParam learningDecay() {
    return param(VariationalParameters.LEARNING_DECAY, DoubleParam.class);
  }

  /** Sets {@link #learningDecay}. */
  public Lda setLearningDecay(double value) {
    return with(learningDecay(), value);
  }

  /** {@link #learningDecay} in force. */
  public double getLearningDecay() {
    return (Double) getOrDefault(learningDecay());
  }

  /** Whether α is learned. */
  public BooleanParam optimizeDocConcentration() {
    return param(LdaParameters.OPTIMIZE_DOC_CONCENTRATION, BooleanParam.class);
  }

  /** Sets {@link #optimizeDocConcentration}. */
  public Lda setOptimizeDocConcentration(boolean value) {
    return with(optimizeDocConcentration(), value);
  }

  /** {@link #optimizeDocConcentration} in force. */
  public boolean getOptimizeDocConcentration() {
    return (Boolean) getOrDefault(optimizeDocConcentration());
  }

  /** Seed of every random choice. */
  public LongParam seed() {
    return param(VariationalParameters.SEED, LongParam.class);
  }

  /** Sets {@link #seed}. */
  public Lda setSeed(long value) {
    return with(seed(), value);
  }

  /** {@link #seed} in force. */
  public long getSeed() {
    return (Long) getOrDefault(seed());
  }

  /** Rounds between checkpoints. */
  public IntParam checkpointInterval() {
    return param(VariationalParameters.CHECKPOINT_INTERVAL, IntParam.class);
  }

  /** Sets {@link #checkpointInterval}. */
  public Lda setCheckpointInterval(int value) {
    return with(checkpointInterval(), value);
  }

  /** {@link #checkpointInterval} in force. */
  public int getCheckpointInterval() {
    return (Integer) getOrDefault(checkpointInterval());
  }
}
