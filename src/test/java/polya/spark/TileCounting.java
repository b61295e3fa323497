package polya.spark;

import java.util.List;
import java.util.Optional;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.infer.Batch;
import polya.infer.BlockPass;
import polya.infer.Inference;
import polya.infer.ModelState;
import polya.infer.Round;
import polya.infer.TileMemory;
import polya.infer.TilePass;
import polya.infer.TileState;
import polya.mixing.DocumentPrior;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.StatisticsLayout;
import polya.topics.SumsLayout;

/** Every tile remembers a number: 3 times what it was plus Φ's one weight; it tells it as a sum. */
public record TileCounting(int tiles) implements Inference {
  /** A tile's number. */
  public static final class Count implements TileState {
    private static final long serialVersionUID = 1L;

    private final double value;

    Count(double value) {
      this.value = value;
    }

    public double value() {
      return value;
    }

    @Override
    public byte[] bytes() {
      throw notAsked();
    }
  }

  /** Tiles begin with their index. */
  private static final class Memory implements TileMemory {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean isUsed(Round round) {
      return true;
    }

    @Override
    public TileState seat(Tile tile) {
      return new Count(tile.index());
    }

    @Override
    public TileState reseat(Tile tile, byte[] bytes) {
      throw notAsked();
    }
  }

  @Override
  public Optional<TileMemory> memory() {
    return Optional.of(new Memory());
  }

  @Override
  public TilePass open(Phi phi, Globals globals, Round round) {
    double[] weight = new double[1];
    phi.expand(0, weight, 0);
    return (tile, before, out) -> {
      Count next = new Count(3 * ((Count) before).value + weight[0]);
      out.sum(tile.index(), next.value);
      return next;
    };
  }

  @Override
  public StatisticsLayout statistics(Round round) {
    return StatisticsLayout.of(
        1, 1, 20, SumsLayout.none().vector("numbers", tiles, SumsLayout.REAL, 1e12));
  }

  @Override
  public int seedDocuments() {
    throw notAsked();
  }

  @Override
  public ModelState restart(ModelState earlier) {
    throw notAsked();
  }

  @Override
  public ModelState start(List<Document> seeds) {
    throw notAsked();
  }

  @Override
  public Phi publish(ModelState state, Round round) {
    throw notAsked();
  }

  @Override
  public BlockPass global(ModelState before, Batch batch, Round round) {
    throw notAsked();
  }

  @Override
  public DocumentPrior documents(Globals globals) {
    throw notAsked();
  }

  @Override
  public ModelState parameters(ModelState state) {
    throw notAsked();
  }

  private static UnsupportedOperationException notAsked() {
    return new UnsupportedOperationException("tiles alone do not ask for this");
  }
}
