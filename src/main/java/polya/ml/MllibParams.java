package polya.ml;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import polya.infer.variational.VariationalParameters;
import polya.params.Parameter;

/**
 * Params of every family that MLlib's LDA has too, with MLlib's names for them and their setters.
 * {@code checkpointInterval} has an effect only where the SparkContext has a checkpoint folder, as
 * in MLlib; on a cluster more than 200 rounds of {@code variational = vb} that remember documents
 * need one.
 *
 * @param <E> the estimator itself, which setters return
 */
public interface MllibParams<E> extends Params {

  /** Most rounds; 0 for as many as {@code passes} needs. */
  default IntParam maxIter() {
    return declared(VariationalParameters.MAX_ITER, IntParam.class);
  }

  /** Sets {@link #maxIter}: rounds, each of them one mini-batch, as in MLlib's online LDA. */
  default E setMaxIter(int value) {
    return with(maxIter(), value);
  }

  /** {@link #maxIter} in force. */
  default int getMaxIter() {
    return (Integer) getOrDefault(maxIter());
  }

  /** Prior η of topics. */
  default DoubleParam topicConcentration() {
    return declared(VariationalParameters.TOPIC_CONCENTRATION, DoubleParam.class);
  }

  /** Sets {@link #topicConcentration}. */
  default E setTopicConcentration(double value) {
    return with(topicConcentration(), value);
  }

  /** {@link #topicConcentration} as set; throws NoSuchElementException while it is auto. */
  default double getTopicConcentration() {
    return (Double) getOrDefault(topicConcentration());
  }

  /** Share of the documents in a mini-batch. */
  default DoubleParam subsamplingRate() {
    return declared(VariationalParameters.SUBSAMPLING_RATE, DoubleParam.class);
  }

  /** Sets {@link #subsamplingRate}. */
  default E setSubsamplingRate(double value) {
    return with(subsamplingRate(), value);
  }

  /** {@link #subsamplingRate} as set; throws NoSuchElementException while it is auto. */
  default double getSubsamplingRate() {
    return (Double) getOrDefault(subsamplingRate());
  }

  /** τ0 of the step size. */
  default DoubleParam learningOffset() {
    return declared(VariationalParameters.LEARNING_OFFSET, DoubleParam.class);
  }

  /** Sets {@link #learningOffset}. */
  default E setLearningOffset(double value) {
    return with(learningOffset(), value);
  }

  /** {@link #learningOffset} as set; throws NoSuchElementException while it is auto. */
  default double getLearningOffset() {
    return (Double) getOrDefault(learningOffset());
  }

  /** κ of the step size. */
  default DoubleParam learningDecay() {
    return declared(VariationalParameters.LEARNING_DECAY, DoubleParam.class);
  }

  /** Sets {@link #learningDecay}. */
  default E setLearningDecay(double value) {
    return with(learningDecay(), value);
  }

  /** {@link #learningDecay} in force. */
  default double getLearningDecay() {
    return (Double) getOrDefault(learningDecay());
  }

  /** Seed of every random choice. */
  default LongParam seed() {
    return declared(VariationalParameters.SEED, LongParam.class);
  }

  /** Sets {@link #seed}. */
  default E setSeed(long value) {
    return with(seed(), value);
  }

  /** {@link #seed} in force. */
  default long getSeed() {
    return (Long) getOrDefault(seed());
  }

  /** Rounds between checkpoints. */
  default IntParam checkpointInterval() {
    return declared(VariationalParameters.CHECKPOINT_INTERVAL, IntParam.class);
  }

  /** Sets {@link #checkpointInterval}. */
  default E setCheckpointInterval(int value) {
    return with(checkpointInterval(), value);
  }

  /** {@link #checkpointInterval} in force. */
  default int getCheckpointInterval() {
    return (Integer) getOrDefault(checkpointInterval());
  }

  /** The Param that comes from a declaration. */
  <P extends Param<?>> P declared(Parameter<?> parameter, Class<P> type);

  /** Sets a Param; for setters with a name. */
  <T> E with(Param<T> param, T value);
}
