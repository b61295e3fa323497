package polya.infer.gibbs;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import polya.Failure;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.infer.Batch;
import polya.infer.Conservation;
import polya.infer.CorpusFacts;
import polya.infer.Inference;
import polya.infer.ModelState;
import polya.infer.Prefixes;
import polya.infer.Round;
import polya.infer.TilePass;
import polya.infer.TileState;
import polya.infer.variational.TopicState;
import polya.infer.variational.VariationalParameters;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;
import polya.params.Settings;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.TermBlock;
import polya.topics.TermRows;
import polya.topics.TermStatisticsBuilder;

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
 * <p>Families extend this class by what concerns their documents: the prior a and the topics'
 * weights s in p(z_i = k) ∝ (n_dk + a_k) s_k φ_wk, how they are learned, and their part of the
 * joint probability.
 */
public abstract class GibbsSampler implements Inference {
  private static final long serialVersionUID = 1L;

  /** Steps of the fixed point at a time: it goes on at the next one. */
  private static final int STEPS = 10;

  /** β ~ Gamma(1, 1) a priori: weak beside any corpus, and proper. */
  private static final Concentrations PRIOR = new Concentrations(1, 1);

  private final Inference variational;
  private final GibbsState states;
  private final String start;
  private final GibbsSchedule schedule;
  private final int topics;
  private final int localSweeps;
  private final double phiThreshold;
  private final boolean learnsTopicConcentration;
  private final long seed;
  private final int terms;
  private final long tokens;

  /**
   * A sampler with these settings, of {@link GibbsParameters}.
   *
   * @param variational the method of the first rounds
   * @param own where the family's own globals begin; some of them the variational method's too
   */
  protected GibbsSampler(
      Settings settings, CorpusFacts facts, Inference variational, Map<String, double[]> own) {
    this.variational = variational;
    topics = settings.get(VariationalParameters.K);
    states = new GibbsState(own, GibbsParameters.topicConcentration(settings, facts), topics);
    start = settings.get(GibbsParameters.START);
    schedule = GibbsSchedule.of(settings, facts);
    localSweeps = GibbsSchedule.localSweeps(settings, facts);
    phiThreshold = settings.get(GibbsParameters.PHI_THRESHOLD);
    learnsTopicConcentration = settings.get(GibbsParameters.OPTIMIZE_TOPIC_CONCENTRATION);
    seed = settings.get(VariationalParameters.SEED);
    terms = facts.terms();
    tokens = facts.tokens();
  }

  /** a, K numbers &gt; 0. */
  protected abstract double[] documentsPrior(Globals globals);

  /** s, K numbers &gt; 0, in any common scale; ones leave every bit as it is. */
  protected double[] weights(Globals globals) {
    double[] evenly = new double[topics];
    Arrays.fill(evenly, 1);
    return evenly;
  }

  /** Whether what is learned after a round is drawn from its posterior, or climbs it. */
  protected boolean draws(Round round) {
    return true;
  }

  /**
   * What is learned of documents, given the topics of all tokens.
   *
   * @param globals those before, with the topics' totals after the sweep
   */
  protected abstract Globals learned(
      Globals globals, GibbsTallies tallies, RandomStream stream, Round round);

  /**
   * The documents' part of log p(tokens, topics), θ integrated out, in nats.
   *
   * @param totals n_k
   */
  protected abstract double logDocuments(Globals globals, GibbsTallies tallies, double[] totals);

  /** Whether a sweep is under drawn topics. */
  protected final boolean isDrawn(Round round) {
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

  @Override
  public int seedDocuments() {
    return start.equals("variational") ? variational.seedDocuments() : 0;
  }

  @Override
  public ModelState start(List<Document> seeds) {
    return switch (start) {
      case "variational" -> variational.start(seeds);
      case "random", GibbsParameters.PREFIX -> states.random(terms);
      default ->
          throw Failure.usage(
              "Cannot train with start "
                  + start
                  + ": there is no earlier model; allowed are variational, prefix and random. Give"
                  + " --warm-start, or another start.");
    };
  }

  @Override
  public ModelState restart(ModelState earlier) {
    return variational.restart(earlier);
  }

  @Override
  public boolean keepsState(Round round) {
    return schedule.isSweep(round);
  }

  @Override
  public TileState seat(Tile tile) {
    return Assignments.unseated();
  }

  @Override
  public TileState reseat(Tile tile, byte[] bytes) {
    return Assignments.of(tile, topics, bytes);
  }

  @Override
  public ModelState enter(ModelState state, Round round) {
    return schedule.isSweep(round) ? states.withSample(state) : variational.enter(state, round);
  }

  @Override
  public Phi publish(ModelState state, Round round) {
    if (!GibbsState.isCounts(state)) {
      return variational.publish(state, round);
    }
    double beta = state.globals().scalar(TopicState.TOPIC_CONCENTRATION);
    Phi phi =
        isDrawn(round) && schedule.sweep(round) > 0
            ? DrawnTopics.draw(state.blocks(), topics, beta, phiThreshold, seed, round)
            : GibbsState.meanTopics(state);
    return phi.times(weights(state.globals()));
  }

  @Override
  public TilePass open(Phi phi, Globals globals, Round round) {
    if (!schedule.isSweep(round)) {
      return variational.open(phi, globals, round);
    }
    double[] prior = documentsPrior(globals);
    int histogram = schedule.hasHistogram(round) ? GibbsTallies.histogramFrom(terms) : -1;
    return new GibbsPass(phi, prior, seed, round, localSweeps, histogram);
  }

  @Override
  public TermStatisticsBuilder statistics(Round round) {
    return schedule.isSweep(round)
        ? new TermStatisticsBuilder(topics + 1, terms, 0, GibbsSums.count(topics))
        : variational.statistics(round);
  }

  /** The counts of a sweep take the place of those before. */
  @Override
  public BlockStep step(TermBlock block, TermRows rows, Globals globals, Batch batch, Round round) {
    if (!schedule.isSweep(round)) {
      return variational.step(block, rows, globals, batch, round);
    }
    int own = TermBlock.blockOf(block.from());
    TermRows counts = round.wholeCorpus() ? batch.corpus().rows(own) : rows;
    return SweptCounts.step(block, counts, topics);
  }

  @Override
  public Globals fold(Globals globals, double[] totals, Batch batch, Round round) {
    if (!schedule.isSweep(round)) {
      return variational.fold(globals, totals, batch, round);
    }
    double[] topicTotals = topicTotals(batch);
    Conservation.ofDrawn(totals[0], Arrays.stream(topicTotals).sum(), batch.tokens());
    Globals next = states.counted(globals, topicTotals, schedule.isSample(round));
    return schedule.hasHistogram(round) ? learned(next, batch, round) : next;
  }

  private double[] topicTotals(Batch batch) {
    int from = GibbsSums.TOPIC_TOTALS_K;
    return Arrays.copyOfRange(batch.sums(), from, from + topics);
  }

  /** Draws or climbs: what is learned of documents given z, and β given z. */
  private Globals learned(Globals globals, Batch batch, Round round) {
    RandomStream stream = Streams.of(seed, Purpose.HYPERPARAMETERS, round.number(), 0);
    Globals next = learned(globals, tallies(batch), stream, round);
    if (!learnsTopicConcentration) {
      return next;
    }
    double before = globals.scalar(TopicState.TOPIC_CONCENTRATION);
    CountTally cells = GibbsTallies.cells(batch.corpus(), terms);
    CountTally totals = GibbsTallies.totals(globals.vector(TopicState.TOPIC_TOTALS));
    return next.with(
        TopicState.TOPIC_CONCENTRATION,
        draws(round)
            ? PRIOR.drawn(stream, before, cells, totals, terms)
            : PRIOR.climbed(before, cells, totals, terms, STEPS));
  }

  private GibbsTallies tallies(Batch batch) {
    return GibbsTallies.of(batch.corpus(), terms, topics);
  }

  @Override
  public SortedMap<String, Double> observe(ModelState before, Batch batch, Round round) {
    if (!schedule.isSweep(round)) {
      SortedMap<String, Double> seen = variational.observe(before, batch, round);
      seen.remove("logLikelihood"); // It would be of another kind than that of sweeps.
      return seen;
    }
    SortedMap<String, Double> seen = new TreeMap<>();
    double[] sums = batch.sums();
    seen.put("activeTopics", sums[GibbsSums.ACTIVE] / Math.max(1, sums[GibbsSums.FITTED]));
    seen.put("changed", sums[GibbsSums.CHANGED] / Math.max(1, batch.tokens()));
    if (sums[GibbsSums.UNWEIGHTED] > 0) {
      seen.put("unweighted", sums[GibbsSums.UNWEIGHTED] / Math.max(1, batch.tokens()));
    }
    if (schedule.hasHistogram(round)) {
      seen.put("logLikelihood", logJoint(before.globals(), batch) / Math.max(1, tokens));
    }
    return seen;
  }

  /** The logarithm of the joint probability of tokens and topics, θ and Φ integrated out. */
  private double logJoint(Globals globals, Batch batch) {
    double[] totals = topicTotals(batch);
    double beta = globals.scalar(TopicState.TOPIC_CONCENTRATION);
    return GibbsTallies.logTopics(batch.corpus(), totals, beta, terms)
        + logDocuments(globals, tallies(batch), totals);
  }

  @Override
  public ModelState parameters(ModelState state) {
    return GibbsState.isCounts(state) ? states.parameters(state) : variational.parameters(state);
  }
}
