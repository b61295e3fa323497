package polya.models.lda;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import polya.corpus.Tile;
import polya.infer.PureLoop;
import polya.infer.Round;
import polya.math.Special;

/**
 * Incremental rounds of textbook mean-field written again from their description: everything dense
 * in float64, every document's γ and responsibilities kept, the bound term by term.
 */
final class NaiveMemoizedVb {
  private final PureLoop loop;
  private final double[] alpha;
  private final double eta;
  private final int sweeps;
  private final double[][] left;
  private final Map<Integer, double[][]> sent = new HashMap<>();
  private final Map<String, double[]> gammas = new HashMap<>();
  private final Map<String, double[][]> responsibilities = new HashMap<>();
  private double share = 1;

  /** E log φ_wk under the topics that the last round published; and these topics. */
  private double[][] logPhi;

  private double[][] lambda;

  /** From what the stochastic passes of a loop left; documents get a fixed number of sweeps. */
  NaiveMemoizedVb(PureLoop loop, double eta, int sweeps) {
    this.loop = loop;
    this.eta = eta;
    this.sweeps = sweeps;
    alpha = loop.alpha();
    left = loop.lambda();
  }

  /** λ = η + Σ_p S_p + what is left of the stochastic passes. */
  double[][] lambda() {
    double[][] sum = new double[left.length][alpha.length];
    for (int w = 0; w < sum.length; w++) {
      for (int k = 0; k < alpha.length; k++) {
        sum[w][k] = eta + share * (left[w][k] - eta);
        for (double[][] part : sent.values()) {
          sum[w][k] += part[w][k];
        }
      }
    }
    return sum;
  }

  void round(Round round) {
    lambda = lambda();
    double[] totals = totals(lambda);
    logPhi = new double[lambda.length][alpha.length];
    for (int w = 0; w < lambda.length; w++) {
      for (int k = 0; k < alpha.length; k++) {
        logPhi[w][k] = Special.digamma(lambda[w][k]) - Special.digamma(totals[k]);
      }
    }
    double[][] part = new double[lambda.length][alpha.length];
    for (Tile tile : loop.tiles) {
      for (int d = 0; round.contains(tile.index()) && d < tile.documents(); d++) {
        visit(tile, d, part);
        share -= round.firstVisit() ? 1.0 / loop.facts.documents() : 0;
      }
    }
    sent.put(round.part(), part);
  }

  private static double[] totals(double[][] lambda) {
    double[] totals = new double[lambda[0].length];
    for (double[] row : lambda) {
      for (int k = 0; k < totals.length; k++) {
        totals[k] += row[k];
      }
    }
    return totals;
  }

  private void visit(Tile tile, int d, double[][] part) {
    String key = tile.index() + " " + d;
    double[] gamma = gammas.computeIfAbsent(key, s -> new double[alpha.length]);
    if (gamma[0] == 0) {
      for (int k = 0; k < alpha.length; k++) {
        gamma[k] = alpha[k] + tile.tokens(d) / (double) alpha.length;
      }
    }
    int from = tile.offsets()[d];
    int words = tile.offsets()[d + 1] - from;
    double[][] r = responsibilities(tile, from, words, gamma);
    for (int sweep = 0; sweep < sweeps; sweep++) {
      System.arraycopy(alpha, 0, gamma, 0, alpha.length);
      for (int i = 0; i < words; i++) {
        for (int k = 0; k < alpha.length; k++) {
          gamma[k] += tile.counts()[from + i] * r[i][k];
        }
      }
      r = responsibilities(tile, from, words, gamma);
    }
    responsibilities.put(key, r);
    for (int i = 0; i < words; i++) {
      for (int k = 0; k < alpha.length; k++) {
        part[term(tile, from + i)][k] += tile.counts()[from + i] * r[i][k];
      }
    }
  }

  private static int term(Tile tile, int entry) {
    return tile.terms()[tile.slots()[entry]];
  }

  private double[][] responsibilities(Tile tile, int from, int words, double[] gamma) {
    double[][] r = new double[words][alpha.length];
    for (int i = 0; i < words; i++) {
      for (int k = 0; k < alpha.length; k++) {
        r[i][k] = Math.exp(Special.digamma(gamma[k]) + logPhi[term(tile, from + i)][k]);
      }
      double sum = Arrays.stream(r[i]).sum();
      for (int k = 0; k < alpha.length; k++) {
        r[i][k] /= sum;
      }
    }
    return r;
  }

  /** The bound of all documents under the topics that the last round published. */
  double bound() {
    double[] prior = new double[lambda.length];
    double[] topic = new double[lambda.length];
    Arrays.fill(prior, eta);
    double bound = 0;
    for (int k = 0; k < alpha.length; k++) {
      for (int w = 0; w < topic.length; w++) {
        topic[w] = lambda[w][k];
      }
      bound -= divergence(topic, prior);
    }
    for (Tile tile : loop.tiles) {
      for (int d = 0; d < tile.documents(); d++) {
        bound += document(tile, d);
      }
    }
    return bound;
  }

  private double document(Tile tile, int d) {
    double[] gamma = gammas.get(tile.index() + " " + d);
    double[][] r = responsibilities.get(tile.index() + " " + d);
    double digammaSum = Special.digamma(Arrays.stream(gamma).sum());
    double bound = -divergence(gamma, alpha);
    for (int i = 0; i < r.length; i++) {
      int entry = tile.offsets()[d] + i;
      for (int k = 0; k < alpha.length; k++) {
        double logTheta = Special.digamma(gamma[k]) - digammaSum;
        double log = logTheta + logPhi[term(tile, entry)][k] - Math.log(r[i][k]);
        bound += r[i][k] > 0 ? tile.counts()[entry] * r[i][k] * log : 0;
      }
    }
    return bound;
  }

  /** KL(Dir(a) ‖ Dir(b)). */
  private static double divergence(double[] a, double[] b) {
    double sumA = Arrays.stream(a).sum();
    double kl = Special.lgamma(sumA) - Special.lgamma(Arrays.stream(b).sum());
    for (int i = 0; i < a.length; i++) {
      kl += Special.lgamma(b[i]) - Special.lgamma(a[i]);
      kl += (a[i] - b[i]) * (Special.digamma(a[i]) - Special.digamma(sumA));
    }
    return kl;
  }
}
