package polya.math;

/**
 * Draws from a fixed distribution over 0 … n − 1 in constant time: Walker's alias method (ACM TOMS
 * 3, 1977) with the table built by Vose (IEEE Transactions on Software Engineering 17, 1991) in
 * O(n). Cell i keeps its own index with a probability in units of 2⁻³², else gives its alias, so a
 * probability is off by at most 2⁻³²/n; an index of weight zero is never drawn. 8 bytes a cell.
 * Immutable. A draw takes two longs.
 */
public final class AliasTable {
  private final int[] keep;
  private final int[] alias;

  private AliasTable(int[] keep, int[] alias) {
    this.keep = keep;
    this.alias = alias;
  }

  /**
   * The table of these weights.
   *
   * @param weights ≥ 0, finite, in any scale; their sum &gt; 0
   */
  public static AliasTable of(double[] weights) {
    int n = weights.length;
    double[] cell = weights.clone();
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    int[] keep = new int[n];
    int[] alias = new int[n];
    // One array for both lists: cells short of 1 from the left, the others from the right.
    int[] waiting = new int[n];
    int isShort = 0;
    int isFull = n;
    for (int i = 0; i < n; i++) {
      cell[i] *= n / sum;
      alias[i] = i;
      if (cell[i] < 1) {
        waiting[isShort++] = i;
      } else {
        waiting[--isFull] = i;
      }
    }
    while (isShort > 0 && isFull < n) {
      int from = waiting[isFull];
      int to = waiting[--isShort];
      keep[to] = (int) (long) (cell[to] * 0x1p32);
      alias[to] = from;
      cell[from] -= 1 - cell[to];
      if (cell[from] < 1) {
        isFull++;
        waiting[isShort++] = from;
      }
    }
    // What waits still is 1 but for rounding: each is its own alias.
    return new AliasTable(keep, alias);
  }

  /** One draw. */
  public int draw(RandomStream stream) {
    int i = stream.nextInt(keep.length);
    return stream.nextLong() >>> 32 < Integer.toUnsignedLong(keep[i]) ? i : alias[i];
  }
}
