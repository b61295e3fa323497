package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Terms, ids and paths that would act on a terminal: escaped for people, as they are in data. */
class ControlCharactersTest {
  private static final String RED = "\u001b[31mred\u0007\tend";
  private static final String PATH = "\u001bred\t";
  private static final String SHOWN = "\\u001b[31mred\\u0007\\tend";

  @TempDir static Path folder;

  @BeforeAll
  static void train() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int d = 0; d < 40; d++) {
      for (String item : List.of(RED, "blue", "green")) {
        rows.append("user").append(d).append(',').append(item).append(",2\n");
      }
      rows.append("user").append(d).append(",item").append(d % 5).append(",1\n");
    }
    Files.writeString(folder.resolve("rows.csv"), rows);
    done("ingest", "--format", "triples", "--input", path("rows.csv"), "--output", path("corpus"));
    done("train", "--corpus", path("corpus"), "--output", path("model"), "-pk=2", "-ppasses=2");
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  private static Command done(String... arguments) {
    Command command = Command.run(arguments);
    assertThat(command.code()).as(command.err()).isZero();
    return command;
  }

  private static void isHarmless(Command command) {
    assertThat((command.out() + command.err()).chars().filter(c -> c != '\n'))
        .as(command.toString())
        .noneMatch(Character::isISOControl);
  }

  @Test
  void topicsAndCoherenceEscapeTerms() {
    Command topics = done("topics", "--model", path("model"));
    isHarmless(topics);
    assertThat(topics.out()).contains(SHOWN);
    Command coherence =
        done(
            "coherence",
            "--model",
            path("model"),
            "--corpus",
            path("corpus"),
            "--output",
            path("coherence"));
    isHarmless(coherence);
    assertThat(coherence.out()).contains(SHOWN);
  }

  @Test
  void jsonHasThemAsTheyAre() throws IOException {
    String json = done("topics", "--model", path("model"), "--json").out();
    assertThat(new ObjectMapper().readTree(json).findValuesAsText("term")).contains(RED);
  }

  @Test
  void linesAboutPathsAreHarmless() {
    for (String command : List.of("transform", "recommend")) {
      isHarmless(
          done(
              command,
              "--model",
              path("model"),
              "--corpus",
              path("corpus"),
              "--output",
              path(command + PATH)));
    }
    isHarmless(
        done(
            "compare",
            "--models",
            path("model") + "," + path("model"),
            "--corpus",
            path("corpus"),
            "--output",
            path("compare" + PATH)));
    isHarmless(done("simulate", "--documents", "5", "--terms", "9", "--output", path("s" + PATH)));
  }

  @Test
  void errorsAreHarmless() {
    Command nowhere = Command.run("topics", "--model", path(PATH));
    assertThat(nowhere.code()).isEqualTo(5);
    assertThat(nowhere.err()).contains("\\u001bred\\t");
    isHarmless(nowhere);
    isHarmless(Command.run("topics", "--" + RED));
    isHarmless(Command.run(RED));
    isHarmless(Command.run("params", RED));
  }
}
