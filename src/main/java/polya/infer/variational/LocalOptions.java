package polya.infer.variational;

import java.io.Serializable;
import polya.params.Settings;

/**
 * When a document's local step prunes and when it stops.
 *
 * @param denseSweeps sweeps over all topics before pruning
 * @param pruning topics with a smaller share of the document's tokens are dropped; 0 keeps all;
 *     {@link #BY_LENGTH} lets the document's length decide, see {@link #threshold}
 * @param leastTopics as many of the largest topics are kept whatever {@code pruning} says: the
 *     guard against a start near uniform, where nothing passes the threshold
 * @param tolerance stop when the counts moved by less than this share of the document's tokens
 * @param iterations the most sweeps, dense ones included
 */
public record LocalOptions(
    int denseSweeps, double pruning, int leastTopics, double tolerance, int iterations)
    implements Serializable {
  /** Prune by the document's length. */
  public static final double BY_LENGTH = -1;

  /** What a topic must hold of a document of ordinary length, in tokens … */
  private static final double TOKENS = 2.5;

  /** … which is one of at least this many tokens: shorter ones prune less, by the square … */
  private static final double SHORT = 42;

  /** … and longer ones this share of their tokens. */
  private static final double LONG_SHARE = 0.01;

  private static final int LEAST_TOPICS = 3;

  private static final double CANDIDATE = 0.75;

  /** The options of a run. */
  public static LocalOptions of(Settings settings) {
    boolean vb = VariationalParameters.vb(settings);
    return new LocalOptions(
        settings.get(VariationalParameters.DENSE_SWEEPS),
        settings.get(VariationalParameters.PRUNING).orElse(BY_LENGTH),
        LEAST_TOPICS,
        settings.get(VariationalParameters.LOCAL_TOLERANCE).orElse(vb ? 1e-3 : 0.03),
        settings.get(VariationalParameters.LOCAL_ITERATIONS).orElse(vb ? 100 : 10));
  }

  /**
   * The expected tokens below which a topic is dropped from a document of N tokens. By length: 2.5
   * min(1, N/42)² and at least 0.01 N beyond 250 tokens. A fixed share is too strict for texts of
   * five tokens, which cannot yet tell topics apart, and too lax for those of forty.
   */
  public float threshold(float tokens) {
    if (pruning != BY_LENGTH) {
      return (float) pruning * tokens;
    }
    double part = Math.min(1, tokens / SHORT);
    return (float) (tokens < SHORT ? TOKENS * part * part : Math.max(TOKENS, LONG_SHARE * tokens));
  }

  /**
   * The expected tokens below which, after the first of several sweeps over all topics, a topic is
   * no longer a candidate: three quarters of the threshold, or of what lies halfway (by factors)
   * between N/K, where all topics begin, and the threshold, if that is less. Three passes over
   * 20news, debian and simulated documents, K = 100 and 1,000: next to no topic that would have
   * passed the threshold after two sweeps is below it, and 8 to 30 topics of all are left.
   */
  float candidate(float tokens, int topics) {
    double threshold = threshold(tokens);
    return (float) (CANDIDATE * Math.min(threshold, Math.sqrt(threshold * tokens / topics)));
  }
}
