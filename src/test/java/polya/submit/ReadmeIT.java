package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import polya.Readme;

/**
 * The README's session: every line it shows is printed, times aside. Each command is started once
 * as it stands, and those that submit/quickstart starts (SubmitIT) not at all; what remains runs in
 * this JVM.
 */
class ReadmeIT {
  private static final Set<String> QUICKSTART = Set.of("ingest", "train", "topics", "perplexity");

  @Test
  void theSessionPrintsWhatItSays() throws IOException, InterruptedException {
    List<Readme.Step> steps = Readme.steps();
    assertThat(steps).as("commands in README.md").hasSizeGreaterThan(3);
    Set<String> started = new HashSet<>(QUICKSTART);
    for (Readme.Step step : steps) {
      String[] words = words(step.command());
      Launch launch = started.add(words[0]) ? shell(step.command()) : Launch.here(words);
      assertThat(launch.exitCode()).as(step.command() + "\n" + launch.err()).isZero();
      List<String> printed = (launch.out() + launch.err()).lines().map(ReadmeIT::timeless).toList();
      for (String line : step.output()) {
        if (!line.strip().equals("…")) {
          assertThat(printed).as(step.command()).contains(timeless(line));
        }
      }
    }
  }

  private static Launch shell(String commands) throws InterruptedException {
    return Launch.of(Launch.root(), Map.of(), Path.of("bash"), "-c", commands);
  }

  /** What a shell hands to submit/polya. */
  private static String[] words(String command) throws InterruptedException {
    Launch read = shell("submit/polya() { printf '%s\\n' \"$@\"; }\n" + command);
    assertThat(read.out()).as(command).isNotEmpty();
    return read.out().lines().toArray(String[]::new);
  }

  /** A line without what changes from run to run. */
  private static String timeless(String line) {
    return line.replaceAll("eta .*|[0-9.]+ s\\b", "")
        .replaceAll("[0-9.]+ M tokens/s", "tokens/s")
        .strip();
  }
}
