package polya.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DelimitedLineTest {
  private static final String LETTERS = "a,\"";

  @Test
  void fieldsAreSplitAtDelimitersOutsideQuotes() {
    assertThat(DelimitedLine.fields("a, b ,,\"c,\"\"d\"\"\",\"\"", ',').value())
        .containsExactly("a", " b ", "", "c,\"d\"", "");
    assertThat(DelimitedLine.fields("\"a\tb\"", '\t').value()).containsExactly("\"a", "b\"");
    assertThat(DelimitedLine.fields("", ',').value()).containsExactly("");
    assertThat(DelimitedLine.fields("\"a\"b", ',').reason()).startsWith("something follows");
  }

  @Test
  void aLineIsOpenWhereItsLastQuoteIsNotClosed() {
    Random random = new Random(1);
    int open = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder line = new StringBuilder();
      for (int n = random.nextInt(9); n > 0; n--) {
        line.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      Parsed<List<String>> fields = DelimitedLine.fields(line.toString(), ',');
      boolean isOpen = DelimitedLine.isOpen(line.toString(), ',', false);
      if (fields.isGood() || fields.reason().startsWith("a quote")) {
        assertThat(isOpen).as("%s", line).isEqualTo(!fields.isGood());
        open += isOpen ? 1 : 0;
      }
    }
    assertThat(open).isBetween(1_000, 19_000);
  }

  @Test
  void aQuoteThatWasOpenBeforeGoesOnUntilItCloses() {
    assertThat(DelimitedLine.isOpen("a,b", ',', true)).isTrue();
    assertThat(DelimitedLine.isOpen("a\"\"b", ',', true)).isTrue();
    assertThat(DelimitedLine.isOpen("a\",b", ',', true)).isFalse();
    assertThat(DelimitedLine.isOpen("a\",\"b", ',', true)).isTrue();
    assertThat(DelimitedLine.isOpen("\"a", '\t', false)).isFalse();
  }
}
