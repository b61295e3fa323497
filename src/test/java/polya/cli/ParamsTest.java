package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import polya.infer.ModelFamily;
import polya.params.Parameter;

class ParamsTest {
  @Test
  void everyDeclaredParameterIsListed() {
    Command all = Command.run("params");
    assertThat(all.code()).isZero();
    for (ModelFamily family : ModelFamily.all()) {
      for (String method : Families.methods(family)) {
        assertThat(all.out()).contains(family.name() + " · " + method);
        Command markdown = Command.run("params", family.name(), method, "--markdown");
        assertThat(markdown.out()).startsWith("| parameter | default | range | meaning |");
        for (Parameter<?> p : Families.parameters(family, method)) {
          assertThat(all.out())
              .contains("  " + p.name() + " = " + Params.shown(p, ""), p.meaning());
          assertThat(markdown.out())
              .contains("| `" + p.name() + "` | " + Params.shown(p, "`") + " | ");
        }
        // Ranges such as true | false must not make columns.
        assertThat(markdown.out().lines())
            .allMatch(line -> line.replace("\\|", "").chars().filter(c -> c == '|').count() == 5);
      }
    }
  }

  @Test
  void aTextThatNeedNotBeGivenHasNoDefault() {
    assertThat(Params.shown(Parameter.text("column", "", ""), "`")).isEqualTo("none");
    assertThat(Params.shown(Parameter.text("separator", ";", ""), "`")).isEqualTo("`;`");
    assertThat(Params.shown(Parameter.flag("flag", true, ""), "")).isEqualTo("true");
  }

  @Test
  void unknownNamesAreAUsageErrorWithTheNearest() {
    Command model = Command.run("params", "lad");
    assertThat(model.code()).isEqualTo(2);
    assertThat(model.err()).contains("Did you mean lda?");
    Command inference = Command.run("params", "lda", "svy");
    assertThat(inference.code()).isEqualTo(2);
    assertThat(inference.err()).contains("Did you mean svi?");
  }
}
