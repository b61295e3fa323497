package polya.infer.gibbs;

import java.util.Arrays;
import polya.math.Rows;

/**
 * The counts n_dk of a run's documents, a padded row of K a document. In 16 bits where no document
 * has more tokens than they count, so that more documents stay in the cache; else in 32. Weights
 * are the same bits either way. Scratch of one thread.
 */
final class CountTable {
  private final Rows rows;
  private final int length;
  private short[] few = new short[0];
  private int[] many = new int[0];
  private boolean isFew;

  /** Rows of so many counts, padded. */
  CountTable(Rows rows, int length) {
    this.rows = rows;
    this.length = length;
  }

  /** Zeros for the documents of a run. */
  void open(TokenRun run) {
    int size = Math.multiplyExact(run.documents, length);
    isFew = run.longest() <= Short.MAX_VALUE;
    if (isFew && few.length < size) {
      few = new short[size];
    } else if (isFew) {
      Arrays.fill(few, 0, size, (short) 0);
    } else if (many.length < size) {
      many = new int[size];
    } else {
      Arrays.fill(many, 0, size, 0);
    }
  }

  /** Adds 1 or −1 to n_dk. */
  void add(int d, int k, int change) {
    if (isFew) {
      few[d * length + k] += (short) change;
    } else {
      many[d * length + k] += change;
    }
  }

  /**
   * A document's counts weighed as {@link Rows#weigh(int[], int, float[], float[], float[], int,
   * int)} says.
   */
  void weigh(int d, float[] b, float[] a, float[] sums, int so) {
    if (isFew) {
      rows.weigh(few, d * length, b, a, sums, so, length);
    } else {
      rows.weigh(many, d * length, b, a, sums, so, length);
    }
  }
}
