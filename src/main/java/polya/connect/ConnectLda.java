package polya.connect;

import org.apache.spark.ml.clustering.LDA;
import org.apache.spark.ml.clustering.LDAModel;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import polya.Failure;
import polya.models.lda.Lda;

/**
 * Spark's LDA, trained by Polya's. Params that are set mean what they mean in Spark; what is left
 * unset is Polya's default, but for k and, once maxIter is set, subsamplingRate, which are Spark's:
 * maxIter counts mini-batches, and means nothing without their size. Optimizer {@code em} is
 * refused, as by Spark's own server.
 */
public final class ConnectLda extends LDA {
  private static final long serialVersionUID = 1L;

  /** LDA with every Param at its default, and a uid of its own. */
  public ConnectLda() {
    this(Identifiable$.MODULE$.randomUID("lda"));
  }

  /** LDA with every Param at its default. */
  public ConnectLda(String uid) {
    super(uid);
  }

  /** Reads what {@code write} saved, or Spark's LDA. */
  public static MLReader<LDA> read() {
    return new Reader();
  }

  /** Reads what {@code save} saved, or Spark's LDA. */
  public static LDA load(String path) {
    return read().load(path);
  }

  private static final class Reader extends MLReader<LDA> {
    @Override
    public LDA load(String path) {
      LDA saved = LDA.load(path);
      return saved.copyValues(new ConnectLda(saved.uid()), ParamMap.empty());
    }
  }

  /** Saves it as Spark's LDA, which every client knows. */
  @Override
  public MLWriter write() {
    LDA plain = new LDA(uid());
    copyValues(plain, ParamMap.empty());
    return plain.write();
  }

  /**
   * Trains a model.
   *
   * @throws Failure (usage) if the optimizer is em, or a value is out of Polya's range; (input) if
   *     a row is not a vector of whole counts
   */
  @Override
  public LDAModel fit(Dataset<?> dataset) {
    ConnectLdaModel model =
        new ConnectLdaModel(uid(), polya().fit(dataset), dataset.sparkSession());
    copyValues(model, ParamMap.empty());
    return model.setParent(this);
  }

  @Override
  public long estimateModelSize(Dataset<?> dataset) {
    return polya().estimateModelSize(dataset);
  }

  @Override
  public ConnectLda copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Polya's estimator that does what this one is set to. */
  private Lda polya() {
    if (!getOptimizer().equalsIgnoreCase("online")) {
      throw Failure.usage(
          "Cannot train "
              + uid()
              + " by optimizer "
              + getOptimizer()
              + ": Polya trains in its place; allowed is online. Set it, or take"
              + " polya.connect.Backend out of spark.connect.ml.backend.classes.");
    }
    Lda lda = new Lda(uid()).setInference("svi").setK(getK()).setFeaturesCol(getFeaturesCol());
    if (!getTopicDistributionCol().isEmpty()) {
      lda.setTopicDistributionCol(getTopicDistributionCol());
    }
    if (isSet(maxIter())) {
      lda.setMaxIter(getMaxIter());
    }
    if (isSet(maxIter()) || isSet(subsamplingRate())) {
      lda.setSubsamplingRate(getSubsamplingRate());
    }
    if (isSet(seed())) {
      lda.setSeed(getSeed());
    }
    if (isSet(checkpointInterval()) && getCheckpointInterval() > 0) {
      lda.setCheckpointInterval(getCheckpointInterval());
    }
    if (isSet(learningOffset())) {
      lda.setLearningOffset(getLearningOffset());
    }
    if (isSet(learningDecay())) {
      lda.setLearningDecay(getLearningDecay());
    }
    return withPriors(lda);
  }

  private Lda withPriors(Lda lda) {
    if (isSet(docConcentration())) {
      lda.setDocConcentration(getDocConcentration());
    }
    if (isSet(topicConcentration())) {
      lda.setTopicConcentration(getTopicConcentration());
    }
    if (isSet(optimizeDocConcentration())) {
      lda.setOptimizeDocConcentration(getOptimizeDocConcentration());
    }
    return lda;
  }
}
