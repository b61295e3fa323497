package polya.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import polya.Failure;
import polya.corpus.Vocabulary;
import polya.heldout.Tiny;
import polya.topics.Phi;

class TopicTermsTest {
  /** Topic 0 has terms 0 and 1, half each; topic 1 has 1 to 4, a quarter each. */
  private static final Phi TOPICS =
      Tiny.phi(new float[][] {{1, 0}, {1, 1}, {0, 1}, {0, 1}, {0, 1}});

  private static final Vocabulary WORDS =
      Vocabulary.of(List.of("sea", "see", "new_york", "york", "new"));

  private static TopicTerms terms() {
    return TopicTerms.of(TOPICS, new double[] {0.25, 0.75}, 0.6);
  }

  @Test
  void figuresAreThoseWorkedOutByHand() {
    TopicTerms terms = terms();
    assertThat(terms.marginal(1)).isCloseTo(0.25 * 0.5 + 0.75 * 0.25, within(1e-12));
    TermFigures sea = terms.figures(0, 0);
    assertThat(sea.probability()).isCloseTo(0.5, within(1e-12));
    assertThat(sea.lift()).isCloseTo(4, within(1e-12));
    assertThat(sea.relevance()).isCloseTo(0.6 * Math.log(0.5) + 0.4 * Math.log(4), within(1e-12));
    assertThat(sea.contrast()).isCloseTo(0.5 * Math.log(4), within(1e-12));
    TermFigures none = terms.figures(1, 0);
    assertThat(none).isEqualTo(new TermFigures(0, 0, Double.NEGATIVE_INFINITY, 0));
    assertThat(terms.topicsOf(1)[0]).isCloseTo(0.125 / 0.3125, within(1e-12));
    assertThat(terms.top(TermOrder.RELEVANCE, 3)[0]).startsWith(0, 1);
    assertThat(terms.top(TermOrder.RELEVANCE, 3)[1]).containsExactly(2, 3, 4);
    assertThat(terms.top(TermOrder.PROBABILITY, 9)[1]).containsExactly(1, 2, 3, 4, 0);
  }

  /** p = (0.125, 0.3125, 0.1875, 0.1875, 0.1875). */
  @Test
  void contrastPutsFirstWhatMakesATopicAndLastWhatItDoesNotHave() {
    TopicTerms terms = terms();
    // Topic 0: 0.5 log 4 and 0.5 log 1.6. Topic 1: 0.25 log(4/3) three times, 0.25 log 0.8 < 0.
    assertThat(terms.figures(0, 1).contrast()).isCloseTo(0.5 * Math.log(1.6), within(1e-12));
    assertThat(terms.figures(1, 1).contrast()).isCloseTo(0.25 * Math.log(0.8), within(1e-12));
    assertThat(terms.top(TermOrder.CONTRAST, 5)[0]).containsExactly(0, 1, 2, 3, 4);
    assertThat(terms.top(TermOrder.CONTRAST, 9)[1]).containsExactly(2, 3, 4, 1, 0);
    for (int k = 0; k < 2; k++) {
      int topic = k;
      double divergence =
          IntStream.range(0, 5).mapToDouble(w -> terms.figures(topic, w).contrast()).sum();
      assertThat(divergence)
          .isCloseTo(
              k == 0
                  ? 0.5 * Math.log(4) + 0.5 * Math.log(1.6)
                  : 0.75 * Math.log(4 / 3.0) + 0.25 * Math.log(0.8),
              within(1e-12));
    }
  }

  @Test
  void oneTopicHasNothingToStandOutFromAndIsToldByProbability() {
    Phi one = Tiny.phi(new float[][] {{1}, {3}, {0}, {2}, {3}});
    TopicTerms terms = TopicTerms.of(one, new double[] {1}, 0.6);
    assertThat(terms.top(TermOrder.CONTRAST, 5)[0]).containsExactly(1, 4, 3, 0, 2);
    assertThat(terms.figures(0, 1).contrast()).isZero();
  }

  /** What is among the first at any λ is there, once, and nothing else. */
  @Test
  void aReportHasTheFirstTermsAtEveryStopOfItsSlider() {
    ReportTerms one = ReportTerms.of(terms(), 1);
    assertThat(one.termsK()).isDeepEqualTo(new int[][] {{0}, {1, 2}});
    assertThat(one.all()).containsExactly(0, 1, 2);
    assertThat(one.place(2)).isEqualTo(2);
    assertThat(one.place(4)).isNegative();
    assertThat(ReportTerms.of(terms(), 9).all()).hasSize(5);
  }

  /** In topic 0 both terms are as frequent, and one is exclusive; 3 of 5 terms have neither. */
  @Test
  void frexIsTheHarmonicMeanOfTwoRanks() {
    TopicTerms terms = terms();
    double[][] frex = Frex.of(terms, new int[][] {{0, 1, 2}, {1, 2, 0}});
    assertThat(frex[0]).containsExactly(1, 1 / (0.5 + 0.5 / 0.8), 0.6);
    assertThat(frex[1]).containsExactly(1 / (0.5 + 0.5 / 0.4), 1, 0.2);
    assertThat(terms.top(TermOrder.FREX, 2)).isDeepEqualTo(new int[][] {{0, 1}, {2, 3}});
    assertThat(TermTable.of(terms, TermOrder.FREX, 2).of(1))
        .extracting(TermTable.Row::term)
        .containsExactly(2, 3);
  }

  @Test
  void labelsArePhrasesOrTermsOrWhatIsGiven() {
    TopicLabels own = TopicLabels.of(terms(), WORDS, Optional.empty(), Map.of());
    assertThat(own.all()).containsExactly("sea, see, york", "new york");
    assertThat(own.given()).isFalse();
    Vocabulary plain = Vocabulary.of(List.of("a", "b_", "_c", "d", "e"));
    assertThat(TopicLabels.of(terms(), plain, Optional.empty(), Map.of()).all())
        .containsExactly("a, b_, _c", "_c, d, e");
    assertThat(TopicLabels.of(terms(), WORDS, Optional.of(List.of("x", "y")), Map.of(1, "z")).all())
        .containsExactly("x", "z");
  }

  @Test
  void labelsAreReadAsTheyWereWritten() {
    assertThat(LabelLines.parse("f", "0,Sea\n\n1,\"=1, or\"\n", 2))
        .isEqualTo(Map.of(0, "Sea", 1, "=1, or"));
    assertThat(LabelLines.parse("f", "\ufefftopic;share;label\r\n1;0.5;'=Sum  of\r\n0;0.5;\r\n", 2))
        .isEqualTo(Map.of(1, "=Sum of"));
    assertThat(LabelLines.parse("f", "", 2)).isEmpty();
    refused("7,Sea\n", "line 1, there is no topic 7; allowed is topics of the model, 0 … 1");
    refused("0,Sea\n0,See\n", "line 2, topic 0 has a label already");
    refused("sea\n", "line 1, its first field is no number");
    refused("0\n", "line 1, it has no label");
    refused("topic,name\n0,a\n", "line 1, its first line names no column label");
    refused("0,\"Sea\n", "line 1, a quote is not closed in it");
    refused("0," + "x".repeat(201), "line 1, its label has 201 characters");
  }

  private static void refused(String text, String message) {
    assertThatThrownBy(() -> LabelLines.parse("f", text, 2))
        .isInstanceOfSatisfying(
            Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.INPUT))
        .hasMessageStartingWith("Cannot use labels of f: ")
        .hasMessageContaining(message);
  }

  @Test
  void cellsThatSpreadsheetsWouldRunAreGuarded() {
    assertThat(GuardedCell.text("=1+2")).isEqualTo("'=1+2");
    assertThat(GuardedCell.text("+a,b")).isEqualTo("\"'+a,b\"");
    assertThat(GuardedCell.text("@\"x\"")).isEqualTo("\"'@\"\"x\"\"\"");
    assertThat(GuardedCell.text("-")).isEqualTo("'-");
    assertThat(GuardedCell.text("a-b")).isEqualTo("a-b");
    assertThat(GuardedCell.open("'=1")).isEqualTo("=1");
    assertThat(GuardedCell.open("'tis")).isEqualTo("'tis");
  }

  @Test
  void topicsBecomeOthersAsTyped() {
    TopicMap map = TopicMap.parse("3+1, 0+4", 6);
    assertThat(map.members()).containsExactly(List.of(0, 4), List.of(1, 3), List.of(2), List.of(5));
    assertThat(map.add(new double[] {1, 2, 4, 8, 16, 32})).containsExactly(17, 10, 4, 32);
    assertThat(map).hasToString("0+4,1+3");
    for (String bad : List.of("3", "", "1+1", "1+2,2+3", "1+x", "1+6", "1++2", "1+2,")) {
      assertThatThrownBy(() -> TopicMap.parse(bad, 6))
          .as(bad)
          .isInstanceOfSatisfying(
              Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.USAGE))
          .hasMessageContaining("Correct --topics.");
    }
  }

  @Test
  void aHierarchyOfOneTopicIsEmptyAndOfEqualOnesFlat() {
    Linkage one = Linkage.of(JensenShannon.of(Tiny.phi(new float[][] {{1}, {2}})));
    assertThat(one.joins()).isEmpty();
    assertThat(one.cut(1).size()).isEqualTo(1);
    JensenShannon equal = JensenShannon.of(Tiny.phi(new float[][] {{1, 2, 1}, {2, 4, 0}}));
    assertThat(equal.of(0, 1)).isCloseTo(0, within(1e-12));
    Linkage three = Linkage.of(equal);
    assertThat(three.cut(2).toString()).isEqualTo("0+1");
    assertThat(three.cut(3).toString()).isEmpty();
    assertThat(equal.nearest(0, 5)).containsExactly(1, 2);
  }
}
