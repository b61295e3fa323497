package polya.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.corpus.Tiling;
import polya.infer.variational.TopicState;
import polya.math.Purpose;
import polya.math.Streams;
import polya.models.lda.LdaFamily;
import polya.params.Settings;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.TermBlock;
import polya.topics.TermStatistics;
import polya.topics.TermStatisticsBuilder;

/**
 * The rounds of SVI on one thread and without Spark, one task a tile or a lane, open to inspection.
 */
public final class PureLoop {
  public final CorpusFacts facts;
  public final Inference inference;
  public final MiniBatches schedule;
  public final List<Tile> tiles = new ArrayList<>();

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

  /** What each part sent at its last incremental visit. */
  private final Map<Integer, List<TermStatistics>> sent = new HashMap<>();

  private int next;

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
    facts = facts(documents, terms);
    Map<String, String> texts = earlier == null ? given : family.inherited(method, given, earlier);
    Settings settings = Settings.of(family.parameters(method), texts);
    ModelFamily.Training training = family.training(method, settings, facts);
    inference = training.inference();
    schedule = training.schedule();
    Tiling tiling = new Tiling(schedule.tiles());
    Map<Integer, List<Document>> byTile = new HashMap<>();
    for (Document document : documents) {
      byTile.computeIfAbsent(tiling.tileOf(document.key()), t -> new ArrayList<>()).add(document);
    }
    for (int t = 0; t < tiling.tiles(); t++) {
      tiles.add(Tile.of(t, byTile.getOrDefault(t, List.of())));
    }
    remembered = tiles.stream().map(inference::seat).toArray(TileState[]::new);
    state =
        earlier == null
            ? inference.start(seeds(documents, training.seed()))
            : inference.restart(earlier);
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
    return next < schedule.rounds();
  }

  /** One round. */
  public PureLoop step() {
    round = schedule.round(next++);
    state = inference.enter(state, round);
    phi = inference.publish(state, round);
    statistics = new ArrayList<>();
    TilePass pass = null;
    TermStatisticsBuilder out = null;
    for (int t = 0; t <= tiles.size(); t++) {
      boolean visited = t < tiles.size() && round.contains(t);
      boolean sameLane = t % round.laneTiles() != 0;
      if (pass != null && !(visited && round.lanes() && sameLane)) {
        pass.finish(out);
        statistics.add(out.build());
        pass = null;
      }
      if (visited) {
        out = pass == null ? inference.statistics(round) : out;
        pass = pass == null ? inference.open(phi, state.globals(), round) : pass;
        TileState before = inference.keepsState(round) ? remembered[t] : null;
        TileState after = pass.visit(tiles.get(t), before, out);
        remembered[t] = after == null ? remembered[t] : after;
      }
    }
    if (round.firstVisit() && round.part() == 0) {
      sent.clear();
    }
    List<TermStatistics> before = round.incremental() ? sent.put(round.part(), statistics) : null;
    List<TermStatistics> replaced = before == null ? List.of() : before;
    batch = Batch.of(statistics, CorpusStatistics.of(round, statistics, sent.values()));
    published = state;
    observed = inference.observe(state, batch, round);
    List<TermBlock> blocks = new ArrayList<>();
    double[] totals = null;
    for (int b = 0; b < state.blocks().size(); b++) {
      Inference.BlockStep step =
          inference.step(
              state.blocks().get(b),
              TermStatistics.rows(statistics, replaced, b),
              state.globals(),
              batch,
              round);
      blocks.add(step.block());
      totals = totals == null ? new double[step.totals().length] : totals;
      for (int i = 0; i < totals.length; i++) {
        totals[i] += step.totals()[i];
      }
    }
    Globals globals = inference.fold(state.globals(), totals, batch, round);
    state = new ModelState(blocks, state.fading(), globals);
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
    ModelState parameters = inference.parameters(state);
    int topics = state.globals().vector(TopicState.TOPIC_TOTALS).length;
    double[][] lambda = new double[facts.terms()][topics];
    for (int w = 0; w < lambda.length; w++) {
      float[] row = parameters.blocks().get(TermBlock.blockOf(w)).row(w);
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
