package polya.models.dmr;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import polya.corpus.Covariates;
import polya.corpus.Encoding;
import polya.corpus.Groups;

/**
 * The features x of documents by the values that they have: of a category or label one feature a
 * value, which is 1; of a number as many hat functions as it has knots, of which the two about its
 * bin are in proportion to how near they are, so that effects are straight between knots. Knots
 * stand at quantiles of the bins. Missing values have no feature: they are at the intercept.
 *
 * <p>Numbers' features come first, column by column, then those of all values in the order of their
 * encoding, so that values that follow later change none before. Immutable. A class and not a
 * record, for Kryo.
 */
final class Design implements Serializable {
  private static final long serialVersionUID = 1L;

  private final boolean isOneCategory;
  private final int values;

  /** F. */
  private final int features;

  /** By value: its features, and what they are; two of a number. */
  private final int[][] featureOf;

  private final double[][] xOf;

  private Design(boolean isOneCategory, int features, int[][] featureOf, double[][] xOf) {
    this.isOneCategory = isOneCategory;
    this.values = featureOf.length;
    this.features = features;
    this.featureOf = featureOf;
    this.xOf = xOf;
  }

  /** That of an encoding by covariates. */
  static Design of(Encoding encoding) {
    Covariates covariates = encoding.covariates().orElseThrow();
    Map<String, Integer> firstKnot = new HashMap<>();
    Map<String, double[]> bins = new HashMap<>();
    int knots = 0;
    for (String column : covariates.columns()) {
      if (covariates.knots(column) > 0) {
        firstKnot.put(column, knots);
        knots += covariates.knots(column);
        bins.put(column, bins(encoding, column));
      }
    }
    int[][] featureOf = new int[encoding.size()][];
    double[][] xOf = new double[encoding.size()][];
    for (int i = 0; i < encoding.size(); i++) {
      String column = Covariates.column(encoding.value(i));
      if (covariates.knots(column) == 0) {
        featureOf[i] = new int[] {knots + i};
        xOf[i] = new double[] {1};
        continue;
      }
      double x = Double.parseDouble(Covariates.value(encoding.value(i)));
      double at = hat(bins.get(column), covariates.knots(column), x);
      int left = (int) Math.min(covariates.knots(column) - 2, Math.floor(at));
      int first = firstKnot.get(column) + left;
      featureOf[i] = new int[] {first, first + 1};
      xOf[i] = new double[] {1 - (at - left), at - left};
    }
    boolean one =
        covariates.columns().size() == 1 && covariates.isCategory(covariates.columns().get(0));
    return new Design(one, knots + encoding.size(), featureOf, xOf);
  }

  private static double[] bins(Encoding encoding, String column) {
    double[] bins = new double[encoding.size()];
    int n = 0;
    for (int i = 0; i < encoding.size(); i++) {
      if (Covariates.column(encoding.value(i)).equals(column)) {
        bins[n++] = Double.parseDouble(Covariates.value(encoding.value(i)));
      }
    }
    double[] own = Arrays.copyOf(bins, n);
    Arrays.sort(own);
    return own;
  }

  /** Where a number lies among the knots: 0 at the first, knots − 1 at the last. */
  private static double hat(double[] bins, int knots, double x) {
    for (int j = 0; j < knots - 1; j++) {
      double left = knot(bins, knots, j);
      double right = knot(bins, knots, j + 1);
      if (x <= right && right > left) {
        return j + Math.max(0, Math.min(1, (x - left) / (right - left)));
      }
    }
    return knots - 1;
  }

  /** The j-th knot: a quantile of the bins, between two of them in proportion. */
  private static double knot(double[] bins, int knots, int j) {
    double at = (double) j * (bins.length - 1) / (knots - 1);
    int below = (int) Math.floor(at);
    int above = Math.min(bins.length - 1, below + 1);
    return bins[below] + (at - below) * (bins[above] - bins[below]);
  }

  /** Whether one category is the only covariate. */
  boolean isOneCategory() {
    return isOneCategory;
  }

  /** A, how many values there are. */
  int values() {
    return values;
  }

  /** F. */
  int features() {
    return features;
  }

  /** How many features of a group are not 0, if none of them meet. */
  int most(Groups groups, int group) {
    return 2 * (groups.offsets()[group + 1] - groups.offsets()[group]);
  }

  /**
   * The features of a group.
   *
   * @param features output; of one group there is none twice
   * @param x output, what they are
   * @return how many
   */
  int of(Groups groups, int group, int[] features, double[] x) {
    int n = 0;
    for (int i = groups.offsets()[group]; i < groups.offsets()[group + 1]; i++) {
      int value = groups.labels()[i];
      for (int j = 0; j < featureOf[value].length; j++) {
        if (xOf[value][j] != 0) {
          features[n] = featureOf[value][j];
          x[n++] = xOf[value][j];
        }
      }
    }
    return n;
  }
}
