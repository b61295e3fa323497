package polya.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The dictionary of a column: its order, its rows, and what it does not know. */
class EncodingTest {
  private static final LabelSyntax SYNTAX = new LabelSyntax(ColumnKind.LABELS, ";");
  private static final Map<String, Long> SETS = Map.of("b;c", 2L, "a;c", 3L, "", 5L, "\ufffd", 1L);

  private static Encoding encoding() {
    return Encoding.of("label", SYNTAX, SETS);
  }

  private static List<String> values(Encoding encoding) {
    return encoding.rows().stream().map(AttributeRow::value).toList();
  }

  @Test
  void valuesAreInTheOrderOfTheirBytesWhateverCameFirst() {
    assertThat(values(encoding())).containsExactly("a", "b", "c", "\ufffd");
    Map<String, Long> another = new LinkedHashMap<>();
    for (String text : List.of("\ufffd", "", "b;c", "a;c")) {
      another.put(text, 1L);
    }
    assertThat(values(Encoding.of("label", SYNTAX, another))).isEqualTo(values(encoding()));
    assertThat(encoding().documents(2)).isEqualTo(5);
    assertThat(encoding().value(1)).isEqualTo("b");
    assertThat(encoding().size()).isEqualTo(4);
    assertThat(encoding().column()).isEqualTo("label");
  }

  @Test
  void encodesWhatItKnows() {
    assertThat(encoding().encode(List.of("c", "x", "a", "c"))).containsExactly(0, 2);
    assertThat(encoding().encode(List.of("x"))).isEmpty();
    assertThat(encoding().index("b")).isEqualTo(1);
    assertThat(encoding().index("bb")).isEqualTo(-1);
    assertThat(Encoding.none().index("a")).isEqualTo(-1);
  }

  @Test
  void comesBackFromItsRows() {
    List<AttributeRow> rows = new ArrayList<>(encoding().rows());
    assertThat(rows).contains(new AttributeRow("labels", "label", 2, "c", 5));
    Collections.reverse(rows);
    Encoding again = Encoding.of(SYNTAX, rows);
    assertThat(again.rows()).isEqualTo(encoding().rows());
    assertThat(again.hash()).isEqualTo(encoding().hash());
    assertThat(again.index("\ufffd")).isEqualTo(3);
    assertThat(Encoding.of(SYNTAX, List.of()).size()).isZero();
    for (AttributeRow wrong :
        List.of(
            new AttributeRow("labels", "label", 4, "d", 1),
            new AttributeRow("labels", "label", 1, "d", 1),
            new AttributeRow("labels", "other", 3, "d", 1))) {
      List<AttributeRow> broken = new ArrayList<>(encoding().rows().subList(0, 3));
      broken.add(wrong);
      assertThatThrownBy(() -> Encoding.of(SYNTAX, broken)).hasMessageContaining("go with");
    }
  }

  @Test
  void extendedItKeepsThePlacesOfWhatItKnew() {
    Encoding more = encoding().extendedBy(Map.of("aa;b", 4L, "Z", 1L));
    assertThat(values(more)).containsExactly("a", "b", "c", "\ufffd", "Z", "aa");
    assertThat(more.rows())
        .extracting(AttributeRow::documents)
        .containsExactly(0L, 4L, 0L, 0L, 1L, 4L);
    assertThat(more.encode(List.of("aa", "a", "Z"))).containsExactly(0, 4, 5);
    assertThat(more.hash()).isNotEqualTo(encoding().hash());
    assertThat(Encoding.of(SYNTAX, more.rows()).encode(List.of("aa", "c"))).containsExactly(2, 5);
  }
}
