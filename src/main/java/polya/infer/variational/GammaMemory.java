package polya.infer.variational;

import java.nio.ByteBuffer;
import polya.corpus.Tile;
import polya.infer.Round;
import polya.infer.TileMemory;
import polya.infer.TileState;
import polya.mixing.DocumentPrior;
import polya.mixing.Supports;

/**
 * What tiles remember under {@link MeanField} in incremental and whole-corpus rounds: their
 * documents' γ, K numbers each, 8 bytes a number.
 */
final class GammaMemory implements TileMemory {
  private static final long serialVersionUID = 1L;

  private final DocumentPrior prior;

  /** Of documents that begin with this prior. */
  GammaMemory(DocumentPrior prior) {
    this.prior = prior;
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
    return new Gammas(seated(tile, prior));
  }

  @Override
  public TileState reseat(Tile tile, byte[] bytes) {
    double[] gamma = new double[Math.multiplyExact(tile.documents(), prior.topics())];
    if (bytes.length != Double.BYTES * (long) gamma.length) {
      throw new IllegalArgumentException(
          bytes.length + " bytes for " + gamma.length + " numbers of tile " + tile.index());
    }
    ByteBuffer.wrap(bytes).asDoubleBuffer().get(gamma);
    return new Gammas(gamma);
  }

  /** γ of a tile's documents before their first visit: γ_k = α_k + N/K, K of their support. */
  static double[] seated(Tile tile, DocumentPrior prior) {
    int topics = prior.topics();
    double[] gamma = new double[Math.multiplyExact(tile.documents(), topics)];
    if (prior.isShared()) {
      double[] alpha = prior.alpha();
      for (int d = 0; d < tile.documents(); d++) {
        MeanField.seat(alpha, tile.tokens(d), gamma, d * topics);
      }
      return gamma;
    }
    Supports supports = new Supports(prior);
    for (int d = 0; d < tile.documents(); d++) {
      int place = supports.place(tile.group(d));
      int start = supports.start(place);
      for (int j = start; j < start + supports.size(place); j++) {
        double share = tile.tokens(d) / (double) supports.size(place);
        gamma[d * topics + supports.topics()[j]] = supports.alphas()[j] + share;
      }
    }
    return gamma;
  }
}
