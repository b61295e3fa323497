package polya.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ClassicalScalingTest {
  private static double[][] squares(double[][] points) {
    double[][] squares = new double[points.length][points.length];
    for (int j = 0; j < points.length; j++) {
      for (int k = 0; k < points.length; k++) {
        double x = points[j][0] - points[k][0];
        double y = points[j][1] - points[k][1];
        squares[j][k] = x * x + y * y;
      }
    }
    return squares;
  }

  @Test
  void oneTopicLiesInTheMiddle() {
    assertThat(ClassicalScaling.ofSquares(new double[1][1])).isDeepEqualTo(new double[1][2]);
  }

  @Test
  void twoTopicsLieOnALineTheFirstOnItsPositiveSide() {
    double[][] places = ClassicalScaling.ofSquares(new double[][] {{0, 0.64}, {0.64, 0}});
    assertThat(places[0]).containsExactly(new double[] {0.4, 0}, within(1e-15));
    assertThat(places[1]).containsExactly(new double[] {-0.4, 0}, within(1e-15));
  }

  @Test
  void threeTopicsKeepTheirDistances() {
    double[][] equal = {{0, 1, 1}, {1, 0, 1}, {1, 1, 0}};
    double[][] found = squares(ClassicalScaling.ofSquares(equal));
    for (int k = 0; k < 3; k++) {
      assertThat(found[k]).containsExactly(equal[k], within(1e-12));
    }
  }

  @Test
  void pointsOfAPlaneAreFoundAgainAlongTheirAxes() {
    double[][] points = new double[40][];
    for (int i = 0; i < points.length; i++) {
      points[i] = new double[] {3 * Math.sin(i * i), Math.cos(7 * i)};
    }
    double[][] wanted = squares(points);
    double[][] places = ClassicalScaling.ofSquares(wanted);
    double[][] found = squares(places);
    for (int k = 0; k < points.length; k++) {
      assertThat(found[k]).containsExactly(wanted[k], within(1e-11));
    }
    double along = Arrays.stream(places).mapToDouble(p -> p[0] * p[0]).sum();
    assertThat(along).isGreaterThan(Arrays.stream(places).mapToDouble(p -> p[1] * p[1]).sum());
  }

  @Test
  void equalTopicsLieOnOnePlace() {
    assertThat(ClassicalScaling.ofSquares(new double[4][4])).isDeepEqualTo(new double[4][2]);
  }
}
