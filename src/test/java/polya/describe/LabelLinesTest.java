package polya.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import polya.Failure;

/** Files of topics' labels. */
class LabelLinesTest {
  @Test
  void linesOfANumberAndALabel() {
    assertThat(LabelLines.parse("f", "7,Praise\n\n0,\"Kings, and wars\"\n", 8))
        .isEqualTo(Map.of(7, "Praise", 0, "Kings, and wars"));
  }

  @Test
  void aFirstLineMayNameTheColumnsAmongOthers() {
    assertThat(LabelLines.parse("f", "topic;share;label\n1;0.2;Law\n", 2))
        .isEqualTo(Map.of(1, "Law"));
  }

  @Test
  void aLabelWithABareCommaIsNotCut() {
    assertThatThrownBy(() -> LabelLines.parse("f", "7,Praise, prayer and song\n", 8))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("line 1, it has 3 fields")
        .hasMessageContaining("in double quotes");
  }
}
