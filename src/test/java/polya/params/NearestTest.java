package polya.params;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> NAMES =
      List.of("k", "maxIter", "docConcentration", "topicConcentration", "learningDecay");

  @Test
  void slipsOfTheFinger() {
    assertThat(Nearest.to("maxiter", NAMES)).isEqualTo("maxIter");
    assertThat(Nearest.to("MAX_ITER", NAMES)).isEqualTo("maxIter");
    assertThat(Nearest.to("docConcetration", NAMES)).isEqualTo("docConcentration");
    assertThat(Nearest.to("topicsConcentration", NAMES)).isEqualTo("topicConcentration");
    assertThat(Nearest.to("learnigDecay", NAMES)).isEqualTo("learningDecay");
    assertThat(Nearest.to("K", NAMES)).isEqualTo("k");
    assertThat(Nearest.to("", NAMES)).isEqualTo("k");
  }

  @Test
  void aTieGoesToTheFirst() {
    assertThat(Nearest.to("ac", List.of("ab", "ad"))).isEqualTo("ab");
  }

  @Test
  void amongNoneThereIsNone() {
    assertThat(Nearest.to("x", List.of())).isEmpty();
  }
}
