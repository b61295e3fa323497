package polya;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polya.cli.Main;

/** What the README says is so. */
class ReadmeTest {
  @Test
  void itNamesTheTwoCommands() throws IOException {
    assertThat(Readme.text()).contains("    submit/quickstart\n").contains("    mvn -B verify\n");
  }

  @ParameterizedTest
  @CsvSource({
    "lda, svi",
    "lda, gibbs",
    "lda, simulation",
    "gammapoisson, svi",
    "gammapoisson, gibbs",
    "gammapoisson, simulation"
  })
  void itsTablesOfParametersComeFromTheirDeclarations(String model, String method)
      throws IOException {
    StringWriter table = new StringWriter();
    int code =
        Main.run(
            new PrintWriter(table),
            new PrintWriter(System.err),
            "params",
            model,
            method,
            "--markdown");
    assertThat(code).isZero();
    assertThat(Readme.text())
        .as("README.md must hold what `params %s %s --markdown` prints", model, method)
        .contains(
            "<!-- params " + model + " " + method + " -->\n\n" + table.toString().strip() + "\n\n");
  }

  @Test
  void everyCommandItListsExistsAndEveryCommandIsListed() throws IOException {
    StringWriter help = new StringWriter();
    Main.run(new PrintWriter(help), new PrintWriter(System.err), "--help");
    String commands = help.toString().substring(help.toString().indexOf("Commands:"));
    for (String line : commands.lines().skip(1).filter(l -> l.startsWith("  ")).toList()) {
      String name = line.strip().split(" ")[0];
      if (!name.isEmpty() && line.charAt(2) != ' ') {
        assertThat(Readme.text()).as("the README's commands").contains("| `" + name + "` |");
      }
    }
  }
}
