package polya.infer.gibbs;

import polya.infer.Inference;
import polya.topics.TermBlock;
import polya.topics.TermBlockBuilder;
import polya.topics.TermRows;

/** The counts n_wk that a sweep leaves in a block of terms; they take the place of those before. */
final class SweptCounts {
  private SweptCounts() {}

  /**
   * The block after a sweep.
   *
   * @param before for its range of terms only
   * @param counts rows of n_wk, in the order of their terms; none for a term without tokens
   * @return the block, and Σ_wk n_wk as its one total
   */
  static Inference.BlockStep step(TermBlock before, TermRows counts, int topics) {
    TermBlockBuilder next = TermBlock.sparse(before.from(), topics);
    int[] rowTopics = new int[topics];
    float[] values = new float[topics];
    double total = 0;
    boolean more = counts.next();
    for (int w = before.from(); w < before.from() + before.size(); w++) {
      int n = 0;
      if (more && counts.term() == w) {
        for (; n < counts.size(); n++) {
          rowTopics[n] = counts.topic(n);
          values[n] = (float) counts.count(n);
          total += counts.count(n);
        }
        more = counts.next();
      }
      next.add(rowTopics, values, n);
    }
    return new Inference.BlockStep(next.build(), new double[] {total});
  }
}
