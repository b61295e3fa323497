package polya.infer;

import java.io.Serializable;
import java.util.SortedMap;
import polya.topics.Blocks;
import polya.topics.Sums;
import polya.topics.SumsLayout;
import polya.topics.TermBlock;
import polya.topics.TermRows;

/**
 * The global step of one round, the mirror image of {@link TilePass}: it steps the blocks of the
 * topics one by one, wherever they lie and in any order, and folds what they added up. Steps
 * travel; what only {@link #fold} needs stays behind, so it is transient.
 */
public interface BlockPass extends Serializable {
  /** What a round leads to: the next model, and what it tells of itself. */
  record Folded(ModelState next, SortedMap<String, Double> observed) {}

  /** The sums that steps add to. */
  SumsLayout totals();

  /**
   * Steps one block.
   *
   * @param rows the block's statistics of this round, see {@link #takesDifferences}; they touch the
   *     rows of these terms only
   * @param totals what the block adds is added here
   */
  TermBlock step(TermBlock block, TermRows rows, Sums totals);

  /**
   * Whether rows come less those of the part's last visit, where the round is incremental; else as
   * the round sent them.
   */
  default boolean takesDifferences() {
    return true;
  }

  /**
   * Whether {@link #step} leaves a block as it is, and adds nothing, where the round has no rows of
   * it: such blocks are then not stepped at all, so that the model side of a round costs what its
   * batch touches.
   */
  default boolean stepsTouchedBlocksOnly() {
    return false;
  }

  /**
   * Folds the round.
   *
   * @param stepped the topics' blocks after their steps
   * @param totals what all steps added
   */
  Folded fold(Blocks stepped, Sums totals);
}
