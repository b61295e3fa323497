package polya.describe;

import java.io.Serializable;
import java.util.Arrays;
import polya.heldout.error.Bootstrap;
import polya.math.Draws;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;

/**
 * Each topic's share of the tokens of some documents, Σ_d N_d θ_dk / Σ_d N_d, and how far another
 * sample of such documents would move it: Poisson bootstrap over documents as in {@link Bootstrap},
 * whose weights come from the stream of (seed, {@link Purpose#BOOTSTRAP}, document key).
 *
 * <p>Tokens of a document are dealt to topics in units of 2^-{@value #BITS}, and what rounding
 * leaves goes to its largest topic, so that nothing is lost: shares add up to 1, and those of
 * groups weighted by their tokens are those of all documents. Sums are whole numbers, so that
 * documents may be added in any order and parts merged in any grouping to the same bits. Memory: K
 * + 1 numbers a replicate; cost a document: as many additions for each that draws it. Not
 * thread-safe.
 */
public final class ShareSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int BITS = 20;
  private static final int REPLICATES = Bootstrap.REPLICATES;

  private final long seed;
  private long documents;
  private long tokens;
  private final long[] unitsK;
  private final long[] tokensB;

  /** Units by replicate, topics of each in a row. */
  private final long[] unitsBK;

  /** No documents yet. */
  public ShareSums(int topics, long seed) {
    this.seed = seed;
    unitsK = new long[topics];
    tokensB = new long[REPLICATES];
    unitsBK = new long[REPLICATES * topics];
  }

  /**
   * Adds a document and returns this; one without tokens says nothing and is left out.
   *
   * @param key the document's, which its weights depend on
   * @param tokens N
   * @param thetaK its shares of the topics, which add up to 1
   */
  public ShareSums add(long key, long tokens, double[] thetaK) {
    if (tokens == 0) {
      return this;
    }
    documents++;
    this.tokens = Math.addExact(this.tokens, tokens);
    long[] units = units(tokens, thetaK);
    for (int k = 0; k < units.length; k++) {
      unitsK[k] = Math.addExact(unitsK[k], units[k]);
    }
    RandomStream stream = Streams.of(seed, Purpose.BOOTSTRAP, 0, key);
    for (int b = 0; b < REPLICATES; b++) {
      int weight = Draws.poisson(stream, 1);
      if (weight > 0) {
        tokensB[b] += weight * tokens;
        for (int k = 0, at = b * units.length; k < units.length; k++, at++) {
          unitsBK[at] += weight * units[k];
        }
      }
    }
    return this;
  }

  private static long[] units(long tokens, double[] thetaK) {
    long[] units = new long[thetaK.length];
    long all = tokens << BITS;
    int largest = 0;
    for (int k = 0; k < units.length; k++) {
      units[k] = Math.round(thetaK[k] * all);
      largest = thetaK[k] > thetaK[largest] ? k : largest;
    }
    units[largest] += all - Arrays.stream(units).sum();
    return units;
  }

  /** Adds all documents of another part, of the same topics and seed; returns this. */
  public ShareSums add(ShareSums other) {
    documents += other.documents;
    tokens = Math.addExact(tokens, other.tokens);
    for (int k = 0; k < unitsK.length; k++) {
      unitsK[k] = Math.addExact(unitsK[k], other.unitsK[k]);
    }
    Arrays.setAll(tokensB, b -> tokensB[b] + other.tokensB[b]);
    Arrays.setAll(unitsBK, i -> unitsBK[i] + other.unitsBK[i]);
    return this;
  }

  /** How many documents have tokens. */
  public long documents() {
    return documents;
  }

  /** Σ N_d. */
  public long tokens() {
    return tokens;
  }

  /** Each topic's share; NaN without tokens. */
  public double[] shares() {
    return Arrays.stream(unitsK).mapToDouble(u -> share(u, tokens)).toArray();
  }

  /**
   * The standard error of each share, with the factor √(n/(n − 1)) of n documents; NaN with fewer
   * than two.
   */
  public double[] standardErrors() {
    double[] errors = new double[unitsK.length];
    Arrays.setAll(errors, this::standardError);
    return errors;
  }

  private double standardError(int topic) {
    if (documents < 2) {
      return Double.NaN;
    }
    double centre = share(unitsK[topic], tokens);
    double sum = 0;
    double squares = 0;
    int replicates = 0;
    for (int b = 0; b < REPLICATES; b++) {
      if (tokensB[b] > 0) {
        double x = share(unitsBK[b * unitsK.length + topic], tokensB[b]) - centre;
        sum += x;
        squares += x * x;
        replicates++;
      }
    }
    double variance = (squares - sum * sum / replicates) / (replicates - 1);
    return Math.sqrt(Math.max(0, variance) * documents / (documents - 1.0));
  }

  private static double share(long units, long tokens) {
    return tokens == 0 ? Double.NaN : units / (double) tokens / (1L << BITS);
  }
}
