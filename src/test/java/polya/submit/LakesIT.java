package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Delta and Iceberg: corpora of their tables, {@link LakeTables}; tables of mixtures, {@link
 * LakeMixtures}.
 */
class LakesIT {
  @TempDir Path folder;

  /** Of this many operations on the disk a partition is replaced, and some to spare. */
  private static final int OPERATIONS = 1300;

  @Test
  void tablesAreReadAsOfOneMomentAndWrittenInOneStep() throws InterruptedException {
    Launch killed = run(LakeMixtures.class, "0", Integer.toString(OPERATIONS / 2));
    assertThat(killed.exitCode()).as(killed.err()).isEqualTo(137);
    Launch launch = run(LakeTables.class);
    assertThat(launch.exitCode()).as(launch.err()).isZero();
  }

  @Test
  @Tag("long")
  void aWriterThatIsKilledAnywhereLeavesRowsOldOrNew() throws InterruptedException {
    for (String table : List.of("0", "1")) {
      int ended = 0;
      for (int operations = 0; operations < OPERATIONS; operations += 40) {
        // Each looks at what the one before left.
        Launch killed = run(LakeMixtures.class, table, Integer.toString(operations));
        assertThat(killed.exitCode()).as(killed.err()).isIn(0, 137);
        ended += killed.exitCode() == 0 ? 1 : 0;
      }
      Launch last = run(LakeMixtures.class, table, Integer.toString(Integer.MAX_VALUE));
      assertThat(last.exitCode()).as(last.err()).isZero();
      assertThat(ended).isLessThan(10);
    }
  }

  private Launch run(Class<?> main, String... arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(Launch.SHORT);
    command.addAll(List.of("-Xmx1g", "-XX:+UseParallelGC"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-"))
        .forEach(command::add);
    command.addAll(List.of(main.getName(), folder.toString()));
    command.addAll(List.of(arguments));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return Launch.of(folder, Map.of(), java, command.toArray(String[]::new));
  }
}
