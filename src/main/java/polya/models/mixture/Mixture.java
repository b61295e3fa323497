package polya.models.mixture;

import org.apache.spark.ml.param.BooleanParam;
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
    return param(VariationalParameters.K, IntParam.class);
  }

  /** Sets {@link #k}. */
  public Mixture setK(int value) {
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
  public Mixture setMaxIter(int value) {
    return with(maxIter(), value);
  }

  /** {@link #maxIter} in force. */
  public int getMaxIter() {
    return (Integer) getOrDefault(maxIter());
  }

  /** Prior α of the topics' shares of documents. */
  public DoubleParam docConcentration() {
    return param(MixtureParameters.DOC_CONCENTRATION, DoubleParam.class);
  }

  /** Sets {@link #docConcentration}, one number for every topic. */
  public Mixture setDocConcentration(double value) {
    return with(docConcentration(), value);
  }

  /** {@link #docConcentration} as set; throws NoSuchElementException while it is auto. */
  public double getDocConcentration() {
    return (Double) getOrDefault(docConcentration());
  }

  /** Prior η of topics. */
  public DoubleParam topicConcentration() {
    return param(MixtureParameters.TOPIC_CONCENTRATION, DoubleParam.class);
  }

  /** Sets {@link #topicConcentration}. */
  public Mixture setTopicConcentration(double value) {
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
  public Mixture setSubsamplingRate(double value) {
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
  public Mixture setLearningOffset(double value) {
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
  public Mixture setLearningDecay(double value) {
    return with(learningDecay(), value);
  }

  /** {@link #learningDecay} in force. */
  public double getLearningDecay() {
    return (Double) getOrDefault(learningDecay());
  }

  /** Whether α is learned. */
  public BooleanParam optimizeDocConcentration() {
    return param(MixtureParameters.OPTIMIZE_DOC_CONCENTRATION, BooleanParam.class);
  }

  /** Sets {@link #optimizeDocConcentration}. */
  public Mixture setOptimizeDocConcentration(boolean value) {
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
  public Mixture setSeed(long value) {
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
  public Mixture setCheckpointInterval(int value) {
    return with(checkpointInterval(), value);
  }

  /** {@link #checkpointInterval} in force. */
  public int getCheckpointInterval() {
    return (Integer) getOrDefault(checkpointInterval());
  }
}
