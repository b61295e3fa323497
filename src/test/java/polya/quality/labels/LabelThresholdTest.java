package polya.quality.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static polya.quality.labels.Documents.document;
import static polya.quality.labels.Documents.eight;
import static polya.quality.labels.Documents.random;
import static polya.quality.labels.Documents.sums;

import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class LabelThresholdTest {
  private static double best(List<LabelScores> documents) {
    LabelThreshold threshold = new LabelThreshold();
    documents.forEach(threshold::add);
    return threshold.best();
  }

  @Test
  void noOtherThresholdDoesBetter() {
    assertThat(best(eight())).isEqualTo(.1875); // micro F1 24/35; 22/34 from .25 on
    List<LabelScores> documents = random(200, 5, 1 << 20, 4);
    double best = best(documents);
    double f1 = sums(documents, 5, best).result().microF1AtThreshold().value();
    double[] others =
        documents.stream()
            .flatMapToDouble(d -> DoubleStream.of(d.scores()))
            .map(score -> (float) score)
            .toArray();
    for (int i = 0; i < others.length; i += 7) {
      double other = sums(documents, 5, others[i]).result().microF1AtThreshold().value();
      assertThat(other).isLessThanOrEqualTo(f1);
    }
  }

  @Test
  void partsInAnyOrderGiveTheSame() {
    List<LabelScores> documents = random(200, 5, 1 << 20, 4);
    LabelThreshold even = new LabelThreshold();
    LabelThreshold odd = new LabelThreshold();
    for (int d = 0; d < 200; d++) {
      (d % 2 == 0 ? even : odd).add(documents.get(d));
    }
    assertThat(odd.add(even).best()).isEqualTo(best(documents));
  }

  @Test
  void withNothingToFindNothingIsPredicted() {
    assertThat(best(List.of())).isEqualTo(Double.POSITIVE_INFINITY);
    List<LabelScores> unseen =
        Collections.nCopies(3, document(0, new int[0], 1, .5, .2)).stream().toList();
    double threshold = best(unseen);
    assertThat(threshold).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(sums(unseen, 2, threshold).result().microF1AtThreshold().value()).isZero();
  }

  /** A document without labels would only forbid. */
  @Test
  void documentsWithoutLabelsTakeNoPart() {
    LabelScores known = document(0, new int[] {0}, 0, .5, .2);
    LabelScores none = document(1, new int[0], 0, .9, .8);
    assertThat(best(List.of(known, none))).isEqualTo(best(List.of(known))).isEqualTo(.5);
  }
}
