package polya.spark.pass;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import polya.corpus.Encoding;
import polya.corpus.Groups;
import polya.heldout.Estimator;
import polya.heldout.HeldOut;
import polya.heldout.marginal.LeftToRight;
import polya.infer.Posterior;
import polya.mixing.DocumentPrior;
import polya.mixing.Mixtures;
import polya.mixing.Predictor;
import polya.mixing.ValuePriors;
import polya.spark.exchange.Exchange;
import polya.spark.exchange.Exchanges;
import polya.spark.store.CorpusGroups;
import polya.spark.store.CorpusStore;
import polya.topics.Phi;

/**
 * What documents' words predict of them, on all executors: labels that the model knows, or
 * clusters. Whatever labels documents have are hidden from the model, which reads words under the
 * prior of a document without attributes ({@link Mixtures}). Topics are published once, when the
 * pass is opened, and taken back when it is closed. A document's scores depend on the document and
 * the model alone; a task holds one document at a time.
 */
public final class PredictionPass implements AutoCloseable {
  private static final long SEED = 1;
  private static final int PARTICLES = 20;

  private final SparkSession spark;
  private final JavaSparkContext context;
  private final Exchange exchange;
  private final Exchange.Published topics;
  private final DocumentPrior prior;
  private final Predictor predictor;

  /** Values of a covariate that scores are of instead; or null. */
  private final ValuePriors values;

  private final List<JavaRDD<?>> kept = new ArrayList<>();

  /**
   * Publishes the topics.
   *
   * @param predictor of the model's documents
   */
  public PredictionPass(SparkSession spark, Posterior posterior, Predictor predictor) {
    this(spark, posterior, predictor, null);
  }

  /**
   * The same for a covariate: scores are p(value | words), by the left-to-right estimator with
   * {@value #PARTICLES} particles and the same random numbers for all values. A document costs that
   * as often as there are values.
   */
  public PredictionPass(SparkSession spark, Posterior posterior, ValuePriors values) {
    this(spark, posterior, null, values);
  }

  private PredictionPass(
      SparkSession spark, Posterior posterior, Predictor predictor, ValuePriors values) {
    this.spark = spark;
    this.predictor = predictor;
    this.values = values;
    context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    exchange = Exchanges.of(context, posterior.topics());
    topics = exchange.publish(posterior.topics());
    prior = posterior.documents();
  }

  /** The predictions for documents of which no truth is known; lazy. */
  public Predictions of(CorpusStore corpus) {
    return new Predictions(
        spark, scored(rows(corpus, List.of()).map(LabelledDocument::of)), size());
  }

  /**
   * The predictions for documents whose labels are known; lazy, and kept until the pass is closed.
   *
   * @param encoding the model's
   * @param column of the corpus that has the labels
   */
  public Predictions of(CorpusStore corpus, Encoding encoding, String column) {
    return kept(labelled(corpus, encoding, column));
  }

  /**
   * The predictions for documents whose classes are known; lazy, and kept until the pass is closed.
   *
   * @param classes a document's group is its class; those of group 0 have none
   */
  public Predictions of(CorpusStore corpus, Groups classes) {
    return kept(
        scored(CorpusGroups.map(corpus, classes, LabelledDocument.COLUMNS, LabelledDocument::of)));
  }

  /**
   * From which score on a label is predicted, chosen on documents that the model was trained on;
   * one pass over them.
   *
   * @param encoding the model's
   * @param shares how common labels are: the scores of the baseline
   */
  public LabelThresholds thresholds(CorpusStore trained, Encoding encoding, double[] shares) {
    return labelled(trained, encoding, encoding.column())
        .treeAggregate(
            new LabelThresholds(),
            (thresholds, document) -> thresholds.add(document, shares),
            LabelThresholds::add);
  }

  private Predictions kept(JavaRDD<Predicted> rows) {
    kept.add(rows.persist(StorageLevel.MEMORY_AND_DISK_SER()));
    return new Predictions(spark, rows, size());
  }

  private int size() {
    return values == null ? predictor.size() : values.size();
  }

  private JavaRDD<Predicted> labelled(CorpusStore corpus, Encoding encoding, String column) {
    Broadcast<Encoding> known = context.broadcast(encoding);
    return scored(
        rows(corpus, List.of(column)).map(row -> LabelledDocument.of(row, known.value())));
  }

  private static JavaRDD<Row> rows(CorpusStore corpus, List<String> more) {
    List<Column> columns = new ArrayList<>();
    LabelledDocument.COLUMNS.forEach(name -> columns.add(CorpusStore.named(name)));
    more.forEach(name -> columns.add(CorpusStore.named(name)));
    return corpus.documents().select(columns.toArray(Column[]::new)).javaRDD();
  }

  private JavaRDD<Predicted> scored(JavaRDD<LabelledDocument> documents) {
    Exchange.Published phi = topics;
    DocumentPrior own = prior;
    Predictor scores = predictor;
    ValuePriors priors = values;
    return exchange
        .reading(phi, documents)
        .mapPartitions(
            part -> {
              if (priors != null) {
                List<Estimator.Scorer> scorers = scorers(phi.phi(), priors);
                return HeldOutPass.map(part, document -> scored(document, scorers, priors));
              }
              Mixtures mixtures = new Mixtures(phi.phi(), own);
              return HeldOutPass.map(part, document -> scored(document, mixtures, scores));
            });
  }

  private static Predicted scored(
      LabelledDocument document, Mixtures mixtures, Predictor predictor) {
    double[] theta = mixtures.of(document.document.terms(), document.document.counts());
    return new Predicted(document, predictor.scores(theta, document.document.tokens()));
  }

  private static List<Estimator.Scorer> scorers(Phi topics, ValuePriors priors) {
    LeftToRight estimator = new LeftToRight(SEED, PARTICLES, 0);
    List<Estimator.Scorer> scorers = new ArrayList<>();
    for (double[] alpha : priors.alphas()) {
      scorers.add(estimator.open(topics, alpha));
    }
    return scorers;
  }

  /** A document without tokens has the values' shares. */
  private static Predicted scored(
      LabelledDocument document, List<Estimator.Scorer> scorers, ValuePriors priors) {
    double[] logs = new double[scorers.size()];
    if (document.document.terms().length > 0) {
      HeldOut words = HeldOut.of(document.document, 0);
      for (int v = 0; v < logs.length; v++) {
        logs[v] = scorers.get(v).estimate(words).logProbability();
      }
    }
    return new Predicted(document, priors.posterior(logs));
  }

  /** Takes the topics back. */
  @Override
  public void close() {
    kept.forEach(JavaRDD::unpersist);
    exchange.retire(topics);
    exchange.close();
  }
}
