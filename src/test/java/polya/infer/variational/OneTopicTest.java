package polya.infer.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Rows;
import polya.math.Streams;
import polya.mixing.DirichletDocuments;
import polya.topics.LocalBlocks;
import polya.topics.Phi;

/** Documents of one topic against the posterior of the mixture of unigrams, by logarithms. */
class OneTopicTest {
  private static final double ETA = 0.01;
  private static final LocalOptions OPTIONS = new LocalOptions(2, 0.03, 3, 0.03, 10);

  @ParameterizedTest
  @CsvSource({"1, 3, 2", "3, 1, 1", "5, 4, 3", "100, 8, 1", "300, 5, 900"})
  void isThePosteriorOfItsTopic(int topics, int words, int mostCount) {
    RandomStream random = Streams.of(3, Purpose.TEST, topics, words);
    float[][] rows = new float[words][Rows.padded(topics)];
    double[] scale = new double[topics];
    float[] counts = new float[words];
    float tokens = 0;
    for (int w = 0; w < words; w++) {
      counts[w] = 1 + random.nextInt(mostCount);
      tokens += counts[w];
      for (int k = 0; k < topics; k++) {
        rows[w][k] = random.nextInt(3) == 0 ? 0 : 5 * (float) random.nextDouble();
        scale[k] = 1 / (20 + 10 * random.nextDouble());
      }
    }
    Phi phi = Phi.of(LocalBlocks.of(rows), Phi.Link.IDENTITY, ETA, 0.5, scale);
    double[] alpha = new double[topics];
    Arrays.fill(alpha, 0.1);
    OneTopic step = new OneTopic(Rows.best(), new DirichletDocuments(alpha), OPTIONS);
    step.enter(0);
    step.fit(phi.reader(Rows.best()), rows, counts, words, tokens);

    double[] logK = new double[topics];
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < topics; k++) {
      for (int w = 0; w < words; w++) {
        logK[k] += counts[w] * Math.log(phi.weight(w, k));
      }
      most = Math.max(most, logK[k]);
    }
    double all = 0;
    for (int k = 0; k < topics; k++) {
      logK[k] = Math.exp(logK[k] - most);
      all += logK[k];
    }
    double kept = 0;
    for (int j = 0; j < step.active; j++) {
      kept += logK[step.topicOf[j]] / all;
    }
    assertThat(kept).isGreaterThan(1 - 0.01 * topics);
    double sum = 0;
    for (int j = 0; j < step.active; j++) {
      double share = logK[step.topicOf[j]] / all / kept;
      sum += step.n[j];
      assertThat(step.n[j] / tokens).isCloseTo((float) share, within(2e-3f));
      for (int w = 0; w < words; w++) {
        assertThat(step.r[w * step.rowLength + j]).isEqualTo(step.n[j] / tokens, within(1e-6f));
      }
    }
    assertThat(sum).isEqualTo(tokens, within(1e-3 * tokens));
  }

  @Test
  void noDocumentIsLostWhereNoTopicHoldsMuchOfIt() {
    float[][] rows = new float[1][Rows.padded(300)];
    double[] scale = new double[300];
    Arrays.fill(scale, 0.1);
    rows[0][7] = 1e-4f;
    Phi phi = Phi.of(LocalBlocks.of(rows), Phi.Link.IDENTITY, ETA, 0.5, scale);
    double[] alpha = new double[300];
    Arrays.fill(alpha, 0.1);
    OneTopic step = new OneTopic(Rows.best(), new DirichletDocuments(alpha), OPTIONS);
    step.enter(0);
    step.fit(phi.reader(Rows.best()), rows, new float[] {4}, 1, 4);
    float sum = 0;
    for (int j = 0; j < step.active; j++) {
      sum += step.n[j];
    }
    assertThat(sum).isCloseTo(4, within(1e-4f));
  }
}
