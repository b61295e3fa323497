package polya.infer;

import java.util.Arrays;
import polya.corpus.Document;
import polya.math.AliasTable;
import polya.math.Draws;
import polya.math.RandomStream;
import polya.topics.Phi;

/**
 * Documents drawn token by token: a mixture and a length, as the family has them, and for each
 * token z ~ θ, w ~ φ_z. Topics travel as weights by term and become one alias table a topic at the
 * first draw in a JVM: 8·K·V bytes, and time in proportion to K·V. A document costs its mixture and
 * a few draws a token.
 */
public abstract class TokenSimulation implements Simulation {
  /**
   * What comes before a document's tokens.
   *
   * @param theta its mixture, K shares that add up to 1
   * @param length how many tokens it has
   * @param labels of it, as {@link SimulatedDocument#labels}
   */
  public record Outline(double[] theta, int length, int[] labels) {
    /** That of a document without labels. */
    public Outline(double[] theta, int length) {
      this(theta, length, new int[0]);
    }

    /**
     * That of a document with these intensities: N ~ Poisson(Σ_k θ_k), and in the mixture their
     * shares, all the same where none is above 0.
     *
     * @param thetaK K numbers; shares take their place
     */
    public static Outline ofIntensities(double[] thetaK, RandomStream stream) {
      double sum = 0;
      for (double theta : thetaK) {
        sum += theta;
      }
      int length = Draws.poisson(stream, sum);
      for (int k = 0; k < thetaK.length; k++) {
        thetaK[k] = sum > 0 ? thetaK[k] / sum : 1.0 / thetaK.length;
      }
      return new Outline(thetaK, length);
    }
  }

  private static final long serialVersionUID = 1L;

  /** Topics whose weights are gathered in one walk over the terms. */
  private static final int TOGETHER = 64;

  private final Phi topics;
  private transient AliasTable[] termsK;

  /** Draws from these topics, whose weights each add up to 1. */
  protected TokenSimulation(Phi topics) {
    this.topics = topics;
  }

  /** Draws what comes before a document's tokens. */
  protected abstract Outline outline(RandomStream stream);

  @Override
  public final SimulatedDocument draw(String id, RandomStream stream) {
    AliasTable[] terms = terms();
    Outline outline = outline(stream);
    double[] upTo = outline.theta.clone();
    for (int k = 1; k < upTo.length; k++) {
      upTo[k] += upTo[k - 1];
    }
    int[] tokens = new int[outline.length];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = terms[topic(upTo, stream.nextDouble())].draw(stream);
    }
    return new SimulatedDocument(document(id, tokens), outline.theta, outline.labels);
  }

  /** The first topic up to which there is more than u; the last one if rounding leaves none. */
  private static int topic(double[] upTo, double u) {
    int low = 0;
    int high = upTo.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (upTo[middle] > u) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static Document document(String id, int[] tokens) {
    Arrays.sort(tokens);
    int[] terms = new int[tokens.length];
    int[] counts = new int[tokens.length];
    int n = 0;
    for (int i = 0; i < tokens.length; i++) {
      if (i == 0 || tokens[i] != tokens[i - 1]) {
        terms[n++] = tokens[i];
      }
      counts[n - 1]++;
    }
    return new Document(id, Arrays.copyOf(terms, n), Arrays.copyOf(counts, n));
  }

  private synchronized AliasTable[] terms() {
    if (termsK == null) {
      AliasTable[] tables = new AliasTable[topics.topics()];
      double[] row = new double[topics.topics()];
      for (int from = 0; from < tables.length; from += TOGETHER) {
        int to = Math.min(tables.length, from + TOGETHER);
        double[][] weights = new double[to - from][topics.terms()];
        for (int w = 0; w < topics.terms(); w++) {
          topics.expand(w, row, 0);
          for (int k = from; k < to; k++) {
            weights[k - from][w] = row[k];
          }
        }
        for (int k = from; k < to; k++) {
          tables[k] = AliasTable.of(weights[k - from]);
        }
      }
      termsK = tables;
    }
    return termsK;
  }
}
