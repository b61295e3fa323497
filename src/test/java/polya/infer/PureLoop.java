package polya.infer;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.infer.variational.TopicState;
import polya.math.Purpose;
import polya.math.Streams;
import polya.models.lda.LdaFamily;
import polya.params.Settings;
import polya.topics.Phi;
import polya.topics.TermBlock;
import polya.topics.TermStatistics;

/** A {@link PlainRun} over documents at hand, open to inspection. */
public final class PureLoop {
  public final CorpusFacts facts;
  public final Inference inference;
  public final MiniBatches schedule;
  public final List<Tile> tiles;

  /** What tiles remember. */
  public final TileState[] remembered;

  /** The model before the next round. */
  public ModelState state;

  /** Of the last round. */
  public Round round;

  public ModelState published;
  public Phi phi;
  public Batch batch;
  public List<TermStatistics> statistics;
  public SortedMap<String, Double> observed;

  private final PlainRun run;

  /** A run over these documents with parameters as they would be typed. */
  public PureLoop(List<Document> documents, int terms, Map<String, String> given) {
    this(documents, terms, given, null);
  }

  /** A run that starts from the parameters of an earlier model; null for none. */
  public PureLoop(
      List<Document> documents, int terms, Map<String, String> given, ModelState earlier) {
    this("svi", documents, terms, given, earlier);
  }

  /** A run of LDA by a method. */
  public PureLoop(
      String method,
      List<Document> documents,
      int terms,
      Map<String, String> given,
      ModelState earlier) {
    this(new LdaFamily(), method, documents, terms, given, earlier);
  }

  /** A run of a family by a method. */
  public PureLoop(
      ModelFamily family,
      String method,
      List<Document> documents,
      int terms,
      Map<String, String> given,
      ModelState earlier) {
    this(family, method, documents, facts(documents, terms), given, earlier);
  }

  /** A run of a family by a method, of documents of which this is known. */
  public PureLoop(
      ModelFamily family,
      String method,
      List<Document> documents,
      CorpusFacts facts,
      Map<String, String> given,
      ModelState earlier) {
    this.facts = facts;
    Map<String, String> texts = earlier == null ? given : family.inherited(method, given, earlier);
    Settings settings = Settings.of(family.parameters(method), texts);
    ModelFamily.Training training = family.training(method, settings, facts);
    inference = training.inference();
    schedule = training.schedule();
    tiles = PlainRun.tiles(documents, schedule.tiles());
    state =
        earlier == null
            ? inference.start(seeds(documents, training.seed()))
            : inference.restart(earlier);
    run = new PlainRun(training, tiles, state);
    remembered = run.remembered();
  }

  private List<Document> seeds(List<Document> documents, long seed) {
    Set<List<String>> bags = new HashSet<>();
    return documents.stream()
        .filter(d -> d.terms().length > 0)
        .sorted(
            Comparator.comparingLong(
                d -> Streams.of(seed, Purpose.SEEDING, 0, d.key()).nextLong() >>> 1))
        .filter(d -> bags.add(List.of(Arrays.toString(d.terms()), Arrays.toString(d.counts()))))
        .limit(inference.seedDocuments())
        .toList();
  }

  /** What a run knows of these documents. */
  public static CorpusFacts facts(List<Document> documents, int terms) {
    long[] frequencies = new long[terms];
    long tokens = 0;
    for (Document document : documents) {
      tokens += document.tokens();
      for (int i = 0; i < document.terms().length; i++) {
        frequencies[document.terms()[i]] += document.counts()[i];
      }
    }
    return new CorpusFacts(documents.size(), tokens, frequencies);
  }

  public boolean hasNext() {
    return run.hasNext();
  }

  /** One round. */
  public PureLoop step() {
    run.step();
    state = run.state();
    round = run.round();
    published = run.published();
    phi = run.phi();
    batch = run.batch();
    statistics = batch.sent().here();
    observed = run.observed();
    return this;
  }

  /** All rounds that are left. */
  public PureLoop run() {
    while (hasNext()) {
      step();
    }
    return this;
  }

  /** λ as [w][k], as a store keeps it. */
  public double[][] lambda() {
    List<TermBlock> blocks = inference.parameters(state).topics().here();
    int topics = state.globals().vector(TopicState.TOPIC_TOTALS).length;
    double[][] lambda = new double[facts.terms()][topics];
    for (int w = 0; w < lambda.length; w++) {
      float[] row = blocks.get(TermBlock.blockOf(w)).row(w);
      for (int k = 0; k < topics; k++) {
        lambda[w][k] = row[k];
      }
    }
    return lambda;
  }

  /** α in force. */
  public double[] alpha() {
    return state.globals().vector("docConcentration");
  }

  /** The bound of the corpus, of the model that the last round published. */
  public double bound() {
    return observed.get("bound") * facts.tokens();
  }
}
