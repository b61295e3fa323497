package polya.ml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import polya.corpus.Vocabulary;
import polya.describe.TopicTerms;
import polya.infer.ModelFamily;
import polya.infer.ModelInfo;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.math.Rows;
import polya.spark.store.LocalModel;
import polya.topics.Phi;
import polya.topics.TopTerms;

/**
 * What a fitted model is, whatever stage shows it; shared by the copies of a stage. Immutable but
 * for the handle on its topics at the executors, which all copies share too.
 */
public final class FittedTopics {
  /** An array's header and the reference to it. */
  private static final int ROW_BYTES = 20;

  /** A short string, with its array and the reference to it. */
  private static final int NAME_BYTES = 52;

  private final ModelInfo info;
  private final Vocabulary vocabulary;
  private final ModelState parameters;
  private final Posterior posterior;
  private final TrainingSummary summary;
  private SparkContext publisher;
  private Broadcast<Phi> published;

  /**
   * A fitted model.
   *
   * @param info its digest is filled in
   * @param vocabulary its terms; {@link #indices} if they have no names
   */
  FittedTopics(
      ModelInfo info,
      Vocabulary vocabulary,
      ModelState parameters,
      Posterior posterior,
      List<Map<String, Number>> metrics) {
    this.info = info;
    this.vocabulary = vocabulary;
    this.parameters = parameters;
    this.posterior = posterior;
    this.summary = new TrainingSummary(info, metrics);
  }

  /** The model that was put aside. */
  static FittedTopics of(LocalModel saved) {
    ModelInfo info = saved.info();
    ModelFamily family =
        ModelFamily.of(info)
            .orElseThrow(() -> new IllegalStateException("there is no family " + info.model()));
    return new FittedTopics(
        info,
        saved.vocabulary(),
        saved.parameters(),
        family.posterior(saved.parameters()),
        saved.metrics());
  }

  /** This model as it is put aside. */
  LocalModel local() {
    return new LocalModel(info, vocabulary, parameters, summary.metrics());
  }

  /** The names of V terms that have none: 0, 1, 2, … */
  static Vocabulary indices(int size) {
    return Vocabulary.of(IntStream.range(0, size).mapToObj(Integer::toString).toList());
  }

  /** The bytes of a model: a row of float32 and a name for each of V terms. */
  static long bytes(long terms, int topics) {
    return terms * (ROW_BYTES + 4L * Rows.padded(topics) + NAME_BYTES);
  }

  /** What its manifest says of it. */
  public ModelInfo info() {
    return info;
  }

  /** Topics and prior. */
  public Posterior posterior() {
    return posterior;
  }

  /** How it was trained. */
  TrainingSummary summary() {
    return summary;
  }

  /** The model's own parameters. */
  public ModelState parameters() {
    return parameters;
  }

  /** Its topics' terms beside those of its whole corpus; V·K operations. */
  public TopicTerms topicTerms() {
    double[] shares = TopTerms.shares(parameters.topics(), info.k());
    return TopicTerms.of(posterior.topics(), shares, TopicTerms.LAMBDA);
  }

  /** Its terms, named by their index where it was given no vocabulary. */
  Vocabulary vocabulary() {
    return vocabulary;
  }

  /** Its terms, if it was given any. */
  Optional<Vocabulary> namedTerms() {
    boolean indices =
        IntStream.range(0, vocabulary.size())
            .allMatch(w -> vocabulary.term(w).equals(Integer.toString(w)));
    return indices ? Optional.empty() : Optional.of(vocabulary);
  }

  /**
   * Its topics at the executors: sent at the first call, taken back by Spark when neither this
   * model nor any Dataset made by it is reachable any more.
   */
  synchronized Broadcast<Phi> published(SparkContext context) {
    if (publisher != context) {
      published = JavaSparkContext.fromSparkContext(context).broadcast(posterior.topics());
      publisher = context;
    }
    return published;
  }
}
