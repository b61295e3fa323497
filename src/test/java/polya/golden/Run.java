package polya.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import polya.cli.Command;

/** Commands that are to end well, and the JSON that they leave. */
final class Run {
  private Run() {}

  static void done(List<String> arguments) {
    Command run = Command.run(arguments.toArray(String[]::new));
    assertThat(run.code()).as("%s: %s", arguments, run.err()).isZero();
  }

  /** A model's digest: train with these arguments and {@code -p}s. */
  static String train(Path corpus, Path model, List<String> arguments, List<String> parameters)
      throws IOException {
    List<String> all = new ArrayList<>(List.of("train"));
    all.addAll(arguments);
    all.addAll(List.of("--corpus", corpus.toString(), "--output", model.toString()));
    parameters.forEach(p -> all.addAll(List.of("-p", p)));
    done(all);
    return json(model.resolve("model.json")).path("digest").asText();
  }

  static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(Files.readString(file));
  }
}
