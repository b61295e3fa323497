package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HelpTest {
  private static String told(String... arguments) {
    Command command = Command.run(arguments);
    assertThat(command.code()).as(command.err()).isZero();
    assertThat(command.err()).isEmpty();
    return command.out();
  }

  @Test
  void ofPolyaWhereNoCommandIsNamed() {
    String help = told("--help");
    assertThat(help).contains("Usage: polya", "  train ", "polya help COMMAND");
    assertThat(told()).isEqualTo(help);
    assertThat(told("help")).isEqualTo(help);
    assertThat(told("-help")).isEqualTo(help);
  }

  @Test
  void ofACommandHoweverItIsAskedFor() {
    String help = told("train", "--help");
    assertThat(help).contains("Usage: polya train", "--corpus");
    assertThat(told("help", "train")).isEqualTo(help);
    assertThat(told("train", "help")).isEqualTo(help);
    assertThat(told("params", "help")).isEqualTo(told("params", "--help"));
  }
}
