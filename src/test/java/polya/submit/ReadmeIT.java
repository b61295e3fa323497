package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import polya.Readme;

/** The README's session, run as it stands: every line it shows is printed, times aside. */
class ReadmeIT {
  @Test
  void theSessionPrintsWhatItSays() throws IOException, InterruptedException {
    List<Readme.Step> steps = Readme.steps();
    assertThat(steps).as("commands in README.md").hasSizeGreaterThan(3);
    for (Readme.Step step : steps) {
      Launch launch = Launch.of(Launch.root(), Map.of(), Path.of("bash"), "-c", step.command());
      assertThat(launch.exitCode()).as(step.command() + "\n" + launch.err()).isZero();
      List<String> printed = (launch.out() + launch.err()).lines().map(ReadmeIT::timeless).toList();
      for (String line : step.output()) {
        if (!line.strip().equals("…")) {
          assertThat(printed).as(step.command()).contains(timeless(line));
        }
      }
    }
  }

  /** A line without what changes from run to run. */
  private static String timeless(String line) {
    return line.replaceAll("eta .*|[0-9.]+ s\\b", "")
        .replaceAll("[0-9.]+ M tokens/s", "tokens/s")
        .strip();
  }
}
