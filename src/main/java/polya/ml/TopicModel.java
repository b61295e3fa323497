package polya.ml;

import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import polya.Failure;
import polya.corpus.Vocabulary;
import polya.describe.TermOrder;
import polya.heldout.Estimator;
import polya.heldout.completion.DocumentCompletion;
import polya.heldout.error.HeldOutResult;
import polya.heldout.marginal.Bound;
import polya.infer.ModelFamily;
import polya.infer.Posterior;
import polya.mixing.FoldInSweeps;
import polya.topics.Phi;

/**
 * A fitted topic model: {@link #transform} adds each row's mixture of topics, the mean of θ given
 * its counts ({@link polya.mixing.Mixtures}); a row without counts gets the prior mean. The same
 * row gives the same bits anywhere.
 *
 * @param <M> the model itself
 */
public abstract class TopicModel<M extends TopicModel<M>> extends Model<M> implements MLWritable {
  private static final long serialVersionUID = 1L;

  private static final int DESCRIBED = 10;

  private final String uid;
  private final StageParams stage;
  private final FittedTopics fitted;

  /**
   * A stage that shows what was fitted, with every Param at its default.
   *
   * @param fitted null for a stage that shows nothing
   */
  protected TopicModel(String uid, ModelFamily family, FittedTopics fitted) {
    this.uid = uid;
    this.fitted = fitted;
    stage = new StageParams(this, family);
    stage.setDefaults();
  }

  /** Another stage with this uid that shows the same. */
  protected abstract M again();

  /** This, as its own type. */
  protected abstract M self();

  /** What was fitted. */
  protected final FittedTopics fitted() {
    if (fitted == null) {
      throw Failure.usage(
          "Cannot use " + uid + ": nothing was fitted. Fit an estimator, or load a model.");
    }
    return fitted;
  }

  @Override
  public final String uid() {
    return uid;
  }

  @Override
  public final Param<?>[] params() {
    return stage.all();
  }

  /** Sets a Param from a text, if this version has it. */
  final void restore(String name, String text) {
    if (hasParam(name)) {
      stage.set(name, text);
    }
  }

  /** Column of count vectors. */
  public final Param<String> featuresCol() {
    return stage.featuresCol();
  }

  /** Sets {@link #featuresCol}. */
  public final M setFeaturesCol(String name) {
    set(featuresCol(), name);
    return self();
  }

  /** {@link #featuresCol} in force. */
  public final String getFeaturesCol() {
    return getOrDefault(featuresCol());
  }

  /** New column of documents' mixtures. */
  public final Param<String> topicDistributionCol() {
    return stage.topicDistributionCol();
  }

  /** Sets {@link #topicDistributionCol}. */
  public final M setTopicDistributionCol(String name) {
    set(topicDistributionCol(), name);
    return self();
  }

  /** {@link #topicDistributionCol} in force. */
  public final String getTopicDistributionCol() {
    return getOrDefault(topicDistributionCol());
  }

  /** New column of scores by document completion. */
  public final Param<String> heldOutCol() {
    return stage.heldOutCol();
  }

  /** Sets {@link #heldOutCol}; unset by default, and then there is no such column. */
  public final M setHeldOutCol(String name) {
    set(heldOutCol(), name);
    return self();
  }

  /** Most sweeps by which {@link #transform} folds a row in. */
  public final IntParam foldInSweeps() {
    return stage.foldInSweeps();
  }

  /**
   * Sets {@link #foldInSweeps}, 3 for instance; unset by default, and then rows are folded in until
   * they converge. Scores by document completion always are.
   */
  public final M setFoldInSweeps(int sweeps) {
    set(foldInSweeps(), sweeps);
    return self();
  }

  private FoldInSweeps sweeps() {
    return isSet(foldInSweeps())
        ? FoldInSweeps.of((Integer) getOrDefault(foldInSweeps()))
        : FoldInSweeps.converged();
  }

  /**
   * The rows with a column of mixtures, K numbers that add up to 1, and, where heldOutCol is set,
   * one of what document completion says of the row (tokens scored, their log probability), which a
   * {@link PerplexityEvaluator} reads. Lazy; a row that is not a vector of V whole counts ends the
   * job with a {@link Failure} that names the value and the row.
   */
  @Override
  public final Dataset<Row> transform(Dataset<?> dataset) {
    String added = getTopicDistributionCol();
    StructType schema = transformSchema(dataset.schema());
    MixtureFunction function =
        new MixtureFunction(
            fitted().published(dataset.sparkSession().sparkContext()),
            posterior().documents(),
            sweeps(),
            vocabSize());
    Column mixtures =
        functions
            .udf(function, SQLDataTypes.VectorType())
            .asNonNullable()
            .apply(StageColumns.named(getFeaturesCol()));
    Dataset<Row> mixed =
        dataset.withColumn(added, mixtures.as(added, schema.apply(added).metadata()));
    return isSet(heldOutCol()) ? scored(mixed) : mixed;
  }

  private Dataset<Row> scored(Dataset<Row> dataset) {
    CompletionFunction function =
        new CompletionFunction(
            fitted().published(dataset.sparkSession().sparkContext()),
            posterior().documents(),
            vocabSize());
    return dataset.withColumn(
        getOrDefault(heldOutCol()),
        functions
            .udf(function, CompletionFunction.FIELDS)
            .asNonNullable()
            .apply(StageColumns.named(getFeaturesCol())));
  }

  /**
   * The rows with a column {@code recommendations}: the n terms of highest score Σ_k E[θ_k] φ_wk
   * that the row does not have, best first, as an array of (index, score), the numbers of the
   * command recommend ({@link polya.recommend.Recommender}). Lazy; one narrow pass, K·V
   * multiply-adds a row.
   *
   * @param n how many, ≥ 1; fewer where fewer are unseen
   * @throws Failure (usage) if n is below 1 or a column of that name is there
   */
  public final Dataset<Row> recommend(Dataset<?> dataset, int n) {
    if (n < 1) {
      throw Failure.usage(
          "Cannot recommend " + n + " terms: allowed is a whole number ≥ 1. Ask for more.");
    }
    requireVectors(dataset.schema());
    return RecommendationColumn.added(fitted(), dataset.toDF(), uid, getFeaturesCol(), n);
  }

  /**
   * The log likelihood's evidence lower bound Σ_d L_d of these rows under the topics and the prior
   * ({@link Bound}), natural log. MLlib calls such a number logLikelihood; it adds a part for the
   * topics themselves, which this does not. Never compare two models by it.
   */
  public final double logLikelihoodBound(Dataset<?> dataset) {
    HeldOutResult bound = evaluated(dataset, new Bound());
    return bound.logProbabilityPerToken() * bound.tokens();
  }

  /** −{@link #logLikelihoodBound} a token: an upper bound of log perplexity. */
  public final double logPerplexityBound(Dataset<?> dataset) {
    return -evaluated(dataset, new Bound()).logProbabilityPerToken();
  }

  /**
   * log perplexity by document completion ({@link DocumentCompletion}, seed 1), by which models may
   * be compared.
   */
  public final double logPerplexityByCompletion(Dataset<?> dataset) {
    return -evaluated(dataset, new DocumentCompletion(1)).logProbabilityPerToken();
  }

  private HeldOutResult evaluated(Dataset<?> dataset, Estimator estimator) {
    requireVectors(dataset.schema());
    return FittedEvaluation.of(fitted(), dataset, getFeaturesCol(), estimator);
  }

  @Override
  public final StructType transformSchema(StructType schema) {
    requireVectors(schema);
    StructType mixtures =
        StageColumns.withMixtures(schema, uid, getTopicDistributionCol(), topics());
    return isSet(heldOutCol())
        ? StageColumns.withScores(mixtures, uid, getOrDefault(heldOutCol()))
        : mixtures;
  }

  /** Demands a column of vectors that does not say of itself that it counts other terms. */
  final void requireVectors(StructType schema) {
    StageColumns.requireVectors(
        schema, uid, getFeaturesCol(), fitted().vocabulary(), vocabulary().isPresent());
  }

  /** K. */
  public final int topics() {
    return fitted().info().k();
  }

  /** V. */
  public final int vocabSize() {
    return fitted().info().vocabularySize();
  }

  /** The terms by index, if the estimator was given a vocabulary. */
  public final Optional<Vocabulary> vocabulary() {
    return fitted().namedTerms();
  }

  /** The V terms by index; the indices themselves if the estimator was given no vocabulary. */
  public final String[] terms() {
    return fitted().vocabulary().terms().toArray(String[]::new);
  }

  /** Topics and prior, as everything in Polya takes them. */
  public final Posterior posterior() {
    return fitted().posterior();
  }

  /** How it was trained. */
  public final TrainingSummary summary() {
    return fitted().summary();
  }

  /** {@link #describeTopics(int)} with {@value #DESCRIBED} terms. */
  public final Dataset<Row> describeTopics() {
    return describeTopics(DESCRIBED);
  }

  /**
   * One row a topic: {@code topic}, {@code termIndices}, {@code termWeights} (probabilities,
   * descending), {@code terms} where there is a vocabulary, and {@code name} where the model's
   * labels name its topics.
   *
   * @param most terms a topic, ≥ 1
   */
  public final Dataset<Row> describeTopics(int most) {
    return TopicTables.described(fitted(), most, TermOrder.PROBABILITY);
  }

  /**
   * The same with the terms of a topic in another order than by probability; {@code termWeights}
   * are probabilities in any.
   *
   * @param order probability, relevance (λ 0.6), frex or contrast
   */
  public final Dataset<Row> describeTopics(int most, String order) {
    return TopicTables.described(fitted(), most, TermOrder.named(order));
  }

  /**
   * Topics as columns of a V × K matrix; each adds up to 1. On the driver, 8·V·K bytes.
   *
   * @throws Failure (resources) if V·K exceeds one array
   */
  public final Matrix topicsMatrix() {
    return TopicTables.matrix(posterior().topics());
  }

  /** The model's own parameters as columns of a V × K matrix. */
  protected final Matrix weights() {
    double[] ones = new double[topics()];
    Arrays.fill(ones, 1);
    return TopicTables.matrix(
        Phi.of(fitted().parameters().topics(), Phi.Link.IDENTITY, 0, 1, ones));
  }

  @Override
  public final long estimatedSize() {
    return estimateMatadataSize() + FittedTopics.bytes(vocabSize(), topics());
  }

  @Override
  public final M copy(ParamMap extra) {
    M copy = again();
    copyValues(copy, extra);
    return parent() == null ? copy : copy.setParent(parent());
  }

  /**
   * Saves Spark's metadata and, beside them, the model in Polya's own format, so that {@code polya
   * topics --model} reads the same folder.
   */
  @Override
  public final MLWriter write() {
    return new TopicModelWriter(this, fitted());
  }

  @Override
  public final String toString() {
    return uid + ": k=" + topics() + ", vocabSize=" + vocabSize();
  }
}
