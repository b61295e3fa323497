package polya.recommend;

import java.io.Serializable;

/**
 * Terms that a document does not have, best first, with their scores. A class and not a record,
 * because Spark's Kryo cannot carry records between JVMs.
 */
public final class Recommendation implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] terms;
  private final float[] scores;

  /** Terms with their scores; the arrays are shared. */
  Recommendation(int[] terms, float[] scores) {
    this.terms = terms;
    this.scores = scores;
  }

  /** Term indices, best first; not to be changed. */
  public int[] terms() {
    return terms;
  }

  /** Their scores, descending; not to be changed. */
  public float[] scores() {
    return scores;
  }
}
