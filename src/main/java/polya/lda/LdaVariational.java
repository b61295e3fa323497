package polya.lda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import polya.Failure;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.infer.Batch;
import polya.infer.CorpusFacts;
import polya.infer.Cvb0;
import polya.infer.DocumentStep;
import polya.infer.Hybrid;
import polya.infer.Inference;
import polya.infer.Lane;
import polya.infer.LearningRate;
import polya.infer.LocalOptions;
import polya.infer.MeanFieldPass;
import polya.infer.MeanTopicsPass;
import polya.infer.ModelState;
import polya.infer.Round;
import polya.infer.Settings;
import polya.infer.TilePass;
import polya.infer.TileState;
import polya.infer.VariationalSums;
import polya.math.Rows;
import polya.math.Special;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.TermBlock;
import polya.topics.TermRows;
import polya.topics.TermStatisticsBuilder;

/**
 * LDA by stochastic variational inference: λ ← (1 − ρ) λ + ρ (η + D/|M| s), written as λ = η + σ a
 * so that a step decays every row by one number and touches the rows of its batch only (ALGORITHMS
 * §1.1). |M| is the actual number of documents in the batch.
 */
final class LdaVariational implements Inference {
  private static final long serialVersionUID = 1L;

  /** Below this the decay is multiplied into the rows and starts again at 1. */
  private static final double LEAST_DECAY = 1e-20;

  /**
   * Fraction bits of expected counts: units of 1e-6 for float32 responsibilities and 9e-10 for
   * float64, which leaves room for 9e12 and 8e9 tokens of one term on one topic.
   */
  private static final int FLOAT_BITS = 20;

  private static final int VB_BITS = 30;

  /** Precisions tried for the documents' prior, as multiples of that of training. */
  private static final double[] SCALES = {0.5, 1, 2, 4, 8, 16, 32};

  /** How far its base measure leans towards the topics' shares. */
  private static final double[] LEANS = {0, 0.5, 1};

  /** Learning of the documents' prior waits for topics to take shape. */
  private static final double QUIET_PASSES = 0.3;

  private final boolean vb;
  private final boolean hybrid;
  private final double[] alpha;
  private final double eta;
  private final LearningRate learningRate;
  private final LocalOptions local;
  private final boolean learnsDocConcentration;
  private final boolean learnsTopicConcentration;
  private final int seedsPerTopic;
  private final long documents;
  private final long tokens;
  private final int terms;

  /** Needed at the start only, so it stays on the driver. */
  private final transient long[] termFrequencies;

  LdaVariational(Settings settings, CorpusFacts facts) {
    vb = LdaParameters.vb(settings);
    hybrid = LdaParameters.hybrid(settings);
    alpha = LdaParameters.docConcentration(settings, facts);
    eta = LdaParameters.topicConcentration(settings);
    learningRate = LdaParameters.learningRate(settings);
    local = LdaParameters.localOptions(settings);
    learnsDocConcentration = settings.get(LdaParameters.OPTIMIZE_DOC_CONCENTRATION);
    learnsTopicConcentration = settings.get(LdaParameters.OPTIMIZE_TOPIC_CONCENTRATION);
    seedsPerTopic = LdaParameters.seedDocumentsPerTopic(settings, facts);
    documents = facts.documents();
    tokens = facts.tokens();
    terms = facts.terms();
    termFrequencies = facts.termFrequencies();
  }

  private int topics() {
    return alpha.length;
  }

  @Override
  public int seedDocuments() {
    return (int) Math.min(Integer.MAX_VALUE, (long) topics() * seedsPerTopic);
  }

  @Override
  public ModelState start(List<Document> seeds) {
    return begun(LdaSeeding.blocks(seeds, seedsPerTopic, topics(), tokens, termFrequencies));
  }

  @Override
  public ModelState restart(ModelState earlier) {
    return begun(LdaSeeding.restarted(earlier, topics(), termFrequencies));
  }

  private ModelState begun(List<TermBlock> blocks) {
    Globals globals =
        Globals.of(
            Map.of(
                LdaState.DOC_CONCENTRATION,
                alpha,
                LdaState.TOPIC_CONCENTRATION,
                new double[] {eta},
                LdaState.TOPIC_TOTALS,
                LdaSeeding.totals(blocks, topics()),
                LdaState.DECAY,
                new double[] {1}));
    return new ModelState(blocks, globals);
  }

  @Override
  public boolean keepsState(Round round) {
    return vb && (round.incremental() || round.wholeCorpus());
  }

  @Override
  public TileState seat(Tile tile) {
    return vb ? MeanFieldPass.seat(tile, alpha) : null;
  }

  @Override
  public TileState reseat(Tile tile, byte[] bytes) {
    return MeanFieldPass.reseat(tile, alpha, bytes);
  }

  @Override
  public ModelState enter(ModelState state, Round round) {
    if (!round.incremental()) {
      return state;
    }
    if (!round.firstVisit()) {
      return LdaState.faded(state);
    }
    return round.part() == 0 ? LdaState.setAside(state) : state;
  }

  @Override
  public Phi publish(ModelState state, Round round) {
    double[] scale = LdaState.lambdaTotals(state);
    for (int k = 0; k < scale.length; k++) {
      scale[k] = vb ? StrictMath.exp(-Special.digamma(scale[k])) : 1 / scale[k];
    }
    Phi.Link link = vb ? Phi.Link.EXP_DIGAMMA : Phi.Link.IDENTITY;
    double offset = LdaState.eta(state);
    Phi phi = Phi.of(state.blocks(), link, offset, state.globals().scalar(LdaState.DECAY), scale);
    return state.fading().isEmpty() ? phi : phi.over(state.fading(), LdaState.fading(state));
  }

  @Override
  public TilePass open(Phi phi, Globals globals, Round round) {
    double[] prior = globals.vector(LdaState.DOC_CONCENTRATION);
    if (vb) {
      return new MeanFieldPass(phi, prior, local);
    }
    DocumentStep step =
        hybrid ? new Hybrid(Rows.best(), prior, local) : new Cvb0(Rows.best(), prior, local);
    Lane lane = round.lanes() ? new Lane(phi, learningRate, round, documents) : null;
    return new MeanTopicsPass(phi, prior, step, lane);
  }

  @Override
  public TermStatisticsBuilder statistics() {
    return new TermStatisticsBuilder(
        topics(), terms, vb ? VB_BITS : FLOAT_BITS, VariationalSums.count(topics()));
  }

  /**
   * How a round changes a row: row ← keep · row + add · s, after which the decay is {@code decay}.
   */
  private record Change(double keep, double add, double decay) {}

  private Change change(Globals globals, Batch batch, Round round) {
    if (round.incremental()) {
      return new Change(1, 1, 1);
    }
    double scale = documents / (double) batch.documents();
    double rho = 1;
    double kept = 0;
    if (round.lanes()) {
      kept = batch.sums()[VariationalSums.KEPT] / batch.documents();
    } else {
      rho = learningRate.at(round);
      kept = 1 - rho;
    }
    double decay = globals.scalar(LdaState.DECAY) * kept;
    if (kept == 0) {
      return new Change(0, scale, 1);
    }
    return decay < LEAST_DECAY
        ? new Change(decay, rho * scale, 1)
        : new Change(1, rho * scale / decay, decay);
  }

  /** Once a pass, if the rows are then the expected counts of the corpus and nothing else. */
  private boolean learnsTopicConcentration(Batch batch, Round round) {
    boolean whole = batch.corpus() != null && !round.lanes();
    return learnsTopicConcentration && whole && round.endsPass();
  }

  @Override
  public BlockStep step(TermBlock block, TermRows rows, Globals globals, Batch batch, Round round) {
    Change change = change(globals, batch, round);
    float[][] next =
        change.keep == 1 ? block.copyOfRows() : LdaSeeding.scaled(block, change.keep, topics());
    double[] totals = new double[topics() + 3];
    while (rows.next()) {
      int i = rows.term() - block.from();
      float[] row = next[i].clone();
      for (int j = 0; j < rows.size(); j++) {
        int k = rows.topic(j);
        float before = row[k];
        // What was added is taken away again but for its rounding to float32.
        row[k] = Math.max(0, (float) (before + change.add * rows.count(j)));
        totals[k] += (double) row[k] - before;
        totals[topics()] += rows.count(j);
      }
      next[i] = row;
    }
    TermBlock stepped = TermBlock.of(block.from(), next);
    if (learnsTopicConcentration(batch, round)) {
      double now = globals.scalar(LdaState.TOPIC_CONCENTRATION);
      double[] sums = TopicConcentration.sums(stepped, change.decay, now, topics());
      System.arraycopy(sums, 0, totals, topics() + 1, sums.length);
    }
    return new BlockStep(stepped, totals);
  }

  @Override
  public Globals fold(Globals globals, double[] totals, Batch batch, Round round) {
    if (round.incremental() && !round.firstVisit()) {
      conserve(totals[topics()], 0, 1e-5 * batch.tokens());
    } else {
      double counted = round.lanes() ? batch.sums()[VariationalSums.COUNTED] : batch.tokens();
      conserve(totals[topics()], counted, 1e-3 * counted);
    }
    Change change = change(globals, batch, round);
    double[] sums = globals.vector(LdaState.TOPIC_TOTALS).clone();
    for (int k = 0; k < topics(); k++) {
      sums[k] = Math.max(0, change.keep * sums[k] + totals[k]);
      if (!(sums[k] <= Float.MAX_VALUE)) {
        throw Failure.resources(
            "Cannot go on training: topic "
                + k
                + " holds "
                + sums[k]
                + " counts after round "
                + round.number()
                + ". Lower learningDecay or raise"
                + " learningOffset.");
      }
    }
    Globals next = globals.with(LdaState.TOPIC_TOTALS, sums).with(LdaState.DECAY, change.decay);
    if (round.firstVisit()) {
      double[] fading = globals.vector(LdaState.FADING);
      double left = fading[1] - batch.documents() / (double) documents;
      next = next.with(LdaState.FADING, fading[0], left);
    }
    if (learnsTopicConcentration(batch, round)) {
      double[] counts = Arrays.stream(sums).map(a -> change.decay * a).toArray();
      double[] seen = Arrays.copyOfRange(totals, topics() + 1, topics() + 3);
      double now = globals.scalar(LdaState.TOPIC_CONCENTRATION);
      double better =
          vb
              ? TopicConcentration.meanField(now, seen, counts, terms)
              : TopicConcentration.collapsed(now, seen, counts, terms);
      next = next.with(LdaState.TOPIC_CONCENTRATION, better);
    }
    double share = round.tiles() / (double) round.allTiles();
    double rho = round.incremental() ? share : learningRate.at(round);
    if (vb && learnsDocConcentration && (round.number() + 1) * share >= QUIET_PASSES) {
      return next.with(LdaState.DOC_CONCENTRATION, learned(globals, batch, rho));
    }
    return next;
  }

  /**
   * Expected counts must add up to the tokens visited, less those replaced: what is lost here would
   * bias every topic.
   */
  private static void conserve(double counted, double expected, double tolerance) {
    if (!(Math.abs(counted - expected) <= tolerance + 1e-3)) {
      throw Failure.resources(
          "Cannot go on training: the expected counts of a round add up to "
              + counted
              + " for "
              + Math.round(expected)
              + " tokens. Lower pruning, or raise topicConcentration if it is below 1e-3.");
    }
  }

  private double[] learned(Globals globals, Batch batch, double rho) {
    double[] before = globals.vector(LdaState.DOC_CONCENTRATION);
    // All of the corpus, where it is known, makes the step one of coordinate ascent.
    boolean exact = batch.corpus() != null;
    double[] sums = exact ? batch.corpus().sums() : batch.sums();
    int from = VariationalSums.CONCENTRATION_K;
    double[] statistics = Arrays.copyOfRange(sums, from, from + topics());
    double fitted = sums[VariationalSums.FITTED];
    if (fitted == 0) {
      return before;
    }
    double[] best = DocConcentration.newton(before, statistics, fitted);
    return DocConcentration.towards(before, best, exact ? 1 : rho);
  }

  @Override
  public SortedMap<String, Double> observe(ModelState before, Batch batch, Round round) {
    SortedMap<String, Double> seen = new TreeMap<>();
    double[] sums = batch.sums();
    double fitted = Math.max(1, sums[VariationalSums.FITTED]);
    seen.put("activeTopics", sums[VariationalSums.ACTIVE] / fitted);
    if (learnsTopicConcentration) {
      seen.put("topicConcentration", LdaState.eta(before));
    }
    seen.put("localSweeps", sums[VariationalSums.SWEEPS] / fitted);
    double scored = sums[VariationalSums.SCORED_TOKENS];
    if (!vb && scored > 0) {
      seen.put("logLikelihood", sums[VariationalSums.SCORE] / scored);
    }
    if (vb && batch.corpus() != null && round.endsPass()) {
      seen.put("bound", LdaBound.of(before, batch.corpus()) / tokens);
    }
    return seen;
  }

  /**
   * α_k = A ((1 − ω)/K + ω p_k): several precisions A with the base measure even, or leaning
   * towards the topics' shares p of the corpus (Wallach, Mimno, McCallum, NIPS 2009: asymmetric
   * priors of documents are worth having). The prior that training goes best with, small where
   * texts are short, is not the one that predicts best.
   */
  @Override
  public List<double[]> priors(ModelState state) {
    List<double[]> priors = new ArrayList<>();
    if (!vb && learnsDocConcentration) {
      priors.add(alpha);
      double precision = Arrays.stream(alpha).sum();
      double[] totals = LdaState.lambdaTotals(state);
      double all = Arrays.stream(totals).sum();
      for (double lean : LEANS) {
        for (double scale : SCALES) {
          double[] prior = new double[topics()];
          for (int k = 0; k < prior.length; k++) {
            double base = (1 - lean) / prior.length + lean * totals[k] / all;
            prior[k] = Math.max(LdaParameters.LEAST_CONCENTRATION, scale * precision * base);
          }
          priors.add(prior);
        }
      }
    }
    return priors;
  }

  @Override
  public ModelState withPrior(ModelState state, double[] prior) {
    Globals globals = state.globals().with(LdaState.DOC_CONCENTRATION, prior);
    return new ModelState(state.blocks(), state.fading(), globals);
  }

  @Override
  public ModelState parameters(ModelState state) {
    return LdaState.parameters(state);
  }
}
