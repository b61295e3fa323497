package polya.ml;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import polya.Failure;
import polya.corpus.Covariates;
import polya.corpus.Vocabulary;
import polya.infer.CovariateParameters;
import polya.infer.LabelParameters;
import polya.infer.ModelFamily;
import polya.params.Parameter;
import polya.spark.Causes;
import polya.spark.SparkAtHand;

/**
 * Fits a topic model to a column of count vectors. Its Params are those that its family declares,
 * and the columns; {@code explainParams()} lists them with meaning, range and default.
 *
 * <p>The same rows, Params and seed give the same model, bit for bit, in any order and partitions.
 *
 * @param <E> the estimator itself, which setters return
 * @param <M> its model
 */
public abstract class TopicEstimator<E extends TopicEstimator<E, M>, M extends TopicModel<M>>
    extends Estimator<M> implements DefaultParamsWritable, MllibParams<E> {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final ModelFamily family;
  private final StageParams stage;
  private final Param<String> idCol;
  private final StringArrayParam vocabulary;

  /** An estimator with every Param at its default. */
  protected TopicEstimator(String uid, ModelFamily family) {
    this.uid = uid;
    this.family = family;
    stage = new StageParams(this, family);
    idCol =
        stage.add(
            new Param<>(
                uid,
                "idCol",
                "Column of distinct ids; unset, rows are told apart by what they hold.",
                String.class));
    vocabulary =
        stage.add(
            new StringArrayParam(
                this, "vocabulary", "The terms in the order of the vectors' elements."));
    stage.setDefaults();
  }

  /** The model's stage for what was fitted. */
  protected abstract M model(FittedTopics fitted);

  /** This, as its own type. */
  protected abstract E self();

  /** The family whose models it trains. */
  final ModelFamily family() {
    return family;
  }

  @Override
  public final String uid() {
    return uid;
  }

  @Override
  public final Param<?>[] params() {
    return stage.all();
  }

  @Override
  public final <P extends Param<?>> P declared(Parameter<?> parameter, Class<P> type) {
    return stage.named(parameter.name(), type);
  }

  @Override
  public final <T> E with(Param<T> param, T value) {
    set(param, value);
    return self();
  }

  /**
   * Sets the Param of this name to what a text stands for, as {@code -p name=value} does; {@code
   * auto} unsets it.
   *
   * @throws Failure (usage) for an unknown name, with the nearest known one, or a value out of
   *     range
   */
  public final E set(String name, String text) {
    stage.set(name, text);
    return self();
  }

  /** Column of count vectors. */
  public final Param<String> featuresCol() {
    return stage.featuresCol();
  }

  /** Sets {@link #featuresCol}; default {@code features}. */
  public final E setFeaturesCol(String name) {
    return with(featuresCol(), name);
  }

  /** {@link #featuresCol} in force. */
  public final String getFeaturesCol() {
    return getOrDefault(featuresCol());
  }

  /** New column of documents' mixtures, which the model adds. */
  public final Param<String> topicDistributionCol() {
    return stage.topicDistributionCol();
  }

  /** Sets {@link #topicDistributionCol}; default {@code topicDistribution}. */
  public final E setTopicDistributionCol(String name) {
    return with(topicDistributionCol(), name);
  }

  /** {@link #topicDistributionCol} in force. */
  public final String getTopicDistributionCol() {
    return getOrDefault(topicDistributionCol());
  }

  /** New column of scores by document completion, which the model adds. */
  public final Param<String> heldOutCol() {
    return stage.heldOutCol();
  }

  /** Sets {@link #heldOutCol}; unset by default, and then there is no such column. */
  public final E setHeldOutCol(String name) {
    return with(heldOutCol(), name);
  }

  /** Most sweeps by which the model folds a row in. */
  public final IntParam foldInSweeps() {
    return stage.foldInSweeps();
  }

  /**
   * Sets {@link #foldInSweeps}; unset by default, and then rows are folded in until they converge.
   */
  public final E setFoldInSweeps(int sweeps) {
    set(foldInSweeps(), sweeps);
    return self();
  }

  /** Method of inference. */
  public final Param<String> inference() {
    return stage.inference();
  }

  /**
   * Sets {@link #inference}; the default, auto, is the method that Params are set of, else the one
   * that the family chooses by the rows.
   */
  public final E setInference(String name) {
    return with(inference(), name);
  }

  /** {@link #inference} in force; which method auto was is told by the model's summary. */
  public final String getInference() {
    return getOrDefault(inference());
  }

  /** Column of distinct ids. */
  public final Param<String> idCol() {
    return idCol;
  }

  /** Sets {@link #idCol}; not set, a row's id is a hash of its counts, and copies are numbered. */
  public final E setIdCol(String name) {
    return with(idCol, name);
  }

  /** The terms in the order of the vectors' elements. */
  public final StringArrayParam vocabulary() {
    return vocabulary;
  }

  /** Sets {@link #vocabulary}, for instance to that of a CountVectorizerModel. */
  public final E setVocabulary(String[] terms) {
    return with(vocabulary, terms);
  }

  /**
   * Trains a model.
   *
   * @throws Failure (usage) if Params do not fit one another or the schema; (input) if a row is not
   *     a vector of whole counts, naming the value and the row
   */
  @Override
  public final M fit(Dataset<?> dataset) {
    SparkAtHand.check();
    transformSchema(dataset.schema());
    try {
      JavaSparkContext spark =
          JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext());
      Vocabulary terms =
          isSet(vocabulary)
              ? terms()
              : AnalyzedColumn.vocabulary(dataset.schema(), getFeaturesCol());
      Fitting fitting = new Fitting(spark, family, stage, uid);
      M model = model(fitting.run(documents(dataset, terms), terms));
      copyValues(model, ParamMap.empty());
      return model.setParent(this);
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      throw Causes.of(e);
    }
  }

  /** The rows as documents; in groups by their labels, if the method reads labels. */
  private FeatureDocuments documents(Dataset<?> dataset, Vocabulary terms) {
    String id = isSet(idCol) ? getOrDefault(idCol) : null;
    int size = terms == null ? -1 : terms.size();
    if (readsCovariates()) {
      return FeatureDocuments.of(dataset, getFeaturesCol(), id, size, covariates());
    }
    return readsLabels()
        ? FeatureDocuments.of(
            dataset,
            getFeaturesCol(),
            id,
            size,
            stage.settings().get(LabelParameters.COLUMN),
            stage.settings().get(LabelParameters.SEPARATOR),
            LabelParameters.skip(family.parameters(stage.firstMethod()), stage.settings()))
        : FeatureDocuments.of(dataset, getFeaturesCol(), id, size);
  }

  private boolean readsLabels() {
    return family.parameters(stage.firstMethod()).contains(LabelParameters.COLUMN);
  }

  private boolean readsCovariates() {
    return family.parameters(stage.firstMethod()).contains(CovariateParameters.COLUMNS);
  }

  private Covariates covariates() {
    return Covariates.parse(stage.settings().get(CovariateParameters.COLUMNS));
  }

  private Vocabulary terms() {
    try {
      return Vocabulary.of(List.of(getOrDefault(vocabulary)));
    } catch (IllegalArgumentException e) {
      throw Failure.usage(
          "Cannot use vocabulary of "
              + uid
              + ": "
              + e.getMessage()
              + "; allowed are distinct words. Correct setVocabulary.");
    }
  }

  @Override
  public final StructType transformSchema(StructType schema) {
    StageColumns.requireVectors(schema, uid, getFeaturesCol());
    if (isSet(idCol)) {
      StageColumns.requirePresent(schema, uid, getOrDefault(idCol), "idCol");
    }
    if (readsCovariates()) {
      LabelColumn.of(schema, covariates());
    }
    if (readsLabels()) {
      LabelColumn.of(
          schema,
          stage.settings().get(LabelParameters.COLUMN),
          stage.settings().get(LabelParameters.SEPARATOR));
    }
    StructType mixtures = StageColumns.withMixtures(schema, uid, getTopicDistributionCol(), 0);
    return isSet(heldOutCol())
        ? StageColumns.withScores(mixtures, uid, getOrDefault(heldOutCol()))
        : mixtures;
  }

  /**
   * The bytes of a model of K topics of this Dataset's terms. It looks at the first row where
   * neither a vocabulary nor the column says how many there are.
   *
   * @throws Failure (usage) if Params do not fit the schema; (input) if there is no row
   */
  protected final long modelBytes(Dataset<?> dataset, int topics) {
    transformSchema(dataset.schema());
    Vocabulary known = AnalyzedColumn.vocabulary(dataset.schema(), getFeaturesCol());
    long terms =
        isSet(vocabulary)
            ? getOrDefault(vocabulary).length
            : known != null ? known.size() : FeatureDocuments.size(dataset, getFeaturesCol());
    return estimateMatadataSize() + FittedTopics.bytes(terms, topics);
  }

  @Override
  public final E copy(ParamMap extra) {
    return defaultCopy(extra);
  }
}
