package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What submit/polya does with its arguments, its environment and the Spark it finds. */
class LauncherIT {
  private static final Path SCRIPT = Launch.root().resolve("submit/polya");

  @TempDir private Path folder;

  @Test
  void helpsWhoNamesNoCommand() throws Exception {
    Launch bare = Launch.polya();

    assertThat(bare.exitCode()).isZero();
    assertThat(bare.out()).contains("Usage: polya").isEqualTo(Launch.polya("--help").out());
  }

  @Test
  void endsWithTwoForAnUnknownCommand() throws Exception {
    Launch launch = Launch.polya("trian");

    assertThat(launch.exitCode()).isEqualTo(2);
    assertThat(launch.err()).contains("trian");
  }

  @Test
  void endsWithThreeForAMissingCorpus() throws Exception {
    Launch launch =
        Launch.polya(
            "train",
            "--model",
            "lda",
            "--inference",
            "svi",
            "--corpus",
            folder.resolve("nowhere").toString(),
            "--output",
            folder.resolve("model").toString());

    assertThat(launch.exitCode()).as(launch.err()).isEqualTo(3);
    assertThat(launch.err()).contains("polya: Cannot ").doesNotContain("\tat ");
  }

  @Test
  void passesOptionsBeforeTheCommandToSpark() throws Exception {
    Launch launch = Launch.polya("--verbose", "--conf", "spark.a=two words", "--version");

    assertThat(launch.exitCode()).isZero();
    assertThat(launch.err()).contains("(spark.a,two words)");
    assertThat(launch.out()).startsWith("polya ");
  }

  @Test
  void saysWhichOptionLacksItsValue() throws Exception {
    Launch launch = Launch.polya("--master");

    assertThat(launch.exitCode()).isEqualTo(2);
    assertThat(launch.err()).startsWith("polya: Cannot read the option --master");
  }

  @Test
  void runsFromAnyFolderAndThroughALink() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("some where"));
    Path link = Files.createSymbolicLink(elsewhere.resolve("a polya"), SCRIPT);

    Launch launch = Launch.of(elsewhere, Map.of(), link, "--version");

    assertThat(launch.exitCode()).as(launch.err()).isZero();
    assertThat(launch.out()).startsWith("polya ").doesNotContain("development");
  }

  @Test
  void prefersTheSparkOfSparkHome() throws Exception {
    Launch launch = installed("--conf=a=b", "train", "--conf", "c", "--master", "d");

    assertThat(launch.exitCode()).as("spark-submit's exit code").isEqualTo(42);
    assertThat(launch.out())
        .startsWith("[--class][polya.cli.Main][--conf=a=b][--master][local[*]][--properties-file]")
        .contains("local.conf]")
        .endsWith("-all.jar][train][--conf][c][--master][d]");
  }

  @Test
  void takesTheClusterSettingsWithAMaster() throws Exception {
    assertThat(installed("--master", "yarn", "train").out())
        .contains("[--master][yarn]")
        .contains("cluster.conf][--load-spark-defaults]");
    assertThat(installed("--master=local-cluster[2,1,1024]", "train").out())
        .contains("cluster.conf]");
    assertThat(installed("--conf", "spark.master=local[2]", "train").out()).contains("local.conf]");
  }

  @Test
  void leavesOnesOwnPropertiesFileAlone() throws Exception {
    assertThat(installed("--properties-file", "mine.conf", "train").out())
        .contains("[--properties-file][mine.conf]")
        .doesNotContain("local.conf", "--master");
  }

  /** Runs with a SPARK_HOME whose spark-submit prints its arguments and ends with 42. */
  private Launch installed(String... arguments) throws IOException, InterruptedException {
    Path submit = folder.resolve("spark home/bin/spark-submit");
    Files.createDirectories(submit.getParent());
    Files.writeString(submit, "#!/usr/bin/env bash\nprintf '[%s]' \"$@\"\nexit 42\n");
    Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwxr-xr-x"));
    String home = submit.getParent().getParent().toString();
    return Launch.of(folder, Map.of("POLYA_SPARK", "", "SPARK_HOME", home), SCRIPT, arguments);
  }
}
