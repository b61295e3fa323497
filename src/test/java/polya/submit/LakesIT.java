package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Corpora of Delta and Iceberg tables, see {@link LakeTables}. */
class LakesIT {
  @TempDir Path folder;

  @Test
  void aTableThatGrowsIsReadAsOfOneMoment() throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path")));
    command.add("-Xmx1g");
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-"))
        .forEach(command::add);
    command.addAll(List.of(LakeTables.class.getName(), folder.toString()));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Launch launch = Launch.of(folder, Map.of(), java, command.toArray(String[]::new));
    assertThat(launch.exitCode()).as(launch.err()).isZero();
  }
}
