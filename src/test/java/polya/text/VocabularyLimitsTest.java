package polya.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyLimitsTest {
  private static final List<TermCount> CANDIDATES =
      List.of(
          new TermCount("rare", 1, 50),
          new TermCount("b", 5, 7),
          new TermCount("a", 5, 7),
          new TermCount("often", 5, 9),
          new TermCount("everywhere", 10, 99));

  @Test
  void fewestDocumentsAndLargestShareAreWithin() {
    VocabularyLimits limits = new VocabularyLimits(5, 0.5, 10);
    assertThat(limits.choose(CANDIDATES, 10)).containsExactly("often", "a", "b");
    assertThat(limits.chooseInOrder(CANDIDATES, 10)).containsExactly("b", "a", "often");
  }

  @Test
  void theMostFrequentStayTiesByTerm() {
    VocabularyLimits limits = new VocabularyLimits(2, 0.9, 2);
    assertThat(limits.choose(CANDIDATES, 10)).containsExactly("often", "a");
    assertThat(limits.chooseInOrder(CANDIDATES, 10)).containsExactly("a", "often");
  }

  @Test
  void noLimitsKeepAllThatOccur() {
    assertThat(VocabularyLimits.NONE.choose(CANDIDATES, 10)).hasSize(5);
    assertThat(VocabularyLimits.NONE.keeps(0, 10)).isFalse();
  }

  @Test
  void limitsOutOfTheirRange() {
    assertThatThrownBy(() -> new VocabularyLimits(0, 1, 1)).hasMessageContaining("0, 1.0, 1");
    assertThatThrownBy(() -> new VocabularyLimits(1, 0, 1)).hasMessageContaining("1, 0.0, 1");
    assertThatThrownBy(() -> new VocabularyLimits(1, 1, -1)).hasMessageContaining("1, 1.0, -1");
  }
}
