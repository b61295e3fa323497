package polya.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import polya.infer.ModelState;
import polya.infer.variational.TopicState;
import polya.math.Purpose;
import polya.math.Streams;
import polya.topics.Globals;
import polya.topics.LocalBlocks;
import polya.topics.Phi;

class AlikeTopicsTest {
  private static final int TERMS = 1500;
  private static final double ETA = 0.01;

  /** Expected counts, TERMS of them: a fall of probabilities in an order of its own. */
  private static double[] counts(int number, double tokens) {
    double[] counts = new double[TERMS];
    double sum = 0;
    for (int w = 0; w < TERMS; w++) {
      double u = Streams.of(1, Purpose.TEST, number, w).nextDouble();
      counts[w] = u * u * u * u;
      sum += counts[w];
    }
    double factor = tokens / sum;
    return Arrays.stream(counts).map(x -> factor * x).toArray();
  }

  private static double[] mixed(double[] one, double[] other, double share) {
    double[] mixed = new double[TERMS];
    Arrays.setAll(mixed, w -> (1 - share) * one[w] + share * other[w]);
    return mixed;
  }

  private static AlikeTopics alike(List<double[]> countsK) {
    int topics = countsK.size();
    float[][] rows = new float[TERMS][topics];
    double[] scale = new double[topics];
    for (int w = 0; w < TERMS; w++) {
      for (int k = 0; k < topics; k++) {
        rows[w][k] = (float) (ETA + countsK.get(k)[w]);
        scale[k] += rows[w][k];
      }
    }
    Arrays.setAll(scale, k -> 1 / scale[k]);
    ModelState parameters =
        ModelState.of(
            LocalBlocks.of(rows),
            Globals.of(Map.of(TopicState.TOPIC_CONCENTRATION, new double[] {ETA})));
    return AlikeTopics.of(Phi.of(parameters.topics(), Phi.Link.IDENTITY, 0, 1, scale), parameters);
  }

  @Test
  void equalAndNearlyEqualTopicsAreGroupedAndEmptyOnesToldApart() {
    double[] a = counts(1, 1e4);
    double[] b = counts(2, 1e4);
    double[] tenth = Arrays.stream(a).map(x -> x / 10).toArray();
    AlikeTopics alike =
        alike(
            List.of(
                a,
                b,
                new double[TERMS],
                mixed(a, b, 0.1),
                counts(3, 1e4),
                mixed(b, a, 0.3),
                b,
                counts(4, 1),
                tenth));
    assertThat(alike.equal()).containsExactly(List.of(0, 3, 8), List.of(1, 6));
    assertThat(alike.empty()).containsExactly(2, 7);
  }

  @Test
  void topicsThatDifferAreInNoGroup() {
    List<double[]> countsK = new java.util.ArrayList<>();
    for (int k = 0; k < 150; k++) {
      countsK.add(counts(10 + k, 100 + k));
    }
    AlikeTopics alike = alike(countsK);
    assertThat(alike.equal()).isEmpty();
    assertThat(alike.empty()).isEmpty();
  }

  @Test
  void aTopicAloneIsLikeNone() {
    assertThat(alike(List.of(counts(1, 100))).equal()).isEmpty();
  }
}
