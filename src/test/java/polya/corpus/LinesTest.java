package polya.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The line codecs: UCI, LDA-C and JSON Lines. */
class LinesTest {
  @Test
  void uciLine() {
    assertThat(UciLine.parse(" 3\t2  17 ", 5)).isEqualTo(new UciLine(3, 1, 17, null));
    assertThat(UciLine.parse("3 5 +1", 5)).isEqualTo(new UciLine(3, 4, 1, null));
    assertThat(UciLine.parse("3 6 1", 5)).isEqualTo(new UciLine(3, 0, 0, "term 6 is not in 1..5"));
    assertThat(UciLine.parse("3 1 -0", 5).reason()).isEqualTo("count -0 is not in 1..2147483647");
    assertThat(UciLine.parse("3 1 1 1", 5))
        .isEqualTo(new UciLine(3, 0, 0, "it has 4 words, not docId, wordId and count"));
    assertThat(UciLine.parse("", 5)).isEqualTo(new UciLine(0, 0, 0, "it is blank"));
    // Digits of other scripts are no numbers of this format.
    assertThat(UciLine.parse("3 1 \u0663", 5).reason())
        .isEqualTo("count (hidden) is not a whole number");
  }

  @Test
  void uciHeader() {
    assertThat(UciHeader.parse(List.of("2", " 3 ", "9999999999")).value())
        .isEqualTo(new UciHeader(2, 3, 9_999_999_999L));
    assertThat(UciHeader.parse(List.of("2", "3")).reason()).contains("ends after 2");
    assertThat(UciHeader.parse(List.of("2", "3 4", "1")).reason()).contains("V (hidden)");
  }

  @Test
  void ldaC() {
    Bag bag = LdaCLine.parse("3 9:1 0:2\t4:3", 10).value();
    assertThat(bag.terms()).containsExactly(0, 4, 9);
    assertThat(bag.counts()).containsExactly(2, 3, 1);
    assertThat(LdaCLine.parse("0", 10).value().terms()).isEmpty();
    assertThat(LdaCLine.parse("1 10:1", 10).reason()).isEqualTo("term 10 is not in 0..9");
    assertThat(LdaCLine.parse("1 :1", 10).reason())
        .isEqualTo("term (hidden) is not a whole number");
  }

  @Test
  void json() {
    JsonLine line =
        JsonLine.parse(
                "{\"id\": 12, \"text\": \"a\\nb\", \"y\": 3.50, \"l\": [1], \"s\": \"t\"}",
                "id",
                "text",
                List.of("y", "l", "s", "none"))
            .value();
    assertThat(line.id()).isEqualTo("12");
    assertThat(line.text()).isEqualTo("a\nb");
    assertThat(line.kept()).containsExactly("3.5", "[1]", "t", null);
    assertThat(parse("{\"id\": \"\\ud800\", \"text\": \"\"}").reason()).contains("surrogate");
    assertThat(parse("{\"id\": \"\\ud83d\\ude00\", \"text\": \"\"}").isGood()).isTrue();
    assertThat(parse("[".repeat(100_000)).reason()).isEqualTo("it is not JSON");
    assertThat(parse("").isGood()).isFalse();
    assertThat(parse("null").reason()).isEqualTo("it is not a JSON object");
  }

  @Test
  void jsonReasonsNeverQuoteTheLine() {
    assertThat(parse("{\"id\": \"a\", \"text\": secret}").reason()).doesNotContain("secret");
  }

  private static Parsed<JsonLine> parse(String line) {
    return JsonLine.parse(line, "id", "text", List.of());
  }

  @Test
  void bagsRefuseTermsListedTwice() {
    assertThat(Bag.sorted(new int[] {5, 3, 5}, new int[] {1, 1, 1}, 3, 1).reason())
        .isEqualTo("term 6 is listed twice");
    assertThat(Bag.sorted(new int[] {5, 3, 5}, new int[] {1, 2, 1}, 2, 1).value().counts())
        .containsExactly(2, 1);
  }
}
