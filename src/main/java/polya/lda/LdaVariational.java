package polya.lda;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.infer.Batch;
import polya.infer.CorpusFacts;
import polya.infer.DirichletTopics;
import polya.infer.Inference;
import polya.infer.MeanFieldPass;
import polya.infer.ModelState;
import polya.infer.PriorsToTry;
import polya.infer.Round;
import polya.infer.Settings;
import polya.infer.TilePass;
import polya.infer.TileState;
import polya.infer.TopicState;
import polya.infer.VariationalSums;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.TermBlock;
import polya.topics.TermRows;
import polya.topics.TermStatisticsBuilder;

/**
 * LDA by stochastic variational inference: {@link DirichletTopics}, and documents whose mixtures
 * are Dirichlet(α), with α learned where it is to be.
 */
final class LdaVariational implements Inference {
  private static final long serialVersionUID = 1L;

  private final boolean vb;
  private final double[] alpha;
  private final double[] evenly;
  private final boolean learnsDocConcentration;
  private final DirichletTopics topics;
  private final long tokens;

  LdaVariational(Settings settings, CorpusFacts facts) {
    vb = LdaParameters.vb(settings);
    alpha = LdaParameters.docConcentration(settings, facts);
    evenly = new double[alpha.length];
    Arrays.fill(evenly, 1);
    learnsDocConcentration = settings.get(LdaParameters.OPTIMIZE_DOC_CONCENTRATION);
    topics = new DirichletTopics(settings, facts);
    tokens = facts.tokens();
  }

  @Override
  public int seedDocuments() {
    return topics.seedDocuments();
  }

  @Override
  public ModelState start(List<Document> seeds) {
    return topics.start(seeds, Map.of(LdaState.DOC_CONCENTRATION, alpha));
  }

  @Override
  public ModelState restart(ModelState earlier) {
    return topics.restart(earlier, Map.of(LdaState.DOC_CONCENTRATION, alpha));
  }

  @Override
  public boolean keepsState(Round round) {
    return topics.keepsState(round);
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
    return topics.enter(state, round);
  }

  @Override
  public Phi publish(ModelState state, Round round) {
    return topics.publish(state, evenly);
  }

  @Override
  public TilePass open(Phi phi, Globals globals, Round round) {
    return topics.open(phi, globals.vector(LdaState.DOC_CONCENTRATION), evenly, round);
  }

  @Override
  public TermStatisticsBuilder statistics(Round round) {
    return topics.statistics();
  }

  @Override
  public BlockStep step(TermBlock block, TermRows rows, Globals globals, Batch batch, Round round) {
    return topics.step(block, rows, globals, batch, round);
  }

  @Override
  public boolean stepsTouchedBlocksOnly(Globals globals, Batch batch, Round round) {
    return topics.stepsTouchedBlocksOnly(globals, batch, round);
  }

  @Override
  public Globals fold(Globals globals, double[] totals, Batch batch, Round round) {
    Globals next = topics.fold(globals, totals, batch, round);
    if (vb && learnsDocConcentration && DirichletTopics.haveShape(round)) {
      double[] learned = learned(globals, batch, topics.step(round));
      return next.with(LdaState.DOC_CONCENTRATION, learned);
    }
    return next;
  }

  private double[] learned(Globals globals, Batch batch, double rho) {
    double[] before = globals.vector(LdaState.DOC_CONCENTRATION);
    // All of the corpus, where it is known, makes the step one of coordinate ascent.
    boolean exact = batch.corpus() != null;
    double[] sums = exact ? batch.corpus().sums() : batch.sums();
    int from = VariationalSums.CONCENTRATION_K;
    double[] statistics = Arrays.copyOfRange(sums, from, from + alpha.length);
    double fitted = sums[VariationalSums.FITTED];
    if (fitted == 0) {
      return before;
    }
    double[] best = DocConcentration.newton(before, statistics, fitted);
    return DocConcentration.towards(before, best, exact ? 1 : rho);
  }

  @Override
  public SortedMap<String, Double> observe(ModelState before, Batch batch, Round round) {
    SortedMap<String, Double> seen = topics.observe(before, batch);
    if (vb && batch.corpus() != null && round.endsPass()) {
      seen.put("bound", LdaBound.of(before, batch.corpus()) / tokens);
    }
    return seen;
  }

  @Override
  public List<double[]> priors(ModelState state) {
    return vb || !learnsDocConcentration ? List.of() : PriorsToTry.around(alpha, state);
  }

  @Override
  public ModelState withPrior(ModelState state, double[] prior) {
    Globals globals = state.globals().with(LdaState.DOC_CONCENTRATION, prior);
    return new ModelState(state.blocks(), state.fading(), globals);
  }

  @Override
  public ModelState parameters(ModelState state) {
    return TopicState.parameters(state, LdaState.DOC_CONCENTRATION);
  }
}
