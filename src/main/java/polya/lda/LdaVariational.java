package polya.lda;

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
import polya.infer.Cvb0Pass;
import polya.infer.Inference;
import polya.infer.LearningRate;
import polya.infer.LocalOptions;
import polya.infer.MeanFieldPass;
import polya.infer.ModelState;
import polya.infer.Round;
import polya.infer.Settings;
import polya.infer.TilePass;
import polya.infer.TileState;
import polya.infer.VariationalSums;
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
   * Fraction bits of expected counts: units of 6e-8 for float32 responsibilities and 9e-10 for
   * float64, which leaves room for 5e11 and 8e9 tokens of one term on one topic.
   */
  private static final int CVB0_BITS = 24;

  private static final int VB_BITS = 30;

  /** Learning of the documents' prior waits for topics to take shape. */
  private static final double QUIET_PASSES = 0.3;

  private final boolean vb;
  private final double[] alpha;
  private final double eta;
  private final LearningRate learningRate;
  private final LocalOptions local;
  private final boolean learnsDocConcentration;
  private final int seedsPerTopic;
  private final boolean wholeCorpus;
  private final long documents;
  private final long tokens;
  private final int terms;

  /** Needed at the start only, so it stays on the driver. */
  private final transient long[] termFrequencies;

  LdaVariational(Settings settings, CorpusFacts facts, boolean wholeCorpus) {
    vb = LdaParameters.vb(settings);
    alpha = LdaParameters.docConcentration(settings);
    eta = LdaParameters.topicConcentration(settings);
    learningRate = LdaParameters.learningRate(settings);
    local = LdaParameters.localOptions(settings);
    learnsDocConcentration = settings.get(LdaParameters.OPTIMIZE_DOC_CONCENTRATION);
    seedsPerTopic = LdaParameters.seedDocumentsPerTopic(settings, facts);
    this.wholeCorpus = wholeCorpus;
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
  public boolean keepsState() {
    return vb && wholeCorpus;
  }

  @Override
  public TileState seat(Tile tile) {
    return keepsState() ? MeanFieldPass.seat(tile, alpha) : null;
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
    double[] scale = LdaState.lambdaTotals(state, eta);
    for (int k = 0; k < scale.length; k++) {
      scale[k] = vb ? StrictMath.exp(-Special.digamma(scale[k])) : 1 / scale[k];
    }
    Phi.Link link = vb ? Phi.Link.EXP_DIGAMMA : Phi.Link.IDENTITY;
    Phi phi = Phi.of(state.blocks(), link, eta, state.globals().scalar(LdaState.DECAY), scale);
    return state.fading().isEmpty() ? phi : phi.over(state.fading(), LdaState.fading(state));
  }

  @Override
  public TilePass open(Phi phi, Globals globals) {
    double[] prior = globals.vector(LdaState.DOC_CONCENTRATION);
    return vb
        ? new MeanFieldPass(phi, prior, local)
        : new Cvb0Pass(phi, prior, local, learnsDocConcentration);
  }

  @Override
  public TermStatisticsBuilder statistics() {
    return new TermStatisticsBuilder(
        topics(), terms, vb ? VB_BITS : CVB0_BITS, VariationalSums.count(topics()));
  }

  /**
   * How a round changes a row: row ← keep · row + add · s, after which the decay is {@code decay}.
   */
  private record Change(double keep, double add, double decay) {}

  private Change change(Globals globals, Batch batch, Round round) {
    if (round.incremental()) {
      return new Change(1, 1, 1);
    }
    double rho = learningRate.at(round);
    double scale = documents / (double) batch.documents();
    double decay = globals.scalar(LdaState.DECAY) * (1 - rho);
    if (rho == 1) {
      return new Change(0, scale, 1);
    }
    return decay < LEAST_DECAY
        ? new Change(decay, rho * scale, 1)
        : new Change(1, rho * scale / decay, decay);
  }

  @Override
  public BlockStep step(TermBlock block, TermRows rows, Globals globals, Batch batch, Round round) {
    Change change = change(globals, batch, round);
    float[][] next =
        change.keep == 1 ? block.copyOfRows() : LdaSeeding.scaled(block, change.keep, topics());
    double[] totals = new double[topics() + 1];
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
    return new BlockStep(TermBlock.of(block.from(), next), totals);
  }

  @Override
  public Globals fold(Globals globals, double[] totals, Batch batch, Round round) {
    conserve(totals[topics()], round.incremental() && !round.firstVisit() ? 0 : batch.tokens());
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
    double share = round.tiles() / (double) round.allTiles();
    double rho = round.incremental() ? share : learningRate.at(round);
    if (learnsDocConcentration && (round.number() + 1) * share >= QUIET_PASSES) {
      return next.with(LdaState.DOC_CONCENTRATION, learned(globals, batch, rho));
    }
    return next;
  }

  /**
   * Expected counts must add up to the tokens visited: what is lost here would bias every topic.
   */
  private static void conserve(double counted, long visited) {
    if (!(Math.abs(counted - visited) <= 1e-3 * visited + 1e-3)) {
      throw Failure.resources(
          "Cannot go on training: the expected counts of a round add up to "
              + counted
              + " for "
              + visited
              + " tokens. Lower pruning, or raise topicConcentration if it is below 1e-3.");
    }
  }

  private double[] learned(Globals globals, Batch batch, double rho) {
    double[] before = globals.vector(LdaState.DOC_CONCENTRATION);
    int from = VariationalSums.CONCENTRATION_K;
    double[] statistics = Arrays.copyOfRange(batch.sums(), from, from + topics());
    double fitted = batch.sums()[VariationalSums.FITTED];
    if (fitted == 0) {
      return before;
    }
    if (vb) {
      return DocConcentration.towards(
          before, DocConcentration.newton(before, statistics, fitted), rho);
    }
    double weight = documents / (double) batch.documents();
    double all = batch.sums()[VariationalSums.CONCENTRATION];
    double mean = Arrays.stream(alpha).average().orElseThrow();
    return DocConcentration.towards(
        before, DocConcentration.fixedPoint(before, statistics, all, weight, mean), rho);
  }

  @Override
  public SortedMap<String, Double> observe(ModelState before, Batch batch, Round round) {
    SortedMap<String, Double> seen = new TreeMap<>();
    double[] sums = batch.sums();
    double fitted = Math.max(1, sums[VariationalSums.FITTED]);
    seen.put("activeTopics", sums[VariationalSums.ACTIVE] / fitted);
    seen.put("localSweeps", sums[VariationalSums.SWEEPS] / fitted);
    double scored = sums[VariationalSums.SCORED_TOKENS];
    if (!vb && scored > 0) {
      seen.put("logLikelihood", sums[VariationalSums.SCORE] / scored);
    }
    if (vb && scored > 0 && (round.wholeCorpus() || round.endsPass())) {
      double scale = documents / (double) batch.documents();
      double[] lambdaTotals = LdaState.lambdaTotals(before, eta);
      double topicPart =
          LdaBound.topics(
              before.blocks(), eta, before.globals().scalar(LdaState.DECAY), lambdaTotals);
      seen.put("bound", (scale * sums[VariationalSums.SCORE] + topicPart) / (scale * scored));
    }
    return seen;
  }

  @Override
  public ModelState parameters(ModelState state) {
    return LdaState.parameters(state, eta);
  }
}
