package polya.infer.gibbs;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import polya.Failure;
import polya.corpus.Document;
import polya.corpus.Sections;
import polya.infer.Batch;
import polya.infer.BlockPass;
import polya.infer.Conservation;
import polya.infer.CorpusFacts;
import polya.infer.GroupTables;
import polya.infer.Inference;
import polya.infer.ModelState;
import polya.infer.Phase;
import polya.infer.Phased;
import polya.infer.Prefixes;
import polya.infer.Round;
import polya.infer.TileMemory;
import polya.infer.TilePass;
import polya.infer.TopicPrior;
import polya.infer.variational.TopicState;
import polya.infer.variational.VariationalParameters;
import polya.math.CountTally;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;
import polya.mixing.DocumentPrior;
import polya.params.Settings;
import polya.topics.Blocks;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.StatisticsLayout;
import polya.topics.Sums;
import polya.topics.SumsLayout;
import polya.topics.TermCells;

/**
 * Partially collapsed Gibbs sampling of a model with Dirichlet topics, whatever its documents: z |
 * Φ, priors by tiles, then priors | z, then Φ | z, β by blocks (algorithms.md §2, §4). First rounds
 * by a variational method, whose topics seat the tokens, or sweeps of growing {@link Prefixes},
 * whose counts do; then sweeps of the whole corpus, under mean topics while burning in and under
 * drawn ones while sampling: only these have the posterior as their stationary distribution.
 *
 * <p>Between sweeps the model is the counts n_wk. Topics are made of them when they are published,
 * after β was drawn: Φ | z, β and β | z make one draw of both only in this order.
 *
 * <p>What concerns documents is up to a {@link GibbsLearning}: their prior and how it is learned,
 * and their part of the joint probability; how they are swept, to a {@link DocumentSweep}.
 */
public final class GibbsSampler implements Inference {
  private static final long serialVersionUID = 1L;

  private final GibbsLearning learning;
  private final GibbsState states;
  private final SeededCounts seeded;
  private final String start;
  private final GibbsSchedule schedule;
  private final int topics;
  private final DocumentSweep sweep;
  private final double phiThreshold;
  private final boolean learnsTopicConcentration;
  private final long seed;
  private final int terms;
  private final Sections sections;
  private final long[] sectionTokens;
  private final long tokens;
  private final SumsLayout sums;

  /**
   * A sampler with these settings, of {@link GibbsParameters}.
   *
   * @param learning the documents' side; some of its globals may be the variational start's too
   */
  public GibbsSampler(Settings settings, CorpusFacts facts, GibbsLearning learning) {
    this(settings, facts, learning, new TokenSweeps(settings, facts, learning));
  }

  /**
   * The same.
   *
   * @param sweep how documents are swept
   */
  public GibbsSampler(
      Settings settings, CorpusFacts facts, GibbsLearning learning, DocumentSweep sweep) {
    this(settings, facts, learning, sweep, TopicPrior.none(settings.get(VariationalParameters.K)));
  }

  /**
   * A sampler whose topics have a prior of their own.
   *
   * @param prior what is believed of some terms under some topics
   */
  public GibbsSampler(
      Settings settings, CorpusFacts facts, GibbsLearning learning, TopicPrior prior) {
    this(settings, facts, learning, new TokenSweeps(settings, facts, learning), prior);
  }

  private GibbsSampler(
      Settings settings,
      CorpusFacts facts,
      GibbsLearning learning,
      DocumentSweep sweep,
      TopicPrior prior) {
    this.learning = learning;
    this.sweep = sweep;
    topics = settings.get(VariationalParameters.K);
    seeded = new SeededCounts(prior, settings.get(VariationalParameters.SEED));
    states =
        new GibbsState(
            learning.own(),
            GibbsParameters.topicConcentration(settings, facts),
            topics,
            facts.sections(),
            seeded);
    start = settings.get(GibbsParameters.START);
    schedule = GibbsSchedule.of(settings, facts);
    phiThreshold = settings.get(GibbsParameters.PHI_THRESHOLD);
    learnsTopicConcentration = GibbsParameters.learnsTopicConcentration(settings, facts);
    seed = settings.get(VariationalParameters.SEED);
    terms = facts.terms();
    sections = facts.sections();
    sectionTokens = facts.sectionTokens();
    tokens = facts.tokens();
    boolean isShared = learning.documents(learning.own()).isShared();
    sums = sweep.sums(GibbsSums.of(facts, topics, isShared));
  }

  DocumentSweep sweep() {
    return sweep;
  }

  /** Whether a sweep is under drawn topics. */
  private boolean isDrawn(Round round) {
    return schedule.isDrawn(round);
  }

  @Override
  public boolean keepsSample(Round round) {
    return schedule.keepsSample(round);
  }

  @Override
  public ModelState sample(ModelState state) {
    return states.ofLastSweep(state);
  }

  /** No document: tokens are seated by priors, or by a start of another method. */
  @Override
  public int seedDocuments() {
    return 0;
  }

  @Override
  public ModelState start(List<Document> seeds) {
    if (!GibbsSchedule.startsByItself(start)) {
      throw Failure.usage(
          "Cannot train with start "
              + start
              + ": there is no earlier model; allowed are variational, prefix and random. Give"
              + " --warm-start, or another start.");
    }
    return states.random(terms);
  }

  /** An earlier model is another method's: {@link Phased}. */
  @Override
  public ModelState restart(ModelState earlier) {
    throw new UnsupportedOperationException("a sampler goes on from topics of its start");
  }

  /** This sampler after the rounds of a start, which an earlier model goes to as well. */
  Inference after(Inference variational) {
    return new Phased(
        variational,
        states,
        this,
        schedule.prefixes() ? 0 : schedule.startPasses(),
        !start.equals(GibbsParameters.VARIATIONAL));
  }

  @Override
  public Optional<TileMemory> memory() {
    return Optional.of(new TokenTopics(topics));
  }

  @Override
  public ModelState enter(ModelState state, Round round) {
    return states.withSample(state);
  }

  @Override
  public Phi publish(ModelState state, Round round) {
    Phi phi =
        isDrawn(round) && schedule.sweep(round) > 0
            ? seeded.drawn(state, phiThreshold, round)
            : states.meanTopics(state);
    return phi.times(learning.weights(state.globals()));
  }

  @Override
  public TilePass open(Phi phi, Globals globals, Round round) {
    return sweep.open(phi, globals, round, isDrawn(round));
  }

  @Override
  public int scans(Round round) {
    return sweep.scans(round);
  }

  @Override
  public TilePass open(Phi phi, Globals globals, Round round, Phase phase) {
    return sweep.open(phi, globals, round, isDrawn(round), phase);
  }

  @Override
  public StatisticsLayout statistics(Round round) {
    StatisticsLayout layout =
        StatisticsLayout.of(topics, terms, 0, sums)
            .withTable(SentCounts.COUNTS, topics)
            .withTable(SentCounts.LENGTHS, 1);
    return learning.byGroup() ? GroupTables.with(layout, topics) : layout;
  }

  @Override
  public DocumentPrior documents(Globals globals) {
    return learning.documents(globals);
  }

  @Override
  public BlockPass global(ModelState before, Batch batch, Round round) {
    return new SweepStep(this, topics, before, batch, round);
  }

  /**
   * Folds a sweep.
   *
   * @param counts n_wk
   * @param counted Σ_wk n_wk
   * @param bySection n_k in each section; null where terms have one
   * @param ofCells n_wk of the {@link #cells}
   */
  BlockPass.Folded fold(
      ModelState before,
      Blocks counts,
      double counted,
      double[] bySection,
      double[] ofCells,
      Batch batch,
      Round round) {
    double[] topicTotals = topicTotals(batch);
    Conservation.ofDrawn(counted, Arrays.stream(topicTotals).sum(), batch.tokens());
    if (bySection != null) {
      if (batch.tokens() == tokens) {
        Conservation.ofSections(bySection, sectionTokens);
      }
      topicTotals = bySection;
    }
    Globals next = states.counted(before.globals(), topicTotals, schedule.weight(round));
    next = learning.swept(next, batch.sums());
    if (!seeded.areNone()) {
      next = seeded.split(next, ofCells, isDrawn(round), round);
    }
    if (schedule.hasHistogram(round)) {
      next = learned(next, counts, batch, round);
    }
    if (!seeded.areNone()) {
      next = seeded.weighed(next, isDrawn(round), round.number(), terms);
    }
    ModelState after = before.with(ModelState.TOPICS, counts).with(next);
    return new BlockPass.Folded(after, observed(before.globals(), next, counts, batch, round));
  }

  /** The sections of terms. */
  Sections sections() {
    return sections;
  }

  /** The cells whose prior is their own. */
  TermCells cells() {
    return seeded.cells();
  }

  private double[] topicTotals(Batch batch) {
    return batch.sums().vector(GibbsSums.TOPIC_TOTALS);
  }

  /** Draws or climbs: what is learned of documents given z, and β given z. */
  private Globals learned(Globals globals, Blocks counts, Batch batch, Round round) {
    RandomStream stream = Streams.of(seed, Purpose.HYPERPARAMETERS, round.number(), 0);
    boolean draws = learning.draws(isDrawn(round));
    Globals next = learning.learned(globals, batch.corpus(), stream, draws);
    if (!learnsTopicConcentration) {
      return next;
    }
    double before = globals.scalar(TopicState.TOPIC_CONCENTRATION);
    CountTally cells = counts.tally();
    if (!seeded.areNone()) {
      double beta = seeded.concentration(next, cells, stream, draws, terms);
      return next.with(TopicState.TOPIC_CONCENTRATION, beta);
    }
    CountTally[] totals = SentCounts.totals(globals.vector(TopicState.TOPIC_TOTALS), sections);
    return next.with(
        TopicState.TOPIC_CONCENTRATION,
        draws
            ? Concentrations.WEAK.drawn(stream, before, cells, totals, sections)
            : Concentrations.WEAK.climbed(before, cells, totals, sections, Concentrations.STEPS));
  }

  private SortedMap<String, Double> observed(
      Globals globals, Globals after, Blocks counts, Batch batch, Round round) {
    SortedMap<String, Double> seen = new TreeMap<>();
    Sums sums = batch.sums();
    seen.put(
        "activeTopics", sums.scalar(GibbsSums.ACTIVE) / Math.max(1, sums.scalar(GibbsSums.FITTED)));
    seen.put("changed", sums.scalar(GibbsSums.CHANGED) / Math.max(1, batch.tokens()));
    if (sums.scalar(GibbsSums.UNWEIGHTED) > 0) {
      seen.put("unweighted", sums.scalar(GibbsSums.UNWEIGHTED) / Math.max(1, batch.tokens()));
    }
    if (schedule.hasHistogram(round)) {
      double more = seeded.logMore(after.with(TopicState.TOPIC_CONCENTRATION, globals), terms);
      double joint = logJoint(globals, after, counts, batch) + more;
      seen.put("logLikelihood", joint / Math.max(1, tokens));
    }
    seeded.tell(after, seen);
    learning.tell(globals, seen);
    return seen;
  }

  /** The logarithm of the joint probability of tokens and topics, θ and Φ integrated out. */
  private double logJoint(Globals globals, Globals after, Blocks counts, Batch batch) {
    double[] totals = after.vector(TopicState.TOPIC_TOTALS);
    double beta = globals.scalar(TopicState.TOPIC_CONCENTRATION);
    return SentCounts.logTopics(counts, totals, beta, sections)
        + learning.logDocuments(globals, batch.corpus(), topicTotals(batch));
  }

  @Override
  public ModelState parameters(ModelState state) {
    return states.parameters(state);
  }
}
