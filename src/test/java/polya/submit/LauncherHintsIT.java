package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What submit/polya says where options stand on the wrong side of the command, and what it omits.
 */
class LauncherHintsIT {
  private static final Path SCRIPT = Launch.root().resolve("submit/polya");
  private static final String ANNOUNCED = "WARNING: Using incubator modules: jdk.incubator.vector";

  @TempDir private Path folder;

  @Test
  void aFileOfParametersIsNoSettingOfSpark() throws Exception {
    for (String[] arguments :
        new String[][] {
          {"--conf", "conf/lda-svi.properties", "topics"},
          {"--conf=conf/lda-svi.properties", "topics"},
          {"-c", "conf/lda-svi.properties", "topics"}
        }) {
      Launch launch = Launch.polya(arguments);
      assertThat(launch.exitCode()).isEqualTo(2);
      assertThat(launch.err().lines()).hasSize(1);
      assertThat(launch.err()).contains("submit/polya train --conf conf/lda-svi.properties");
    }
  }

  @Test
  void anOptionOfACommandGoesBehindIt() throws Exception {
    Launch launch = Launch.polya("--corpus", "x", "train");
    assertThat(launch.exitCode()).isEqualTo(2);
    assertThat(launch.err().lines()).hasSize(1);
    assertThat(launch.err())
        .contains("Give it behind the command: submit/polya COMMAND --corpus x");
    assertThat(Launch.polya("-p", "k=20", "train").err()).contains("COMMAND -p k=20");
  }

  @Test
  void helpsHoweverItIsAskedFor() throws Exception {
    Launch help = Launch.polya("-help");
    assertThat(help.exitCode()).as(help.err()).isZero();
    assertThat(help.out()).contains("Usage: polya");
    assertThat(help.err()).isEmpty();
  }

  @Test
  void aMistakeIsAllThatIsSaid() throws Exception {
    Launch launch = Launch.polya("train", "--corpos", "x");
    assertThat(launch.exitCode()).isEqualTo(2);
    assertThat(launch.err().lines())
        .singleElement()
        .asString()
        .startsWith("polya: Cannot use --corpos");
  }

  @Test
  void onlyTheAnnouncementOfTheIncubatorIsLeftOut() throws Exception {
    assertThat(said("Picked up _JAVA_OPTIONS: -Xmx1g", ANNOUNCED, "one", ANNOUNCED, "no end"))
        .isEqualTo("Picked up _JAVA_OPTIONS: -Xmx1g\none\n" + ANNOUNCED + "\nno end");
    assertThat(said("one", "  two\t", "")).isEqualTo("one\n  two\t\n");
  }

  /** What comes through of lines on stderr, of which the last has no end. */
  private String said(String... lines) throws Exception {
    Path submit = folder.resolve("bin/spark-submit");
    Files.createDirectories(submit.getParent());
    Path text = Files.writeString(folder.resolve("text"), String.join("\n", lines));
    Files.writeString(submit, "#!/usr/bin/env bash\ncat '" + text + "' >&2\nsleep 1\nexit 42\n");
    Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwxr-xr-x"));
    Map<String, String> environment =
        Map.of("POLYA_SPARK", "", "SPARK_HOME", folder.toString(), "POLYA_JAR", text.toString());
    Launch launch = Launch.of(folder, environment, SCRIPT, "train");
    assertThat(launch.exitCode()).isEqualTo(42);
    return launch.err();
  }
}
