package polya.describe;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Places of topics on a plane whose distances are, as nearly as a plane allows, the roots of their
 * Jensen–Shannon divergences: classical scaling, the two largest eigenvectors of B = −½ J D² J with
 * J = I − 1/K, each by the root of its eigenvalue. Torgerson, Psychometrika 1952. The root of the
 * divergence embeds into a Euclidean space, so no eigenvalue is below 0 but by rounding.
 *
 * <p>Eigenvectors come from Jacobi's rotations, which keep B symmetric: never a complex number. Of
 * either axis the place farthest from 0, of equal ones the first, lies on the positive side. Cost:
 * some 10·K³ on one thread; memory 2·K² numbers.
 */
public final class ClassicalScaling {
  private static final int SWEEPS = 60;
  private static final double NEGLIGIBLE = 1e-14;
  private static final double EQUAL = 1e-9;

  private final double[][] b;
  private final double[][] vectors;

  private ClassicalScaling(double[][] b) {
    this.b = b;
    vectors = new double[b.length][b.length];
    for (int i = 0; i < b.length; i++) {
      vectors[i][i] = 1;
    }
  }

  /**
   * The places of topics.
   *
   * @return K pairs of x and y, around 0; y is 0 for fewer than three topics
   */
  public static double[][] of(JensenShannon divergences) {
    int topics = divergences.topics();
    double[][] squares = new double[topics][topics];
    for (int j = 0; j < topics; j++) {
      for (int k = 0; k < topics; k++) {
        squares[j][k] = divergences.of(j, k);
      }
    }
    return ofSquares(squares);
  }

  /** The places of points with these squared distances. */
  static double[][] ofSquares(double[][] squares) {
    ClassicalScaling scaling = new ClassicalScaling(centred(squares));
    scaling.rotate();
    return scaling.places();
  }

  private static double[][] centred(double[][] squares) {
    int n = squares.length;
    double[] means = Arrays.stream(squares).mapToDouble(r -> Arrays.stream(r).sum() / n).toArray();
    double mean = Arrays.stream(means).sum() / n;
    double[][] b = new double[n][n];
    for (int j = 0; j < n; j++) {
      for (int k = 0; k <= j; k++) {
        b[j][k] = -0.5 * (squares[j][k] - means[j] - means[k] + mean);
        b[k][j] = b[j][k];
      }
    }
    return b;
  }

  private void rotate() {
    double all = Arrays.stream(b).flatMapToDouble(Arrays::stream).map(x -> x * x).sum();
    for (int sweep = 0; sweep < SWEEPS && beside() > NEGLIGIBLE * NEGLIGIBLE * all; sweep++) {
      for (int p = 0; p < b.length; p++) {
        for (int q = p + 1; q < b.length; q++) {
          rotate(p, q);
        }
      }
    }
  }

  /** What lies beside the diagonal, squared. */
  private double beside() {
    double sum = 0;
    for (int p = 0; p < b.length; p++) {
      for (int q = 0; q < p; q++) {
        sum += 2 * b[p][q] * b[p][q];
      }
    }
    return sum;
  }

  /** Jacobi's rotation that makes b_pq nothing. */
  private void rotate(int p, int q) {
    if (b[p][q] == 0) {
      return;
    }
    double theta = (b[q][q] - b[p][p]) / (2 * b[p][q]);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
    double c = 1 / Math.hypot(t, 1);
    double s = t * c;
    double[] rowP = b[p];
    double[] rowQ = b[q];
    double pp = rowP[p] - t * rowP[q];
    double qq = rowQ[q] + t * rowP[q];
    for (int i = 0; i < b.length; i++) {
      double x = rowP[i];
      double y = rowQ[i];
      rowP[i] = c * x - s * y;
      rowQ[i] = s * x + c * y;
      b[i][p] = rowP[i];
      b[i][q] = rowQ[i];
    }
    rowP[p] = pp;
    rowQ[q] = qq;
    rowP[q] = 0;
    rowQ[p] = 0;
    double[] ofP = vectors[p];
    double[] ofQ = vectors[q];
    for (int i = 0; i < ofP.length; i++) {
      double x = ofP[i];
      ofP[i] = c * x - s * ofQ[i];
      ofQ[i] = s * x + c * ofQ[i];
    }
  }

  private double[][] places() {
    int n = b.length;
    int[] largest =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -b[i][i]))
            .mapToInt(i -> i)
            .limit(2)
            .toArray();
    double[][] places = new double[n][2];
    for (int axis = 0; axis < largest.length; axis++) {
      double value = b[largest[axis]][largest[axis]];
      double scale = value > NEGLIGIBLE ? Math.sqrt(value) : 0;
      double[] vector = vectors[largest[axis]];
      double sign = sign(vector);
      for (int k = 0; k < n && scale > 0; k++) {
        places[k][axis] = sign * scale * vector[k];
      }
    }
    return places;
  }

  private static double sign(double[] vector) {
    double most = Arrays.stream(vector).map(Math::abs).max().orElse(0);
    return Arrays.stream(vector)
                .filter(x -> Math.abs(x) >= most * (1 - EQUAL))
                .findFirst()
                .orElse(1)
            < 0
        ? -1
        : 1;
  }
}
