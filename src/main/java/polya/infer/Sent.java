package polya.infer;

import java.io.Serializable;
import java.util.List;
import polya.topics.Blocks;
import polya.topics.Sums;
import polya.topics.SumsLayout;
import polya.topics.TermBlock;
import polya.topics.TermRows;
import polya.topics.TermStatistics;

/**
 * What a round sent up: documents, tokens, sums and tables here, rows where the blocks are. Nothing
 * is added up before it is asked for.
 */
public interface Sent {
  /** What a block and its rows add to sums. */
  interface Part extends Serializable {
    /**
     * Adds it.
     *
     * @param beside the block of the table beside; null where there is none
     * @param rows what was sent of the block's terms
     */
    void add(TermBlock block, TermBlock beside, TermRows rows, Sums sums);
  }

  /** How many documents were visited, empty ones included. */
  long documents();

  /** How many tokens were visited. */
  long tokens();

  /** The named sums of the passes. */
  Sums sums();

  /** The rows of a named table of the passes, by key. */
  TermRows table(String name);

  /**
   * Steps every block by its rows, or those alone that have rows if the step says so.
   *
   * @param replaced what is taken away from the rows; null for nothing
   * @return the blocks after it, and what they added to the step's totals
   */
  Stepped step(Blocks before, Sent replaced, BlockPass step);

  /**
   * The blocks without what was sent here, as a step that adds it left them.
   *
   * @param step which adds rows as they are
   * @return the blocks, and what was taken from the step's totals
   */
  Stepped withdrawn(Blocks before, BlockPass step);

  /** What {@link #step} leads to. */
  record Stepped(Blocks blocks, Sums totals) {}

  /**
   * Sums over all blocks and their rows.
   *
   * @param beside another table of the same terms; null for none
   */
  Sums sums(Blocks blocks, Blocks beside, SumsLayout layout, Part part);

  /** This and what others sent, together. */
  Sent and(List<Sent> others);

  /** Told when nobody will ask for the rows again: what they could be made again from may go. */
  default void forget() {}

  /** The bytes that came up. */
  long bytes();

  /**
   * What every sender sent, where this JVM holds it: for checkpoints.
   *
   * @throws IllegalStateException if it lies elsewhere
   */
  List<TermStatistics> here();
}
