package polya.infer;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import polya.corpus.Document;
import polya.corpus.Groups;
import polya.corpus.Tile;
import polya.mixing.DocumentPrior;
import polya.topics.Blocks;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.StatisticsLayout;
import polya.topics.TermBlock;

/**
 * A run that starts from an earlier model and has topics that none of its documents may use: a
 * round would leave nothing of them but their prior. They stay what the earlier model has of them,
 * in whatever is kept of the run; its rounds are those of the method. Terms that the earlier model
 * does not know are left to the prior.
 */
public final class KeptTopics implements Inference {
  private static final long serialVersionUID = 1L;

  private final Inference method;

  /** Where what is kept is made: on the driver. */
  private final transient Blocks earlier;

  private final BitSet kept;

  private KeptTopics(Inference method, Blocks earlier, BitSet kept) {
    this.method = method;
    this.earlier = earlier;
    this.kept = kept;
  }

  /**
   * The run that keeps such topics; the same run where there are none. Cost: the supports of all
   * groups.
   *
   * @param earlier as {@link Inference#restart} gets it
   * @param prior of the run's documents
   * @param groups of them
   */
  public static ModelFamily.Training of(
      ModelFamily.Training run, ModelState earlier, DocumentPrior prior, Groups groups) {
    BitSet idle = idle(prior.in(groups), groups);
    return idle.isEmpty() ? run : run.with(new KeptTopics(run.inference(), earlier.topics(), idle));
  }

  private static BitSet idle(DocumentPrior prior, Groups groups) {
    BitSet idle = new BitSet();
    idle.set(0, prior.topics());
    int[] topics = new int[prior.topics()];
    for (int g = 0; g < groups.size() && !idle.isEmpty(); g++) {
      if (groups.documents(g) == 0) {
        continue;
      }
      int size = prior.support(g, topics);
      if (size < 0) {
        idle.clear();
      }
      for (int j = 0; j < size; j++) {
        idle.clear(topics[j]);
      }
    }
    return idle;
  }

  private ModelState withKept(ModelState parameters) {
    return parameters.with(
        ModelState.TOPICS, parameters.topics().with(earlier, (block, own) -> put(block, own)));
  }

  private TermBlock put(TermBlock block, TermBlock own) {
    float[][] rows = new float[block.size()][];
    for (int i = 0; i < rows.length; i++) {
      float[] before = own.row(block.from() + i);
      rows[i] = block.row(block.from() + i).clone();
      for (int k = kept.nextSetBit(0); k >= 0; k = kept.nextSetBit(k + 1)) {
        rows[i][k] = before[k] == 0 ? rows[i][k] : before[k];
      }
    }
    return TermBlock.of(block.from(), rows);
  }

  @Override
  public ModelState parameters(ModelState state) {
    return withKept(method.parameters(state));
  }

  @Override
  public ModelState sample(ModelState state) {
    return withKept(method.sample(state));
  }

  @Override
  public int seedDocuments() {
    return method.seedDocuments();
  }

  @Override
  public ModelState start(List<Document> seeds) {
    return method.start(seeds);
  }

  @Override
  public ModelState start(List<Document> seeds, UnaryOperator<Blocks> place) {
    return method.start(seeds, place);
  }

  @Override
  public ModelState restart(ModelState from) {
    return method.restart(from);
  }

  @Override
  public Optional<TileMemory> memory() {
    return method.memory();
  }

  @Override
  public ModelState enter(ModelState state, Round round) {
    return method.enter(state, round);
  }

  @Override
  public boolean withdraws(Round round) {
    return method.withdraws(round);
  }

  @Override
  public ModelState withdrawn(ModelState state, Sent part, Round round) {
    return method.withdrawn(state, part, round);
  }

  @Override
  public Phi publish(ModelState state, Round round) {
    return method.publish(state, round);
  }

  @Override
  public StatisticsLayout statistics(Round round) {
    return method.statistics(round);
  }

  @Override
  public TilePass open(Phi phi, Globals globals, Round round) {
    return method.open(phi, globals, round);
  }

  @Override
  public BlockPass global(ModelState before, Batch batch, Round round) {
    return method.global(before, batch, round);
  }

  @Override
  public int scans(Round round) {
    return method.scans(round);
  }

  @Override
  public TilePass open(Phi phi, Globals globals, Round round, Phase phase) {
    return method.open(phi, globals, round, phase);
  }

  @Override
  public Optional<Phi> withheld(Tile tile, Phi phi, Globals globals, Round last) {
    return method.withheld(tile, phi, globals, last);
  }

  @Override
  public List<ModelState> candidates(ModelState last) {
    return method.candidates(last);
  }

  @Override
  public DocumentPrior documents(Globals globals) {
    return method.documents(globals);
  }

  @Override
  public boolean keepsSample(Round round) {
    return method.keepsSample(round);
  }
}
