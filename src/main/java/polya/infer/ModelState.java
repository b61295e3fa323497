package polya.infer;

import java.util.List;
import polya.topics.Globals;
import polya.topics.TermBlock;

/**
 * A model between two rounds: all its blocks in the order of their terms, and its globals.
 * Immutable.
 *
 * @param blocks rows by term
 * @param fading blocks beside them that a phase needs: those of an earlier phase, which lose weight
 *     from round to round (see {@link Round}), or a sampler's sums over samples; none most of the
 *     time
 * @param globals what is small
 */
public record ModelState(List<TermBlock> blocks, List<TermBlock> fading, Globals globals) {
  /** A model without fading blocks. */
  public ModelState(List<TermBlock> blocks, Globals globals) {
    this(blocks, List.of(), globals);
  }

  /** The row of a term; not to be changed. */
  public float[] row(int term) {
    return blocks.get(TermBlock.blockOf(term)).row(term);
  }

  /** V. */
  public int terms() {
    TermBlock last = blocks.get(blocks.size() - 1);
    return last.from() + last.size();
  }
}
