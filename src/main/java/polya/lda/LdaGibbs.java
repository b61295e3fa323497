package polya.lda;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import polya.Failure;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.infer.Assignments;
import polya.infer.Batch;
import polya.infer.Concentrations;
import polya.infer.CorpusFacts;
import polya.infer.CountTally;
import polya.infer.DrawnTopics;
import polya.infer.GibbsPass;
import polya.infer.GibbsSums;
import polya.infer.GibbsTallies;
import polya.infer.Inference;
import polya.infer.ModelState;
import polya.infer.Round;
import polya.infer.Settings;
import polya.infer.TilePass;
import polya.infer.TileState;
import polya.infer.TopicState;
import polya.infer.VariationalParameters;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Special;
import polya.math.Streams;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.TermBlock;
import polya.topics.TermBlockBuilder;
import polya.topics.TermRows;
import polya.topics.TermStatisticsBuilder;

/**
 * LDA by partially collapsed Gibbs sampling: z | Φ, α by tiles, then α | z and β | z, then Φ | z, β
 * by blocks (ALGORITHMS §2). First rounds by {@link LdaVariational}, whose topics seat the tokens;
 * then sweeps of the whole corpus, under mean topics while burning in and under drawn ones while
 * sampling: only these have the posterior as their stationary distribution.
 *
 * <p>Between sweeps the model is the counts n_wk. Topics are made of them when they are published,
 * after β was drawn: Φ | z, β and β | z make one draw of both only in this order.
 */
final class LdaGibbs implements Inference {
  private static final long serialVersionUID = 1L;

  /** Steps of the fixed point at a time: it goes on at the next one. */
  private static final int STEPS = 10;

  /** α_k ~ Gamma(1, 1) and β ~ Gamma(1, 1) a priori: weak beside any corpus, and proper. */
  private static final Concentrations PRIOR = new Concentrations(1, 1);

  private final LdaVariational variational;
  private final String start;
  private final double[] alpha;
  private final double beta;
  private final int startPasses;
  private final int burnIn;
  private final int thinning;
  private final int samples;
  private final int keepSamples;
  private final int localSweeps;
  private final double phiThreshold;
  private final boolean learnsDocConcentration;
  private final boolean learnsTopicConcentration;
  private final String method;
  private final int interval;
  private final long seed;
  private final int terms;
  private final long tokens;

  LdaGibbs(Settings settings, CorpusFacts facts) {
    Settings ofStart = LdaGibbsParameters.ofStart(settings, facts);
    variational = new LdaVariational(ofStart, facts);
    start = settings.get(LdaGibbsParameters.START);
    alpha = LdaParameters.docConcentration(ofStart, facts);
    beta = settings.get(LdaGibbsParameters.TOPIC_CONCENTRATION);
    startPasses = LdaGibbsParameters.startPasses(settings, facts);
    burnIn = LdaGibbsParameters.burnIn(settings, facts);
    thinning = settings.get(LdaGibbsParameters.THINNING);
    samples = LdaGibbsParameters.samples(settings, facts);
    keepSamples = LdaGibbsParameters.keepSamples(settings, facts);
    localSweeps = settings.get(LdaGibbsParameters.LOCAL_SWEEPS);
    phiThreshold = settings.get(LdaGibbsParameters.PHI_THRESHOLD);
    learnsDocConcentration = settings.get(LdaGibbsParameters.OPTIMIZE_DOC_CONCENTRATION);
    learnsTopicConcentration = settings.get(LdaGibbsParameters.OPTIMIZE_TOPIC_CONCENTRATION);
    method = settings.get(LdaGibbsParameters.HYPERPARAMETER_METHOD);
    interval = settings.get(LdaGibbsParameters.HYPERPARAMETER_INTERVAL);
    seed = settings.get(VariationalParameters.SEED);
    terms = facts.terms();
    tokens = facts.tokens();
  }

  private int topics() {
    return alpha.length;
  }

  /** Which sweep of the corpus a round is, from 0; negative before the first. */
  private int sweep(Round round) {
    return round.pass() - startPasses;
  }

  private boolean isSweep(Round round) {
    return sweep(round) >= 0;
  }

  /** Whether a sweep is under drawn topics. */
  private boolean isDrawn(Round round) {
    return sweep(round) >= burnIn;
  }

  /** Whether the counts that a sweep leaves are a sample. */
  private boolean isSample(Round round) {
    return isDrawn(round) && (sweep(round) - burnIn + 1) % thinning == 0;
  }

  /** As many samples as are to be kept, evenly spaced, the last among them. */
  @Override
  public boolean keepsSample(Round round) {
    if (!isSample(round)) {
      return false;
    }
    long sample = (sweep(round) - burnIn + 1) / thinning;
    return sample * keepSamples / samples > (sample - 1) * keepSamples / samples;
  }

  @Override
  public ModelState sample(ModelState state) {
    return LdaGibbsState.ofLastSweep(state);
  }

  /** Whether a sweep sends the histogram of counts. */
  private boolean hasHistogram(Round round) {
    return (sweep(round) + 1) % interval == 0;
  }

  @Override
  public int seedDocuments() {
    return start.equals("variational") ? variational.seedDocuments() : 0;
  }

  @Override
  public ModelState start(List<Document> seeds) {
    return switch (start) {
      case "variational" -> variational.start(seeds);
      case "random" -> LdaGibbsState.random(alpha, beta, terms);
      default ->
          throw Failure.usage(
              "Cannot train with start "
                  + start
                  + ": there is no earlier model; allowed are variational and random. Give"
                  + " --warm-start, or another start.");
    };
  }

  @Override
  public ModelState restart(ModelState earlier) {
    return variational.restart(earlier);
  }

  @Override
  public boolean keepsState(Round round) {
    return isSweep(round);
  }

  @Override
  public TileState seat(Tile tile) {
    return Assignments.unseated();
  }

  @Override
  public TileState reseat(Tile tile, byte[] bytes) {
    return Assignments.of(tile, topics(), bytes);
  }

  @Override
  public ModelState enter(ModelState state, Round round) {
    return isSweep(round) ? LdaGibbsState.withSample(state) : variational.enter(state, round);
  }

  @Override
  public Phi publish(ModelState state, Round round) {
    if (!LdaGibbsState.isCounts(state)) {
      return variational.publish(state, round);
    }
    double beta = state.globals().scalar(TopicState.TOPIC_CONCENTRATION);
    return isDrawn(round) && sweep(round) > 0
        ? DrawnTopics.draw(state.blocks(), topics(), beta, phiThreshold, seed, round)
        : LdaGibbsState.meanTopics(state);
  }

  @Override
  public TilePass open(Phi phi, Globals globals, Round round) {
    if (!isSweep(round)) {
      return variational.open(phi, globals, round);
    }
    double[] prior = globals.vector(LdaState.DOC_CONCENTRATION);
    int histogram = hasHistogram(round) ? GibbsTallies.histogramFrom(terms) : -1;
    return new GibbsPass(phi, prior, seed, round, localSweeps, histogram);
  }

  @Override
  public TermStatisticsBuilder statistics(Round round) {
    return isSweep(round)
        ? new TermStatisticsBuilder(topics() + 1, terms, 0, GibbsSums.count(topics()))
        : variational.statistics(round);
  }

  /** The counts of a sweep take the place of those before. */
  @Override
  public BlockStep step(TermBlock block, TermRows rows, Globals globals, Batch batch, Round round) {
    if (!isSweep(round)) {
      return variational.step(block, rows, globals, batch, round);
    }
    TermRows counts = batch.corpus().rows(TermBlock.blockOf(block.from()));
    TermBlockBuilder next = TermBlock.sparse(block.from(), topics());
    int[] rowTopics = new int[topics()];
    float[] values = new float[topics()];
    double total = 0;
    boolean more = counts.next();
    for (int w = block.from(); w < block.from() + block.size(); w++) {
      int n = 0;
      if (more && counts.term() == w) {
        for (; n < counts.size(); n++) {
          rowTopics[n] = counts.topic(n);
          values[n] = (float) counts.count(n);
          total += counts.count(n);
        }
        more = counts.next();
      }
      next.add(rowTopics, values, n);
    }
    return new BlockStep(next.build(), new double[] {total});
  }

  @Override
  public Globals fold(Globals globals, double[] totals, Batch batch, Round round) {
    if (!isSweep(round)) {
      return variational.fold(globals, totals, batch, round);
    }
    double[] topicTotals = topicTotals(batch);
    conserve(totals[0], Arrays.stream(topicTotals).sum(), batch.tokens());
    Globals next = LdaGibbsState.counted(globals, topicTotals, isSample(round));
    return hasHistogram(round) ? learned(next, batch, round) : next;
  }

  private double[] topicTotals(Batch batch) {
    int from = GibbsSums.TOPIC_TOTALS_K;
    return Arrays.copyOfRange(batch.sums(), from, from + topics());
  }

  /** Every token has one topic. */
  private static void conserve(double byTerm, double byTopic, long tokens) {
    if (byTerm != tokens || byTopic != tokens) {
      throw Failure.resources(
          "Cannot go on training: the counts of a sweep add up to "
              + byTerm
              + " by term and "
              + byTopic
              + " by topic for "
              + tokens
              + " tokens. Report this as a bug.");
    }
  }

  /** Draws or climbs: α given z, and β given z. */
  private Globals learned(Globals globals, Batch batch, Round round) {
    boolean draws = method.equals("sampled") || method.equals("auto") && isDrawn(round);
    RandomStream stream = Streams.of(seed, Purpose.HYPERPARAMETERS, round.number(), 0);
    Globals next = globals;
    if (learnsDocConcentration) {
      double[] before = globals.vector(LdaState.DOC_CONCENTRATION);
      GibbsTallies tallies = GibbsTallies.of(batch.corpus(), terms, topics());
      next =
          next.with(
              LdaState.DOC_CONCENTRATION,
              draws
                  ? PRIOR.drawn(stream, before, tallies.byTopic(), tallies.lengths())
                  : PRIOR.climbed(before, tallies.byTopic(), tallies.lengths(), STEPS));
    }
    if (learnsTopicConcentration) {
      double before = globals.scalar(TopicState.TOPIC_CONCENTRATION);
      CountTally cells = GibbsTallies.cells(batch.corpus(), terms);
      CountTally totals = GibbsTallies.totals(globals.vector(TopicState.TOPIC_TOTALS));
      next =
          next.with(
              TopicState.TOPIC_CONCENTRATION,
              draws
                  ? PRIOR.drawn(stream, before, cells, totals, terms)
                  : PRIOR.climbed(before, cells, totals, terms, STEPS));
    }
    return next;
  }

  @Override
  public SortedMap<String, Double> observe(ModelState before, Batch batch, Round round) {
    if (!isSweep(round)) {
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
    if (hasHistogram(round)) {
      seen.put("logLikelihood", logJoint(before.globals(), batch) / Math.max(1, tokens));
    }
    return seen;
  }

  /** log p(w, z | α, β), θ and Φ integrated out (ALGORITHMS §2.1). */
  private double logJoint(Globals globals, Batch batch) {
    double[] alpha = globals.vector(LdaState.DOC_CONCENTRATION);
    double betaSum = terms * globals.scalar(TopicState.TOPIC_CONCENTRATION);
    GibbsTallies tallies = GibbsTallies.of(batch.corpus(), terms, topics());
    CountTally cells = GibbsTallies.cells(batch.corpus(), terms);
    double sum = cells.logRising(globals.scalar(TopicState.TOPIC_CONCENTRATION));
    for (double total : topicTotals(batch)) {
      sum -= Special.lgamma(total + betaSum) - Special.lgamma(betaSum);
    }
    for (int k = 0; k < topics(); k++) {
      sum += tallies.byTopic()[k].logRising(alpha[k]);
    }
    return sum - tallies.lengths().logRising(Arrays.stream(alpha).sum());
  }

  @Override
  public ModelState parameters(ModelState state) {
    return LdaGibbsState.isCounts(state)
        ? LdaGibbsState.parameters(state)
        : variational.parameters(state);
  }
}
