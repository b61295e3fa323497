package polya.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
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

  /** The reason for a count in each format, or null where it is three. */
  private static List<String> reasons(String count) {
    Parsed<Bag> ldaC = LdaCLine.parse("1 0:" + count, 1);
    Parsed<LibsvmLine> libsvm = LibsvmLine.parse("x 1:" + count, 1);
    UciLine uci = UciLine.parse("1 1 " + count, 1);
    TripleLine triple = TripleLine.parse("u,i," + count, ',');
    if (ldaC.isGood()) {
      assertThat(ldaC.value().counts()).containsExactly(3);
      assertThat(libsvm.value().bag().counts()).containsExactly(3);
      assertThat(List.of(uci.count(), triple.count())).containsOnly(3);
    }
    return Arrays.asList(ldaC.reason(), libsvm.reason(), uci.reason(), triple.reason());
  }

  @Test
  void countsHaveOneGrammarInEveryFormat() {
    for (String three : List.of("3", "3.0", "3.", "+3", "003", "3.000000000000000000")) {
      assertThat(reasons(three)).as(three).containsOnlyNulls();
    }
    for (String zero : List.of("0", "0.0", "0.")) {
      assertThat(reasons(zero)).as(zero).containsOnly("count 0 is not in 1..2147483647");
    }
    for (String none : List.of("1.5", "0.5", "3.01", "1e0", "1e9", "NaN", ".0", "-inf")) {
      assertThat(reasons(none)).containsOnly("count " + none + " is not a whole number");
    }
    for (String text : List.of("three", "3.0.0", "3,0", "0x3", "\u0663")) {
      String line = "u;i;" + text;
      assertThat(LdaCLine.parse("1 0:" + text, 1).reason())
          .isEqualTo("count (hidden) is not a whole number")
          .isEqualTo(TripleLine.parse(line, ';').reason())
          .isEqualTo(UciLine.parse("1 1 " + text, 1).reason())
          .isEqualTo(LibsvmLine.parse("x 1:" + text, 1).reason());
    }
    assertThat(reasons("-3.0")).containsOnly("count -3 is not in 1..2147483647");
    assertThat(reasons("2147483648.0")).containsOnly("count 2147483648 is not in 1..2147483647");
    // Indices are none of these.
    assertThat(UciLine.parse("1 1.0 1", 1).reason()).isEqualTo("term 1.0 is not a whole number");
  }

  @Test
  void commentsOfLibsvm() {
    assertThat(LibsvmLine.isComment("  # header")).isTrue();
    assertThat(LibsvmLine.isComment("1 2:3 # doc")).isFalse();
    assertThat(LibsvmLine.parse("1 2:3 # doc", 2).value().bag().terms()).containsExactly(1);
    assertThat(LibsvmLine.parse("1 qid:3 2:3", 2).reason()).contains("a query's id (qid)");
    assertThat(LibsvmLine.parse(" ", 2).reason())
        .isEqualTo("it is blank; an empty document is its label");
  }

  @Test
  void uciHeadersOfMoreDocumentsThanRowsTellOf() {
    assertThat(UciHeader.parse(List.of("40000000", "8", "4")).reason())
        .isEqualTo(
            "its header is wrong: D = 40000000 documents for NNZ = 4 rows, of which 1000000 or 100 a"
                + " row may be");
    assertThat(UciHeader.parse(List.of("1000000", "8", "4")).isGood()).isTrue();
    assertThat(UciHeader.parse(List.of("40000000", "8", "400000")).isGood()).isTrue();
    assertThat(UciHeader.parse(List.of("2147483647", "8", "9223372036854775807")).isGood())
        .isTrue();
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
    assertThat(parse("").isGood()).isFalse();
    assertThat(parse("null").reason()).isEqualTo("it is not a JSON object");
  }

  @Test
  void jsonReasonsNeverQuoteTheLine() {
    assertThat(parse("{\"id\": \"a\", \"text\": secret}").reason()).doesNotContain("secret");
  }

  @Test
  void jsonThatIsMadeToDoHarmIsABadRecord() {
    String start = "{\"id\": \"a\", \"text\": \"b\", \"x\": ";
    assertThat(parse(start + "[".repeat(199) + "]".repeat(199) + "}").isGood()).isTrue();
    assertThat(parse(start + "[".repeat(1_000_000)).reason())
        .isEqualTo("its JSON is nested deeper than 200 levels");
    assertThat(parse(start + "1".repeat(1_001) + "}").reason())
        .isEqualTo("its JSON has a number or a name that is too long");
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
