package polya.spark;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.infer.Batch;
import polya.infer.Inference;
import polya.infer.ModelState;
import polya.infer.Round;
import polya.infer.TilePass;
import polya.infer.TileState;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.SumsLayout;
import polya.topics.TermBlock;
import polya.topics.TermRows;
import polya.topics.TermStatisticsBuilder;

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

  @Override
  public TileState seat(Tile tile) {
    return new Count(tile.index());
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
  public TermStatisticsBuilder statistics(Round round) {
    return new TermStatisticsBuilder(
        1, 1, 20, SumsLayout.none().vector("numbers", tiles, SumsLayout.REAL, 1e12));
  }

  @Override
  public boolean keepsState(Round round) {
    return true;
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
  public TileState reseat(Tile tile, byte[] bytes) {
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
  public BlockStep step(TermBlock block, TermRows rows, Globals globals, Batch batch, Round round) {
    throw notAsked();
  }

  @Override
  public Globals fold(Globals globals, double[] totals, Batch batch, Round round) {
    throw notAsked();
  }

  @Override
  public SortedMap<String, Double> observe(ModelState before, Batch batch, Round round) {
    return new TreeMap<>();
  }

  @Override
  public ModelState parameters(ModelState state) {
    throw notAsked();
  }

  private static UnsupportedOperationException notAsked() {
    return new UnsupportedOperationException("tiles alone do not ask for this");
  }
}
