package polya.models.labeled;

import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import polya.infer.LabelParameters;
import polya.infer.SeedParameters;
import polya.ml.FittedTopics;
import polya.ml.SavedStage;
import polya.ml.TopicEstimator;

/**
 * Labeled topics as a spark.ml Estimator: {@code new Labeled().setLabelCol("labels").fit(rows)} on
 * a column of count vectors and one of strings or arrays of strings. The number of topics follows
 * from the labels. Params without a setter here are set by name: {@code set("passes", "10")}.
 */
public final class Labeled extends TopicEstimator<Labeled, LabeledModel> {
  private static final long serialVersionUID = 1L;

  /** With every Param at its default, and a uid of its own. */
  public Labeled() {
    this(Identifiable$.MODULE$.randomUID("labeled"));
  }

  /** With every Param at its default. */
  public Labeled(String uid) {
    super(uid, new LabeledFamily());
  }

  /** Reads what {@code write} saved. */
  public static MLReader<Labeled> read() {
    return new SavedStage<>(Labeled.class, Labeled::new);
  }

  /** Reads what {@code save} saved. */
  public static Labeled load(String path) {
    return read().load(path);
  }

  @Override
  protected LabeledModel model(FittedTopics fitted) {
    return new LabeledModel(uid(), fitted);
  }

  @Override
  protected Labeled self() {
    return this;
  }

  /** Of as many topics as the background has, and one for each distinct value of the labels. */
  @Override
  public long estimateModelSize(Dataset<?> dataset) {
    long labels = dataset.select(getLabelCol()).distinct().count();
    long topics = labels * getTopicsPerLabel() + getBackgroundTopics();
    return modelBytes(dataset, (int) Math.min(Integer.MAX_VALUE, Math.max(1, topics)));
  }

  /** The column of the labels. */
  public Param<?> labelCol() {
    return declared(LabelParameters.COLUMN, Param.class);
  }

  /** Sets {@link #labelCol}. */
  public Labeled setLabelCol(String name) {
    return set(LabelParameters.COLUMN.name(), name);
  }

  /** {@link #labelCol} in force. */
  public String getLabelCol() {
    return (String) getOrDefault(labelCol());
  }

  /** Topics of each label. */
  public IntParam topicsPerLabel() {
    return declared(LabeledParameters.TOPICS_PER_LABEL, IntParam.class);
  }

  /** Sets {@link #topicsPerLabel}. */
  public Labeled setTopicsPerLabel(int value) {
    return with(topicsPerLabel(), value);
  }

  /** {@link #topicsPerLabel} in force. */
  public int getTopicsPerLabel() {
    return (Integer) getOrDefault(topicsPerLabel());
  }

  /** Topics that every document may use. */
  public IntParam backgroundTopics() {
    return declared(LabeledParameters.BACKGROUND_TOPICS, IntParam.class);
  }

  /** Sets {@link #backgroundTopics}. */
  public Labeled setBackgroundTopics(int value) {
    return with(backgroundTopics(), value);
  }

  /** {@link #backgroundTopics} in force. */
  public int getBackgroundTopics() {
    return (Integer) getOrDefault(backgroundTopics());
  }

  /** Prior α of documents' mixtures over their topics. */
  public DoubleArrayParam docConcentration() {
    return declared(LabeledParameters.DOC_CONCENTRATION, DoubleArrayParam.class);
  }

  /** Sets {@link #docConcentration} to one number for every topic. */
  public Labeled setDocConcentration(double value) {
    return with(docConcentration(), new double[] {value});
  }

  /** File of keywords of the first topics; empty for none. */
  public Param<?> seeds() {
    return declared(SeedParameters.SEEDS, Param.class);
  }

  /**
   * Sets {@link #seeds}: a JSON object of names and lists of words, on the driver or the cluster.
   */
  public Labeled setSeeds(String path) {
    return set(SeedParameters.SEEDS.name(), path);
  }

  /** {@link #seeds} in force. */
  public String getSeeds() {
    return (String) getOrDefault(seeds());
  }
}
