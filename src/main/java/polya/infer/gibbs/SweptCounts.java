package polya.infer.gibbs;

import polya.topics.TermBlock;
import polya.topics.TermBlockBuilder;
import polya.topics.TermRows;

/** The counts n_wk that a sweep leaves in a block of terms; they take the place of those before. */
final class SweptCounts {
  private final TermBlock block;
  private final double total;

  private SweptCounts(TermBlock block, double total) {
    this.block = block;
    this.total = total;
  }

  /**
   * The counts after a sweep.
   *
   * @param before for its range of terms only
   * @param counts rows of n_wk, in the order of their terms; none for a term without tokens
   */
  static SweptCounts of(TermBlock before, TermRows counts, int topics) {
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
    return new SweptCounts(next.build(), total);
  }

  /** The block. */
  TermBlock block() {
    return block;
  }

  /** Σ_wk n_wk. */
  double total() {
    return total;
  }
}
