package polya.infer.gibbs;

import java.io.Serializable;
import polya.infer.Phase;
import polya.infer.Round;
import polya.infer.TilePass;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.SumsLayout;

/**
 * How documents are swept under one Φ. {@link GibbsSampler} has one that draws token by token
 * ({@link TokenSweeps}); a family whose documents are of another kind brings its own, whose tiles
 * remember {@link Assignments} as well. Immutable; it travels to the executors.
 */
public interface DocumentSweep extends Serializable {
  /**
   * Opens a sweep for one task of a round.
   *
   * @param isDrawn whether the round's topics are drawn, so that all else is to be
   */
  TilePass open(Phi phi, Globals globals, Round round, boolean isDrawn);

  /** How often it goes over a document's terms, see {@link polya.infer.Inference#scans}. */
  int scans(Round round);

  /** Opens a part of it. */
  TilePass open(Phi phi, Globals globals, Round round, boolean isDrawn, Phase phase);

  /** Bytes that a document keeps between phases of a round beside its tokens' topics. */
  default double bytesInPhases() {
    return 0;
  }

  /**
   * The sums that it sends.
   *
   * @param common those of {@link GibbsSums}, which are among them
   */
  default SumsLayout sums(SumsLayout common) {
    return common;
  }
}
