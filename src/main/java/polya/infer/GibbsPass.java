package polya.infer;

import polya.corpus.Tile;
import polya.topics.Phi;
import polya.topics.TermStatisticsBuilder;

/** Gibbs sweeps over tiles. */
public final class GibbsPass implements TilePass {
  /**
   * Opens the pass.
   *
   * @param phi weights by {@link Phi.Link#IDENTITY}, in any scale common to the topics of a term
   * @param alpha the documents' prior, K numbers &gt; 0
   * @param seed the run's seed
   * @param round whose number keys the random numbers
   * @param sweeps local sweeps under this Φ, ≥ 1
   * @param histogramFrom the first pseudo-term of the histogram of counts, or −1 for none
   */
  public GibbsPass(
      Phi phi, double[] alpha, long seed, Round round, int sweeps, int histogramFrom) {}

  @Override
  public TileState visit(Tile tile, TileState before, TermStatisticsBuilder out) {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public void finish(TermStatisticsBuilder out) {}
}
