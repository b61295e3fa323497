package polya.infer.variational;

import java.nio.ByteBuffer;
import polya.corpus.Tile;
import polya.infer.Round;
import polya.infer.TileMemory;
import polya.infer.TileState;

/**
 * What tiles remember under {@link MeanField} in incremental and whole-corpus rounds: their
 * documents' γ, K numbers each, 8 bytes a number.
 */
final class GammaMemory implements TileMemory {
  private static final long serialVersionUID = 1L;

  private final double[] alpha;

  /** Of documents that begin with this prior, K numbers. */
  GammaMemory(double[] alpha) {
    this.alpha = alpha;
  }

  /** The documents' γ, K numbers each, in the tile's order. */
  static final class Gammas implements TileState {
    private static final long serialVersionUID = 1L;

    private final double[] gamma;

    Gammas(double[] gamma) {
      this.gamma = gamma;
    }

    double[] copy() {
      return gamma.clone();
    }

    @Override
    public byte[] bytes() {
      ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Double.BYTES, gamma.length));
      bytes.asDoubleBuffer().put(gamma);
      return bytes.array();
    }
  }

  @Override
  public boolean isUsed(Round round) {
    return round.incremental() || round.wholeCorpus();
  }

  @Override
  public TileState seat(Tile tile) {
    return new Gammas(seated(tile, alpha));
  }

  @Override
  public TileState reseat(Tile tile, byte[] bytes) {
    double[] gamma = new double[Math.multiplyExact(tile.documents(), alpha.length)];
    if (bytes.length != Double.BYTES * (long) gamma.length) {
      throw new IllegalArgumentException(
          bytes.length + " bytes for " + gamma.length + " numbers of tile " + tile.index());
    }
    ByteBuffer.wrap(bytes).asDoubleBuffer().get(gamma);
    return new Gammas(gamma);
  }

  /** γ of a tile's documents before their first visit. */
  static double[] seated(Tile tile, double[] alpha) {
    double[] gamma = new double[Math.multiplyExact(tile.documents(), alpha.length)];
    for (int d = 0; d < tile.documents(); d++) {
      MeanField.seat(alpha, tile.tokens(d), gamma, d * alpha.length);
    }
    return gamma;
  }
}
