package polya.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values of a column as sets of labels, and the one text of a set. */
class LabelSyntaxTest {
  private static final LabelSyntax SETS = new LabelSyntax(ColumnKind.LABELS, ";");
  private static final LabelSyntax CLASSES = new LabelSyntax(ColumnKind.CLASS, ";");

  @Test
  void partsAreStrippedSortedAndEachOnce() {
    assertThat(SETS.labels(" b;a ; b;;  ;a b;")).containsExactly("a", "a b", "b");
    assertThat(SETS.labels("one")).containsExactly("one");
    for (String none : Arrays.asList(null, "", "  ", ";", " ; ;")) {
      assertThat(SETS.labels(none)).isEmpty();
      assertThat(SETS.text(none)).isEmpty();
    }
  }

  @Test
  void theSeparatorIsTakenAsItStands() {
    assertThat(new LabelSyntax(ColumnKind.TEXT, "||").labels("a|b||c||"))
        .containsExactly("a|b", "c");
    assertThat(new LabelSyntax(ColumnKind.LABELS, ".").labels("a.b")).containsExactly("a", "b");
    assertThat(new LabelSyntax(ColumnKind.LABELS, " ").labels(" b  a ")).containsExactly("a", "b");
    assertThatThrownBy(() -> new LabelSyntax(ColumnKind.LABELS, ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aClassIsTheWholeValue() {
    assertThat(CLASSES.labels(" a;b ")).containsExactly("a;b");
    assertThat(CLASSES.labels(" ")).isEmpty();
    assertThat(CLASSES.labels(null)).isEmpty();
  }

  @Test
  void labelsAreInTheOrderOfTheirBytes() {
    // U+FFFD is below U+1D11E in UTF-8, and above it in UTF-16.
    List<String> labels = List.of("\ud834\udd1e", "\ufffd", "z", "Z", "é", "zz", "\ud834\udd1f");
    List<String> byBytes =
        labels.stream()
            .sorted(
                (a, b) ->
                    Arrays.compareUnsigned(
                        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)))
            .toList();
    assertThat(LabelSyntax.sorted(labels)).isEqualTo(byBytes);
    assertThat(byBytes).endsWith("\ufffd", "\ud834\udd1e", "\ud834\udd1f");
  }

  @Test
  void aSetHasOneTextAndNoTwoSetsHaveTheSame() {
    assertThat(SETS.text("b; a")).isEqualTo("a;b").isEqualTo(SETS.text("a;b;a"));
    assertThat(new LabelSyntax(ColumnKind.LABELS, ",").text("b,a")).isEqualTo("a;b");
    assertThat(CLASSES.text("a;b")).isEqualTo("a\\;b").isNotEqualTo(SETS.text("a;b"));
    for (List<String> labels :
        List.of(
            List.<String>of(),
            List.of("a", "b"),
            List.of("a;b"),
            List.of("\\"),
            List.of(";", "\\;", "a\\"))) {
      List<String> sorted = LabelSyntax.sorted(labels);
      assertThat(LabelSyntax.parse(LabelSyntax.text(sorted))).isEqualTo(sorted);
    }
  }
}
