package polya.models.dmr;

import java.util.Arrays;
import polya.corpus.Groups;
import polya.infer.GroupLearning;
import polya.infer.GroupTables;
import polya.math.Draws;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Special;
import polya.math.Streams;
import polya.mixing.DocumentPrior;
import polya.topics.Globals;

/**
 * How α is learned of tables and exposure by group (package-info): of one category by value, drawn
 * exactly or by the means of the same conditionals, which are coordinate ascent on a bound of their
 * joint posterior; of other covariates by the mode of K regressions.
 */
final class DmrLearning implements GroupLearning {
  private static final long serialVersionUID = 1L;

  /** The variance of the intercept. */
  private static final double INTERCEPT_VARIANCE = 10;

  /** K α of a document, a priori. */
  private static final double PRIOR_SUM = 5;

  private static final double LEAST = 1e-6;

  private final Globals own;
  private final Design design;
  private final Groups groups;
  private final double variance;

  /** s. */
  private final double shape;

  /**
   * Of a run.
   *
   * @param alpha where α of all documents begins, K numbers
   * @param variance σ²
   */
  DmrLearning(Design design, Groups groups, double[] alpha, double variance) {
    own = DmrState.own(design, alpha);
    this.design = design;
    this.groups = groups;
    this.variance = variance;
    shape = shape(variance);
  }

  @Override
  public Globals own() {
    return own;
  }

  @Override
  public DocumentPrior documents(Globals globals) {
    return DmrState.learned(globals, design, groups);
  }

  /** Whether α has draws from its posterior. */
  boolean hasDraws() {
    return design.isOneCategory();
  }

  /** s with ψ′(s) = σ², the variance of the logarithm of a gamma variable; by bisection. */
  static double shape(double variance) {
    double low = 1e-3;
    double high = 1e9;
    while (high / low > 1 + 1e-14) {
      double middle = Math.sqrt(low * high);
      if (Special.trigamma(middle) > variance) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The rate 5/(K s) of the prior of b_k. */
  static double rateOfRates(int topics, double shape) {
    return PRIOR_SUM / (topics * shape);
  }

  @Override
  public Globals learned(Globals globals, GroupTables tables, RandomStream stream) {
    Globals next =
        design.isOneCategory()
            ? byValue(globals, tables, stream)
            : globals.with(DmrState.COEFFICIENTS, regressed(globals, tables));
    DmrDocuments documents = new DmrDocuments(next, design, groups, false);
    return next.with(DmrState.DOC_CONCENTRATION, documents.meanOfGroups());
  }

  /**
   * α_v given tables, exposure and ᾱ, then ᾱ given α: the values' own streams, then the common one,
   * so that a value more moves no other's draws.
   */
  private Globals byValue(Globals globals, GroupTables tables, RandomStream stream) {
    double[] pooled = globals.vector(DmrState.POOLED_CONCENTRATION);
    int topics = pooled.length;
    long seed = stream == null ? 0 : stream.nextLong();
    double[][] alpha = new double[1 + design.values()][];
    double[] sumK = new double[topics];
    int used = 0;
    int next = 0;
    for (int g = 0; g < groups.size(); g++) {
      boolean has = next < tables.size() && tables.group(next) == g;
      if (groups.documents(g) > 0) {
        double[] own = new double[topics];
        RandomStream random =
            stream == null ? null : Streams.of(seed, Purpose.HYPERPARAMETERS, 0, groups.key(g));
        for (int k = 0; k < topics; k++) {
          double above = shape + (has ? tables.tables(next)[k] : 0);
          double below = shape / pooled[k] + (has ? tables.exposure(next) : 0);
          double drawn = random == null ? above : Draws.gamma(random, above);
          own[k] = Math.max(LEAST, drawn / below);
          sumK[k] += own[k];
        }
        alpha[row(g)] = own;
        used++;
      }
      next += has ? 1 : 0;
    }
    double[] after = new double[topics];
    for (int k = 0; k < topics; k++) {
      double above = 1 + used * shape;
      double below = rateOfRates(topics, shape) + sumK[k];
      double rate = (stream == null ? above : Draws.gamma(stream, above)) / below;
      after[k] = shape / rate;
    }
    for (int row = 0; row < alpha.length; row++) {
      alpha[row] = alpha[row] == null ? after : alpha[row];
    }
    return globals
        .with(DmrState.VALUE_CONCENTRATION, alpha)
        .with(DmrState.POOLED_CONCENTRATION, after);
  }

  private int row(int group) {
    int from = groups.offsets()[group];
    return from == groups.offsets()[group + 1] ? 0 : 1 + groups.labels()[from];
  }

  private double[][] regressed(Globals globals, GroupTables tables) {
    double[][] lambda = globals.matrix(DmrState.COEFFICIENTS);
    int topics = lambda[0].length;
    Regression regression = regression(tables, topics);
    double[] l = new double[tables.size()];
    double[] own = new double[lambda.length];
    for (int k = 0; k < topics; k++) {
      for (int i = 0; i < l.length; i++) {
        l[i] = tables.tables(i)[k];
      }
      for (int f = 0; f < own.length; f++) {
        own[f] = lambda[f][k];
      }
      double[] mode = regression.mode(l, own);
      for (int f = 0; f < own.length; f++) {
        lambda[f][k] = mode[f];
      }
    }
    return lambda;
  }

  /** The regression of all topics: their tables differ, and nothing else. */
  private Regression regression(GroupTables tables, int topics) {
    int[] starts = new int[tables.size() + 1];
    int entries = 0;
    for (int i = 0; i < tables.size(); i++) {
      entries = Math.addExact(entries, 1 + design.most(groups, tables.group(i)));
    }
    int[] features = new int[entries];
    double[] x = new double[entries];
    double[] exposures = new double[tables.size()];
    int[] own = new int[entries];
    double[] ownX = new double[entries];
    int at = 0;
    for (int i = 0; i < tables.size(); i++) {
      exposures[i] = tables.exposure(i);
      features[at] = 0;
      x[at++] = 1;
      int n = design.of(groups, tables.group(i), own, ownX);
      for (int j = 0; j < n; j++) {
        features[at] = 1 + own[j];
        x[at++] = ownX[j];
      }
      starts[i + 1] = at;
    }
    double[] means = new double[1 + design.features()];
    double[] variances = new double[means.length];
    Arrays.fill(variances, variance);
    means[0] = StrictMath.log(PRIOR_SUM / topics);
    variances[0] = INTERCEPT_VARIANCE;
    return new Regression(starts, features, x, exposures, means, variances);
  }
}
