package polya.heldout.error;

import java.io.Serializable;
import java.util.function.IntToDoubleFunction;
import polya.heldout.Estimate;
import polya.math.Draws;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;
import polya.math.WideSum;
import polya.topics.FixedPoint;

/**
 * The perplexity exp(−R), R = Σ L_d / Σ N_d, of scored documents, and how far another sample of
 * documents would move it, twice over:
 *
 * <ul>
 *   <li>Poisson bootstrap (Hanley, MacGibbon, 2006; Chamandy et al., Google 2012): in each of
 *       {@value #REPLICATES} replicates every document counts Poisson(1) times; the standard
 *       deviation of their perplexities. Its own relative error is about 5 %.
 *   <li>Delta method for a ratio: perplexity · √(n/(n−1) · Σ_d (L_d − R N_d)²) / Σ N_d.
 * </ul>
 *
 * <p>Weights come from the stream of (seed, {@link Purpose#BOOTSTRAP}, document key) and sums are
 * integers (L in units of 2^-{@value #BITS}), so documents may be added in any order and parts
 * merged in any grouping to the same bits. Memory 2·{@value #REPLICATES} numbers; cost a document
 * one Poisson draw a replicate. Not thread-safe.
 */
public final class Bootstrap implements Serializable {
  private static final long serialVersionUID = 1L;

  /** B. */
  public static final int REPLICATES = 200;

  /** Fraction bits of log probabilities: a document is rounded by at most 5e-7. */
  private static final int BITS = 20;

  private final long seed;
  private long documents;
  private long tokens;
  private long logProbability;
  private final long[] tokensB = new long[REPLICATES];
  private final long[] logProbabilityB = new long[REPLICATES];
  private final WideSum squaresOfLog = new WideSum();
  private final WideSum logTimesTokens = new WideSum();
  private final WideSum squaresOfTokens = new WideSum();

  /** No documents yet. */
  public Bootstrap(long seed) {
    this.seed = seed;
  }

  /**
   * Adds one scored document.
   *
   * @param documentKey its key, which its weights depend on
   * @throws ArithmeticException if its log probability is not finite
   */
  public void add(long documentKey, Estimate estimate) {
    long n = estimate.tokens();
    long l = FixedPoint.of(estimate.logProbability(), BITS);
    documents++;
    tokens = Math.addExact(tokens, n);
    logProbability = Math.addExact(logProbability, l);
    squaresOfLog.addProduct(l, l);
    logTimesTokens.addProduct(l, n);
    squaresOfTokens.addProduct(n, n);
    RandomStream stream = Streams.of(seed, Purpose.BOOTSTRAP, 0, documentKey);
    for (int b = 0; b < REPLICATES; b++) {
      int weight = Draws.poisson(stream, 1);
      tokensB[b] = Math.addExact(tokensB[b], weight * n);
      logProbabilityB[b] = Math.addExact(logProbabilityB[b], weight * l);
    }
  }

  /** Adds all documents of another part of the same corpus, of the same seed. */
  public void add(Bootstrap other) {
    documents += other.documents;
    tokens = Math.addExact(tokens, other.tokens);
    logProbability = Math.addExact(logProbability, other.logProbability);
    squaresOfLog.add(other.squaresOfLog);
    logTimesTokens.add(other.logTimesTokens);
    squaresOfTokens.add(other.squaresOfTokens);
    for (int b = 0; b < REPLICATES; b++) {
      tokensB[b] = Math.addExact(tokensB[b], other.tokensB[b]);
      logProbabilityB[b] = Math.addExact(logProbabilityB[b], other.logProbabilityB[b]);
    }
  }

  /** How many documents were added. */
  public long documents() {
    return documents;
  }

  /** Σ N_d. */
  public long tokens() {
    return tokens;
  }

  /** Σ L_d / Σ N_d, natural log; NaN without tokens. */
  public double logProbabilityPerToken() {
    return perToken(logProbability, tokens);
  }

  /** exp(−Σ L_d / Σ N_d); NaN without tokens. */
  public double perplexity() {
    return StrictMath.exp(-logProbabilityPerToken());
  }

  /** The bootstrap's standard error of {@link #perplexity}; NaN with fewer than two documents. */
  public double standardError() {
    double centre = perplexity();
    return spread(b -> StrictMath.exp(-perToken(logProbabilityB[b], tokensB[b])) - centre);
  }

  /**
   * The bootstrap's standard error of {@link #logProbabilityPerToken}; NaN with fewer than two
   * documents.
   */
  public double logStandardError() {
    double centre = logProbabilityPerToken();
    return spread(b -> perToken(logProbabilityB[b], tokensB[b]) - centre);
  }

  /** The standard deviation over replicates that have tokens. */
  private double spread(IntToDoubleFunction moved) {
    if (documents < 2) {
      return Double.NaN;
    }
    double sum = 0;
    double squares = 0;
    int replicates = 0;
    for (int b = 0; b < REPLICATES; b++) {
      if (tokensB[b] > 0) {
        double x = moved.applyAsDouble(b);
        sum += x;
        squares += x * x;
        replicates++;
      }
    }
    double variance = (squares - sum * sum / replicates) / (replicates - 1);
    return Math.sqrt(Math.max(0, variance));
  }

  /**
   * The delta method's standard error of {@link #perplexity}; NaN with fewer than two documents.
   */
  public double deltaMethodStandardError() {
    return perplexity() * deltaMethodLogStandardError();
  }

  /**
   * The delta method's standard error of {@link #logProbabilityPerToken}; NaN with fewer than two
   * documents.
   */
  public double deltaMethodLogStandardError() {
    if (documents < 2) {
      return Double.NaN;
    }
    double r = logProbability / (double) tokens;
    double residuals =
        squaresOfLog.toDouble()
            - 2 * r * logTimesTokens.toDouble()
            + r * r * squaresOfTokens.toDouble();
    double n = documents;
    double unit = 1.0 / (1L << BITS);
    return Math.sqrt(n / (n - 1) * Math.max(0, residuals)) * unit / tokens;
  }

  private static double perToken(long logProbability, long tokens) {
    return tokens == 0 ? Double.NaN : FixedPoint.toDouble(logProbability, BITS) / tokens;
  }
}
