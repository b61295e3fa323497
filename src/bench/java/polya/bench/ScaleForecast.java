package polya.bench;

import java.util.Locale;
import polya.infer.Footprint;

/**
 * A sweep on a large cluster by the figures of a small one: what its cores sample, what its network
 * carries, what its driver schedules. It is a calculation; nothing of that size ran.
 *
 * @param tokensPerSecond of a core
 * @param share of Σ_w min(K, f_w), the counts that topics have once formed
 * @param countBytes of a count on the way down
 * @param drawnBytes of a drawn weight on the way down, for each count
 * @param taskSeconds of the driver's processor for a task
 * @param spread the longest task by the mean one
 */
record ScaleForecast(
    double tokensPerSecond,
    double share,
    double countBytes,
    double drawnBytes,
    double taskSeconds,
    double spread) {
  private static final int EXECUTORS = 100;
  private static final int CORES = 16;

  /** 10 Gbit, in bytes a second. */
  private static final double NETWORK = 1.25e9;

  /** Stages of a round that have a task for every core, and for every shard. */
  private static final double STAGES = 2;

  private static final double TOKENS = 1e11;

  /** Prints a row for a model of this size. */
  void print(int terms, int k) {
    long[] frequencies = new long[terms];
    double harmonic = 0;
    for (int w = 1; w <= terms; w++) {
      harmonic += 1.0 / w;
    }
    double counts = 0;
    for (int w = 1; w <= terms; w++) {
      frequencies[w - 1] = (long) (TOKENS / harmonic / w);
      counts += share * Math.min(k, frequencies[w - 1]);
    }
    int tasks = EXECUTORS * CORES;
    double sweep = TOKENS / tokensPerSecond / tasks;
    double up = Footprint.rows(frequencies, k, share).by(tasks) / EXECUTORS / NETWORK;
    double mean = counts * countBytes / NETWORK;
    double drawn = counts * drawnBytes / NETWORK;
    double driver = STAGES * tasks * taskSeconds;
    double least = sweep + up + mean + driver;
    double most = spread * sweep + 2 * (up + drawn) + 2 * driver;
    System.out.printf(
        Locale.ROOT,
        "| %,d | %,d | %.1f | %.2f | %.2f to %.2f | %.2f | %.0f to %.0f | %.0f to %.0f %% |%n",
        terms, k, sweep, up, mean, drawn, driver, least, most, 100 * sweep / most,
        100 * sweep / least);
  }
}
