package polya.models.hpf;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import polya.corpus.Document;
import polya.infer.Batch;
import polya.infer.BlockPass;
import polya.infer.CorpusFacts;
import polya.infer.Inference;
import polya.infer.ModelState;
import polya.infer.Round;
import polya.infer.TileMemory;
import polya.infer.TilePass;
import polya.infer.variational.DirichletTopics;
import polya.infer.variational.LocalOptions;
import polya.mixing.DocumentPrior;
import polya.mixing.GammaHyperparameters;
import polya.params.Settings;
import polya.topics.Blocks;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.StatisticsLayout;
import polya.topics.SumsLayout;

/**
 * Hierarchical Poisson factorization (Gopalan, Hofman and Blei, UAI 2015) by textbook mean-field:
 * {@link DirichletTopics} with λ = c + n steps topics; the rates of {@link HpfTopics} stand beside
 * it in what is published, and documents have activities. Shapes are as given: learned ones would
 * leave less for activities to say, and of planted topics some were lost. Stochastic passes, in
 * which topics take shape, hold popularities and scales back; they are at work from when every
 * document was visited once in incremental rounds.
 */
final class HpfVariational implements Inference {
  private static final long serialVersionUID = 1L;

  private final DirichletTopics dirichlet;
  private final LocalOptions local;
  private final SumsLayout sums;

  /** Topics of a run with these settings ({@link HpfParameters#ofRounds}), and its documents. */
  HpfVariational(Settings settings, HpfLearning learning, CorpusFacts facts) {
    dirichlet = new DirichletTopics(settings, facts, learning, true);
    local = LocalOptions.of(settings);
    sums = HpfPass.sums(facts, learning.own().vector(HpfState.SHAPE).length);
  }

  @Override
  public int seedDocuments() {
    return dirichlet.seedDocuments();
  }

  @Override
  public ModelState start(List<Document> seeds) {
    return dirichlet.start(seeds);
  }

  @Override
  public ModelState start(List<Document> seeds, UnaryOperator<Blocks> place) {
    return dirichlet.start(seeds, place);
  }

  @Override
  public ModelState restart(ModelState earlier) {
    return dirichlet.restart(earlier);
  }

  @Override
  public Optional<TileMemory> memory() {
    return dirichlet.memory();
  }

  @Override
  public DocumentPrior documents(Globals globals) {
    return dirichlet.documents(globals);
  }

  @Override
  public ModelState enter(ModelState state, Round round) {
    return HpfTopics.settled(dirichlet.enter(state, round));
  }

  @Override
  public Phi publish(ModelState state, Round round) {
    return HpfState.known(state.globals())
        ? HpfTopics.weights(state)
        : dirichlet.publish(state, round);
  }

  @Override
  public TilePass open(Phi phi, Globals globals, Round round) {
    double[] shape = globals.vector(HpfState.SHAPE);
    HpfDocument document =
        new HpfDocument(
            shape,
            local,
            HpfState.activity(globals),
            globals.vector(HpfState.UNIT),
            globals.vector(HpfState.SUM));
    return new HpfPass(phi, shape, document);
  }

  @Override
  public StatisticsLayout statistics(Round round) {
    return dirichlet.statistics(round).withSums(sums);
  }

  @Override
  public BlockPass global(ModelState before, Batch batch, Round round) {
    return dirichlet.global(before, batch, round);
  }

  /** The rate that is told is the one under which topics are as intense as they were. */
  @Override
  public ModelState parameters(ModelState state) {
    ModelState settled = HpfTopics.settled(state);
    Globals globals = settled.globals();
    if (!HpfState.known(globals)) {
      return dirichlet.parameters(settled);
    }
    double documents = globals.scalar(HpfState.DOCUMENTS);
    double[] shape = globals.vector(HpfState.SHAPE);
    double[] intensity = globals.vector(HpfState.INTENSITY);
    double[] sum = globals.vector(HpfState.SUM);
    double[] rate = new double[shape.length];
    Arrays.setAll(
        rate, k -> GammaHyperparameters.within(documents * shape[k] / (intensity[k] * sum[k])));
    return dirichlet.parameters(settled.with(globals.with(HpfState.RATE, rate)));
  }
}
