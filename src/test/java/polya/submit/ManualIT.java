package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import polya.Manual;

/**
 * The sessions of the README and the manual: every line they show is printed, times aside. A
 * command that several pages show is run once. Each kind of command is started once as it stands,
 * and those that submit/quickstart starts (SubmitIT) not at all; what remains runs in this JVM.
 */
class ManualIT {
  private static final Set<String> QUICKSTART = Set.of("ingest", "train", "topics", "perplexity");

  @Test
  void theSessionsPrintWhatTheySay() throws InterruptedException {
    List<Manual.Step> steps = Manual.steps();
    assertThat(steps).as("commands of the manual").hasSizeGreaterThan(3);
    Set<String> started = new HashSet<>(QUICKSTART);
    Map<String, List<String>> printed = new HashMap<>();
    for (Manual.Step step : steps) {
      String what = step.page() + ": " + step.command();
      if (!printed.containsKey(step.command())) {
        String[] words = words(step.command());
        Launch launch = started.add(words[0]) ? shell(step.command()) : Launch.here(words);
        assertThat(launch.exitCode()).as(what + "\n" + launch.err()).isZero();
        printed.put(
            step.command(), (launch.out() + launch.err()).lines().map(ManualIT::timeless).toList());
      }
      for (String line : step.output()) {
        if (!line.strip().equals("…")) {
          assertThat(printed.get(step.command())).as(what).contains(timeless(line));
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
