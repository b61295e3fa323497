package polya.bench;

/**
 * How a sampler is driven: in calls of 1, 1, 3, 5 and then always 10 sweeps, so that checkpoints
 * may stand after 1, 2, 5, 10, 20, 30, … sweeps and the cost of a call is spread over ten.
 */
final class Sweeps {
  private static final int MOST = 10;
  private static final int[] FIRST = {1, 2, 5, MOST};

  private Sweeps() {}

  /** How many sweeps the next call makes, after {@code done} of them. */
  static int next(int done) {
    for (int end : FIRST) {
      if (done < end) {
        return end - done;
      }
    }
    return MOST;
  }
}
