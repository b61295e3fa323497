package polya.connect;

import org.apache.spark.ml.clustering.LocalLDAModel;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.mllib.linalg.Matrices;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import polya.models.lda.LdaModel;

/**
 * A model of Polya's LDA that is one of Spark's LDA, whose methods a server of Spark Connect lets
 * clients call: what it answers is Polya's. {@code topicsMatrix} has probabilities, and the bounds
 * are {@link LdaModel#logLikelihoodBound} and {@link LdaModel#logPerplexityBound}.
 */
public final class ConnectLdaModel extends LocalLDAModel {
  private static final long serialVersionUID = 1L;

  /** What Spark takes for documents' variational parameters to begin with. */
  private static final double GAMMA_SHAPE = 100;

  private final LdaModel fitted;

  /** Nothing fitted: a server asks the class for it, and does not use it. */
  public ConnectLdaModel() {
    fitted = new LdaModel();
  }

  ConnectLdaModel(String uid, LdaModel fitted, SparkSession spark) {
    super(uid, fitted.vocabSize(), nothing(), spark);
    this.fitted = fitted;
  }

  /** Reads what {@code write} saved, and models of Spark's own, which stay Spark's. */
  public static MLReader<LocalLDAModel> read() {
    return new ConnectLdaReader();
  }

  /** Reads what {@code save} saved, and models of Spark's own, which stay Spark's. */
  public static LocalLDAModel load(String path) {
    return read().load(path);
  }

  /** Polya's model. */
  LdaModel fitted() {
    return fitted;
  }

  /** Spark's model of the same topics and Params; 8·K·V bytes. */
  LocalLDAModel plain() {
    LocalLDAModel plain = new LocalLDAModel(uid(), vocabSize(), oldLocalModel(), sparkSession());
    return copyValues(plain, ParamMap.empty());
  }

  /** What Spark's constructor wants: {@link #oldLocalModel} is made where it is asked for. */
  private static org.apache.spark.mllib.clustering.LocalLDAModel nothing() {
    return new org.apache.spark.mllib.clustering.LocalLDAModel(
        Matrices.zeros(0, 0), Vectors.zeros(0), 0, GAMMA_SHAPE);
  }

  @Override
  public org.apache.spark.mllib.clustering.LocalLDAModel oldLocalModel() {
    return new org.apache.spark.mllib.clustering.LocalLDAModel(
        Matrices.fromML(fitted.topicsPosterior()),
        Vectors.fromML(fitted.estimatedDocConcentration()),
        fitted.estimatedTopicConcentration(),
        GAMMA_SHAPE);
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    return getTopicDistributionCol().isEmpty() ? dataset.toDF() : told().transform(dataset);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return getTopicDistributionCol().isEmpty() ? schema : told().transformSchema(schema);
  }

  /** Polya's model with this one's columns. */
  private LdaModel told() {
    LdaModel told = fitted.copy(ParamMap.empty()).setFeaturesCol(getFeaturesCol());
    return getTopicDistributionCol().isEmpty()
        ? told
        : told.setTopicDistributionCol(getTopicDistributionCol());
  }

  @Override
  public Dataset<Row> describeTopics(int most) {
    return fitted.describeTopics(most).select("topic", "termIndices", "termWeights");
  }

  @Override
  public Matrix topicsMatrix() {
    return fitted.topicsMatrix();
  }

  @Override
  public Vector estimatedDocConcentration() {
    return fitted.estimatedDocConcentration();
  }

  @Override
  public double logLikelihood(Dataset<?> dataset) {
    return told().logLikelihoodBound(dataset);
  }

  @Override
  public double logPerplexity(Dataset<?> dataset) {
    return told().logPerplexityBound(dataset);
  }

  @Override
  public long estimatedSize() {
    return fitted.estimatedSize();
  }

  @Override
  public ConnectLdaModel copy(ParamMap extra) {
    ConnectLdaModel copy = new ConnectLdaModel(uid(), fitted, sparkSession());
    copyValues(copy, extra);
    copy.setParent(parent());
    return copy;
  }

  /** Saves it as Spark's model, which every client knows, with Polya's in a folder of it. */
  @Override
  public MLWriter write() {
    return new ConnectLdaWriter(this);
  }
}
