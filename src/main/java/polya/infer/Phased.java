package polya.infer;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.mixing.DocumentPrior;
import polya.topics.Blocks;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.StatisticsLayout;
import polya.topics.Sums;
import polya.topics.SumsLayout;
import polya.topics.TermBlock;
import polya.topics.TermRows;

/**
 * A method that begins with the rounds of another: a start by its own, or from an earlier model,
 * then the bridge, then the main method. Rounds keep their numbers in the whole run. The first
 * round of the main method is visited under what the start publishes; from its global step on the
 * model is the main method's. What tiles remember, what is chosen between and which samples are
 * kept is up to the main method.
 *
 * @param start the method of the first rounds, and of what an earlier model becomes; its tiles
 *     remember nothing
 * @param bridge from its model to the main method's
 * @param main the method of all others
 * @param mainFrom the first pass of the main method
 * @param mainStarts whether, without an earlier model, the main method makes the first model, and
 *     the start has no rounds
 */
public record Phased(
    Inference start, Bridge bridge, Inference main, int mainFrom, boolean mainStarts)
    implements Inference {
  private static final long serialVersionUID = 1L;

  /** What leads from the model of the start to one of the main method. */
  public interface Bridge extends Serializable {
    /** Whether a model is the main method's already. */
    boolean isCrossed(ModelState state);

    /** The start's last model as one of the main method. */
    ModelState cross(ModelState last);
  }

  private boolean isMain(Round round) {
    return round.pass() >= mainFrom;
  }

  private Inference of(Round round) {
    return isMain(round) ? main : start;
  }

  @Override
  public int seedDocuments() {
    return mainStarts ? main.seedDocuments() : start.seedDocuments();
  }

  @Override
  public ModelState start(List<Document> seeds) {
    return mainStarts ? main.start(seeds) : start.start(seeds);
  }

  @Override
  public ModelState start(List<Document> seeds, UnaryOperator<Blocks> place) {
    return mainStarts ? main.start(seeds, place) : start.start(seeds, place);
  }

  @Override
  public ModelState restart(ModelState earlier) {
    return start.restart(earlier);
  }

  @Override
  public Optional<TileMemory> memory() {
    return main.memory().map(memory -> new Later(memory, mainFrom));
  }

  /** What tiles remember once the main method has begun. */
  private record Later(TileMemory memory, int from) implements TileMemory {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean isUsed(Round round) {
      return round.pass() >= from && memory.isUsed(round);
    }

    @Override
    public TileState seat(Tile tile) {
      return memory.seat(tile);
    }

    @Override
    public TileState reseat(Tile tile, byte[] bytes) {
      return memory.reseat(tile, bytes);
    }
  }

  @Override
  public ModelState enter(ModelState state, Round round) {
    if (!isMain(round)) {
      return start.enter(state, round);
    }
    return bridge.isCrossed(state) ? main.enter(state, round) : state;
  }

  @Override
  public boolean withdraws(Round round) {
    return of(round).withdraws(round);
  }

  @Override
  public ModelState withdrawn(ModelState state, Sent part, Round round) {
    return of(round).withdrawn(state, part, round);
  }

  @Override
  public Phi publish(ModelState state, Round round) {
    return bridge.isCrossed(state) ? main.publish(state, round) : start.publish(state, round);
  }

  @Override
  public StatisticsLayout statistics(Round round) {
    return of(round).statistics(round);
  }

  @Override
  public TilePass open(Phi phi, Globals globals, Round round) {
    return of(round).open(phi, globals, round);
  }

  @Override
  public int scans(Round round) {
    return of(round).scans(round);
  }

  @Override
  public TilePass open(Phi phi, Globals globals, Round round, Phase phase) {
    return of(round).open(phi, globals, round, phase);
  }

  @Override
  public BlockPass global(ModelState before, Batch batch, Round round) {
    if (!isMain(round)) {
      return new Quiet(start.global(before, batch, round));
    }
    ModelState crossed = bridge.isCrossed(before) ? before : bridge.cross(before);
    return main.global(crossed, batch, round);
  }

  /** A step of the start, whose likelihood would be of another kind than the main method's. */
  private record Quiet(BlockPass step) implements BlockPass {
    private static final long serialVersionUID = 1L;

    @Override
    public SumsLayout totals() {
      return step.totals();
    }

    @Override
    public TermBlock step(TermBlock block, TermRows rows, Sums totals) {
      return step.step(block, rows, totals);
    }

    @Override
    public boolean takesDifferences() {
      return step.takesDifferences();
    }

    @Override
    public boolean stepsTouchedBlocksOnly() {
      return step.stepsTouchedBlocksOnly();
    }

    @Override
    public Folded fold(Blocks stepped, Sums totals) {
      Folded folded = step.fold(stepped, totals);
      SortedMap<String, Double> observed = new TreeMap<>(folded.observed());
      observed.remove("logLikelihood");
      return new Folded(folded.next(), observed);
    }
  }

  @Override
  public List<ModelState> candidates(ModelState last) {
    return bridge.isCrossed(last) ? main.candidates(last) : List.of(last);
  }

  @Override
  public Optional<Phi> withheld(Tile tile, Phi phi, Globals globals, Round last) {
    return of(last).withheld(tile, phi, globals, last);
  }

  @Override
  public DocumentPrior documents(Globals globals) {
    return main.documents(globals);
  }

  @Override
  public boolean keepsSample(Round round) {
    return isMain(round) && main.keepsSample(round);
  }

  @Override
  public ModelState sample(ModelState state) {
    return main.sample(state);
  }

  @Override
  public ModelState parameters(ModelState state) {
    return bridge.isCrossed(state) ? main.parameters(state) : start.parameters(state);
  }
}
