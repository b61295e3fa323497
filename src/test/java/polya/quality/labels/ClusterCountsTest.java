package polya.quality.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;

class ClusterCountsTest {
  private static final int[] CLUSTERS = {0, 0, 0, 1, 1, 1, 2, 2, 2, 2};
  private static final int[] CLASSES = {0, 0, 1, 1, 1, 2, 2, 2, 2, 0};

  private static ClusterCounts of(int[] clusters, int[] classes) {
    ClusterCounts counts = new ClusterCounts(1);
    IntStream.range(0, clusters.length).forEach(d -> counts.add(clusters[d], classes[d]));
    return counts;
  }

  /** By scikit-learn 1.5.2, once: normalized_mutual_info_score, arithmetic. Purity by hand. */
  @Test
  void agreesWithScikitLearn() {
    ClusterResult result = of(CLUSTERS, CLASSES).result();
    assertThat(result.documents()).isEqualTo(10);
    assertThat(result.clusters()).isEqualTo(3);
    assertThat(result.classes()).isEqualTo(3);
    assertThat(result.normalizedMutualInformation().value())
        .isCloseTo(0.44270128334605, within(1e-12));
    assertThat(result.purity().value()).isEqualTo((2 + 2 + 3) / 10.);
    assertThat(result.largestClass()).isEqualTo(0.4);
  }

  @Test
  void namesPlayNoPart() {
    int[] renamed = IntStream.of(CLUSTERS).map(k -> (7 * k + 3) % 11).toArray();
    ClusterResult result = of(renamed, CLASSES).result();
    ClusterResult plain = of(CLUSTERS, CLASSES).result();
    assertThat(result.normalizedMutualInformation().value())
        .isCloseTo(plain.normalizedMutualInformation().value(), within(1e-14));
    assertThat(result.purity().value()).isEqualTo(plain.purity().value());
  }

  @Test
  void corners() {
    ClusterResult same = of(CLASSES, CLASSES).result();
    assertThat(same.normalizedMutualInformation().value()).isCloseTo(1, within(1e-14));
    assertThat(same.purity().value()).isEqualTo(1);
    ClusterResult independent = of(new int[] {0, 0, 1, 1}, new int[] {0, 1, 0, 1}).result();
    assertThat(independent.normalizedMutualInformation().value()).isCloseTo(0, within(1e-14));
    assertThat(independent.purity().value()).isEqualTo(0.5);
    ClusterResult one = of(new int[4], new int[] {0, 1, 1, 1}).result();
    assertThat(one.normalizedMutualInformation().value()).isZero();
    assertThat(one.purity().value()).isEqualTo(one.largestClass()).isEqualTo(0.75);
    assertThat(of(new int[4], new int[4]).result().normalizedMutualInformation().value()).isOne();
    assertThat(of(new int[1], new int[1]).result().purity().standardError()).isNaN();
    ClusterResult none = of(new int[0], new int[0]).result();
    assertThat(none.normalizedMutualInformation().value()).isNaN();
    assertThat(none.purity().value()).isNaN();
    assertThat(none.largestClass()).isNaN();
    assertThat(none.clusters()).isZero();
  }

  @Test
  void anyOrderAndGroupingGiveTheSameBits() {
    ClusterCounts even = new ClusterCounts(1);
    ClusterCounts odd = new ClusterCounts(1);
    for (int d = 9; d >= 0; d--) {
      (d % 2 == 0 ? even : odd).add(CLUSTERS[d], CLASSES[d]);
    }
    assertThat(odd.add(even).result()).isEqualTo(of(CLUSTERS, CLASSES).result());
  }

  /**
   * The deviation over 200 corpora of 300 documents is known to 5 %, so a ratio of the mean error
   * to it beyond 1 ± 0.25 would be five of these off.
   */
  @Test
  void errorsAreTheSpreadOverCorpora() {
    double[][] values = new double[2][200];
    double[] told = new double[2];
    for (int c = 0; c < 200; c++) {
      RandomStream stream = Streams.of(12, Purpose.TEST, 0, c);
      ClusterCounts counts = new ClusterCounts(1);
      for (int d = 0; d < 300; d++) {
        int truth = stream.nextInt(4);
        counts.add(stream.nextInt(10) < 6 ? truth : stream.nextInt(5), truth);
      }
      ClusterResult result = counts.result();
      values[0][c] = result.normalizedMutualInformation().value();
      values[1][c] = result.purity().value();
      told[0] += result.normalizedMutualInformation().standardError() / 200;
      told[1] += result.purity().standardError() / 200;
    }
    for (int m = 0; m < 2; m++) {
      double[] of = values[m];
      double mean = IntStream.range(0, 200).mapToDouble(c -> of[c]).average().orElseThrow();
      double squares = IntStream.range(0, 200).mapToDouble(c -> Math.pow(of[c] - mean, 2)).sum();
      assertThat(told[m] / Math.sqrt(squares / 199)).isCloseTo(1, within(0.25));
    }
  }
}
