package polya.infer.variational;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import polya.corpus.Document;
import polya.corpus.Sections;
import polya.corpus.Tile;
import polya.infer.Batch;
import polya.infer.BlockPass;
import polya.infer.Conservation;
import polya.infer.CorpusFacts;
import polya.infer.Inference;
import polya.infer.ModelState;
import polya.infer.Round;
import polya.infer.Sent;
import polya.infer.TileMemory;
import polya.infer.TilePass;
import polya.infer.TopicPrior;
import polya.mixing.DocumentPrior;
import polya.params.Settings;
import polya.topics.Blocks;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.StatisticsLayout;
import polya.topics.Sums;
import polya.topics.SumsLayout;

/**
 * Topics φ_k ~ Dirichlet(η) by stochastic variational inference, whatever the model of documents: λ
 * ← (1 − ρ) λ + ρ (η + D/|M| s), by a {@link RowChange} of what {@link TopicState} keeps. |M| is
 * the actual number of documents in the batch. What concerns documents is up to a {@link
 * VariationalLearning}: their prior and how it is learned, and their part of the bound; how they
 * are fitted, to a {@link LocalStep}.
 */
public final class DirichletTopics implements Inference {
  /** Weights of a tile's terms that are made without its documents: 128 MB of them. */
  private static final long MOST_WITHHELD = 1 << 25;

  private static final long serialVersionUID = 1L;

  /**
   * Fraction bits of expected counts: units of 1e-6 for float32 responsibilities and 9e-10 for
   * float64, which leaves room for 9e12 and 8e9 tokens of one term on one topic.
   */
  private static final int FLOAT_BITS = 20;

  private static final int VB_BITS = 30;

  private final boolean vb;
  private final int topics;
  private final double eta;
  private final LearningRate learningRate;
  private final boolean learnsTopicConcentration;
  private final int seedsPerTopic;
  private final long documents;
  private final long tokens;
  private final int terms;
  private final Sections sections;
  private final long seed;
  private final SumsLayout sums;

  /** The documents' side. */
  private final VariationalLearning learning;

  /** How documents are fitted. */
  private final LocalStep step;

  /** The cells of topics whose prior is their own. */
  private final SeededTopics seeded;

  /** Whether topics begin with documents chosen among more, see {@link SpreadSeeds}. */
  private final boolean spreadsSeeds;

  /** Whether they are drawn by chance, see {@link ChanceSeeds}. */
  private final boolean drawsSeeds;

  /** Needed at the start only, so it stays on the driver. */
  private final transient long[] termFrequencies;

  /** Topics of a run with these settings, of {@link VariationalParameters}. */
  public DirichletTopics(Settings settings, CorpusFacts facts, VariationalLearning learning) {
    this(settings, facts, learning, false);
  }

  /**
   * The same.
   *
   * @param spreadsSeeds whether the first documents of topics are chosen to be unlike one another
   */
  public DirichletTopics(
      Settings settings, CorpusFacts facts, VariationalLearning learning, boolean spreadsSeeds) {
    this(settings, facts, learning, new TokenStep(settings, facts, learning), spreadsSeeds);
  }

  /**
   * The same.
   *
   * @param prior what is believed of some terms under some topics
   */
  public DirichletTopics(
      Settings settings, CorpusFacts facts, VariationalLearning learning, TopicPrior prior) {
    this(settings, facts, learning, new TokenStep(settings, facts, learning), false, prior);
  }

  /**
   * The same.
   *
   * @param step how documents are fitted
   */
  public DirichletTopics(
      Settings settings,
      CorpusFacts facts,
      VariationalLearning learning,
      LocalStep step,
      boolean spreadsSeeds) {
    this(
        settings,
        facts,
        learning,
        step,
        spreadsSeeds,
        TopicPrior.none(settings.get(VariationalParameters.K)));
  }

  private DirichletTopics(
      Settings settings,
      CorpusFacts facts,
      VariationalLearning learning,
      LocalStep step,
      boolean spreadsSeeds,
      TopicPrior prior) {
    this.learning = learning;
    this.step = step;
    this.spreadsSeeds = spreadsSeeds;
    drawsSeeds = TopicSeeding.ofWholeDocuments(facts, learning);
    vb = VariationalParameters.vb(settings);
    seeded = new SeededTopics(prior, vb);
    topics = settings.get(VariationalParameters.K);
    eta = VariationalParameters.topicConcentration(settings);
    learningRate = LearningRate.of(settings);
    learnsTopicConcentration = VariationalParameters.learnsTopicConcentration(settings);
    seedsPerTopic = TopicSeeding.documentsPerTopic(settings, facts);
    documents = facts.documents();
    tokens = facts.tokens();
    terms = facts.terms();
    sections = facts.sections();
    seed = settings.get(VariationalParameters.SEED);
    sums = step.sums(VariationalSums.of(facts, topics));
    termFrequencies = facts.termFrequencies();
  }

  /** Documents that topics begin with. */
  private int seeds() {
    return (int) Math.min(Integer.MAX_VALUE, (long) topics * seedsPerTopic);
  }

  @Override
  public int seedDocuments() {
    return spreadsSeeds || drawsSeeds ? SpreadSeeds.candidates(seeds(), topics) : seeds();
  }

  @Override
  public ModelState start(List<Document> seeds) {
    return start(seeds, UnaryOperator.identity());
  }

  @Override
  public ModelState start(List<Document> seeds, UnaryOperator<Blocks> place) {
    DocumentPrior prior = documents(learning.own());
    List<Document> chosen = seeds;
    if (drawsSeeds) {
      chosen = ChanceSeeds.of(seeds, topics, seedsPerTopic, seed);
    } else if (spreadsSeeds) {
      chosen = SpreadSeeds.of(seeds, topics, seedsPerTopic);
    }
    List<List<Document>> dealt =
        prior.isShared()
            ? TopicSeeding.dealt(chosen, seedsPerTopic, topics)
            : TopicSeeding.dealtByGroup(chosen, seedsPerTopic, prior);
    for (int k = 0; k < topics; k++) {
      if (seeded.has(k)) {
        dealt.set(k, List.of()); // Its keywords tell it apart.
      }
    }
    Blocks blocks = place.apply(TopicSeeding.blocks(dealt, tokens, termFrequencies));
    ModelState begun = seeded.begun(begun(TiedTopics.separate(blocks, topics, seed)));
    return drawsSeeds ? TopicState.ofWholeDocuments(begun) : begun;
  }

  @Override
  public ModelState restart(ModelState earlier) {
    return seeded.restarted(begun(TopicSeeding.restarted(earlier, topics, termFrequencies, seed)));
  }

  private ModelState begun(Blocks blocks) {
    return TopicState.begun(blocks, learning.own(), eta, topics, sections);
  }

  @Override
  public Optional<TileMemory> memory() {
    return step.memory();
  }

  @Override
  public DocumentPrior documents(Globals globals) {
    return learning.documents(globals);
  }

  @Override
  public ModelState enter(ModelState state, Round round) {
    if (!round.incremental()) {
      return state;
    }
    if (!round.firstVisit()) {
      return TopicState.faded(state);
    }
    return round.part() == 0 ? seeded.setAside(TopicState.setAside(state)) : state;
  }

  @Override
  public boolean withdraws(Round round) {
    return learning.isPlain();
  }

  @Override
  public ModelState withdrawn(ModelState state, Sent part, Round round) {
    RowChange change = RowChange.WHOLE;
    TopicStep taking = new TopicStep(this, change, topics, false, state, null, round);
    Sent.Stepped left = part.withdrawn(state.topics(), taking);
    double[] before = state.globals().vector(TopicState.TOPIC_TOTALS);
    double[] totals = change.totals(before, left.totals().vector(TopicStep.ADDED), round);
    ModelState without =
        state
            .with(ModelState.TOPICS, left.blocks())
            .with(state.globals().with(TopicState.TOPIC_TOTALS, totals));
    return stepped(without, change, left.totals());
  }

  private ModelState stepped(ModelState state, RowChange change, Sums totals) {
    return seeded.areNone()
        ? state
        : seeded.stepped(state, change, totals.vector(TopicStep.ADDED_TO_CELLS));
  }

  /** The cells whose prior is their own. */
  SeededTopics seeded() {
    return seeded;
  }

  @Override
  public Phi publish(ModelState state, Round round) {
    return seeded.published(state, learning.weights(state.globals()));
  }

  @Override
  public TilePass open(Phi phi, Globals globals, Round round) {
    return step.open(phi, globals, round);
  }

  @Override
  public StatisticsLayout statistics(Round round) {
    StatisticsLayout layout = StatisticsLayout.of(topics, terms, vb ? VB_BITS : FLOAT_BITS, sums);
    return vb && !documents(learning.own()).isShared()
        ? layout.withTable(FittedGroups.TABLE, 1)
        : layout;
  }

  /** Once a pass, if the rows are then the expected counts of the corpus and nothing else. */
  private boolean learnsTopicConcentration(Batch batch, Round round) {
    return learnsTopicConcentration && batch.countsAreKnown(round);
  }

  @Override
  public BlockPass global(ModelState before, Batch batch, Round round) {
    RowChange change = RowChange.of(before.globals(), batch, round, learningRate, documents);
    boolean learnsEta = learnsTopicConcentration(batch, round);
    return new TopicStep(this, change, topics, learnsEta, before, batch, round);
  }

  /** Folds what {@link TopicState} names; what is learned of documents comes last. */
  BlockPass.Folded fold(TopicStep step, Blocks stepped, Sums totals) {
    Batch batch = step.batch();
    Round round = step.round();
    Globals globals = step.before().globals();
    double all = totals.scalar(TopicStep.COUNTED);
    if (round.incremental() && !round.firstVisit() && !withdraws(round)) {
      Conservation.ofExpected(all, 0, 1e-5 * batch.tokens());
    } else {
      double counted =
          round.lanes() ? batch.sums().scalar(VariationalSums.COUNTED) : batch.tokens();
      Conservation.ofExpected(all, counted, 1e-3 * counted);
    }
    RowChange change = step.change();
    double[] before = globals.vector(TopicState.TOPIC_TOTALS);
    double[] addedK = totals.vector(TopicStep.ADDED);
    Arrays.setAll(addedK, k -> addedK[k] / change.decay());
    double[] sumsK = change.totals(before, addedK, round);
    Globals next =
        globals.with(TopicState.TOPIC_TOTALS, sumsK).with(TopicState.DECAY, change.decay());
    if (round.firstVisit()) {
      double[] fading = globals.vector(TopicState.FADING);
      double left = fading[1] - batch.documents() / (double) documents;
      next = next.with(TopicState.FADING, new double[] {fading[0], left});
    }
    ModelState state =
        stepped(step.before().with(ModelState.TOPICS, stepped).with(next), change, totals);
    next = state.globals();
    if (step.learnsEta()) {
      next = next.with(TopicState.TOPIC_CONCENTRATION, learned(state, totals));
    }
    ModelState after = state.with(learning.learned(next, batch, round));
    return new BlockPass.Folded(after, observed(step.before(), batch, round));
  }

  private double learned(ModelState next, Sums totals) {
    double[] sums = {totals.scalar(TopicStep.DIGAMMAS), totals.scalar(TopicStep.TRIGAMMAS)};
    double now = TopicState.eta(next);
    double[] counts = TopicState.counts(next.globals());
    if (!seeded.areNone()) {
      double[] more = seeded.ofConcentration(next, counts);
      sums[0] += more[0];
      sums[1] += more[1];
    }
    return vb
        ? TopicConcentration.meanField(now, sums, counts, sections)
        : TopicConcentration.collapsed(now, sums, counts, sections);
  }

  private SortedMap<String, Double> observed(ModelState before, Batch batch, Round round) {
    SortedMap<String, Double> seen = new TreeMap<>();
    Sums sums = batch.sums();
    double fitted = Math.max(1, sums.scalar(VariationalSums.FITTED));
    seen.put("activeTopics", sums.scalar(VariationalSums.ACTIVE) / fitted);
    if (learnsTopicConcentration) {
      seen.put("topicConcentration", TopicState.eta(before));
    }
    seen.put("localSweeps", sums.scalar(VariationalSums.SWEEPS) / fitted);
    double scored = sums.scalar(VariationalSums.SCORED_TOKENS);
    if (!vb && scored > 0) {
      seen.put("logLikelihood", sums.scalar(VariationalSums.SCORE) / scored);
    }
    if (vb && batch.corpus() != null && round.endsPass()) {
      double bound = SeededBound.of(seeded, before, batch.corpus(), learning);
      seen.put("bound", bound / tokens);
    }
    if (!seeded.areNone() && seeded.prior().mixes()) {
      seen.put("keywordShare", seeded.meanShare(before));
    }
    return seen;
  }

  @Override
  public List<ModelState> candidates(ModelState last) {
    return learning.candidates(last);
  }

  @Override
  public Optional<Phi> withheld(Tile tile, Phi phi, Globals globals, Round last) {
    if (vb || (long) tile.terms().length * topics > MOST_WITHHELD) {
      return Optional.empty();
    }
    Round whole =
        new Round(
            last.number(),
            last.rounds(),
            last.pass(),
            true,
            0,
            1,
            true,
            0,
            last.allTiles(),
            last.allTiles(),
            1);
    return Optional.of(
        Withheld.of(
            tile,
            phi,
            learning.weights(globals),
            step.open(phi, globals, whole),
            statistics(whole)));
  }

  @Override
  public ModelState parameters(ModelState state) {
    return TopicState.parameters(seeded.seen(state), learning.own().vectors().keySet());
  }
}
