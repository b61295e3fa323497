package polya.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import polya.corpus.Vocabulary;
import polya.topics.Globals;
import polya.topics.LocalBlocks;
import polya.topics.TermBlock;

class RealignedTest {
  private static final int TERMS = TermBlock.SIZE + 30;

  /** Term i has the row (i + 1, …). */
  private static ModelState earlier() {
    float[][] rows = new float[TERMS][8];
    for (int w = 0; w < TERMS; w++) {
      rows[w][0] = w + 1;
    }
    return ModelState.of(LocalBlocks.of(rows), Globals.of(Map.of("x", new double[] {5})));
  }

  private static List<String> terms() {
    List<String> terms = new ArrayList<>();
    for (int w = 0; w < TERMS; w++) {
      terms.add("t" + w);
    }
    return terms;
  }

  @Test
  void termsAreMatchedByTheirTextsAndNewOnesGetZeros() {
    List<String> now = terms();
    now.removeAll(List.of("t3", "t1040"));
    now.addAll(List.of("new", "T3"));
    Collections.reverse(now);
    Realigned realigned = Realigned.of(earlier(), Vocabulary.of(terms()), Vocabulary.of(now));
    assertThat(realigned.known()).isEqualTo(TERMS - 2);
    assertThat(realigned.added()).isEqualTo(2);
    assertThat(realigned.dropped()).isEqualTo(2);
    assertThat(realigned.parameters().terms()).isEqualTo(TERMS);
    assertThat(realigned.parameters().globals().scalar("x")).isEqualTo(5);
    for (int w = 0; w < TERMS; w++) {
      String term = now.get(w);
      float expected = term.startsWith("t") ? Integer.parseInt(term.substring(1)) + 1 : 0;
      assertThat(realigned.parameters().topics().row(w)[0]).as(term).isEqualTo(expected);
      assertThat(realigned.parameters().topics().row(w)).hasSize(8);
    }
  }

  @Test
  void aVocabularyWithNothingInCommonIsAllNew() {
    Realigned realigned =
        Realigned.of(earlier(), Vocabulary.of(terms()), Vocabulary.of(List.of("a", "b")));
    assertThat(realigned.known()).isZero();
    assertThat(realigned.added()).isEqualTo(2);
    assertThat(realigned.dropped()).isEqualTo(TERMS);
  }
}
