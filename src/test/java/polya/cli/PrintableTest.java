package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void whatATerminalWouldActOnIsEscaped() {
    assertThat(Printable.text("a\u001b[31mb")).isEqualTo("a\\u001b[31mb");
    assertThat(Printable.text("a\tb\nc\rd\u0007")).isEqualTo("a\\tb\\nc\\rd\\u0007");
    assertThat(Printable.text("\u009b2J \u007f")).isEqualTo("\\u009b2J \\u007f");
    assertThat(Printable.text("\u202eevil\u2066 \u2028")).isEqualTo("\\u202eevil\\u2066 \\u2028");
  }

  @Test
  void allOtherTextStays() {
    String text = "Größe می\u200cخواهم צה״ל \\n \uD83D\uDE00";
    assertThat(Printable.text(text)).isSameAs(text);
    assertThat(Printable.text(null)).isNull();
  }
}
