package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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

  @Test
  void refusesAMasterThatIsNone() throws Exception {
    for (String master : List.of("local[x]", "local[0]", "local[2", "lokal", "")) {
      Launch launch = installed("--conf", "spark.master=" + master, "train");
      if (master.isEmpty()) {
        assertThat(launch.out()).contains("[--master][local[*]]");
      } else {
        assertThat(launch.exitCode()).as(master).isEqualTo(2);
        assertThat(launch.err()).startsWith("polya: Cannot start Spark: the master is " + master);
      }
    }
    for (String master : List.of("local", "local[3]", "local[*,2]", "spark://h:7077", "k8s://h")) {
      assertThat(installed("--master", master, "train").exitCode()).as(master).isEqualTo(42);
    }
  }

  @Test
  void refusesAJavaThatSparkDoesNotKnow() throws Exception {
    Path java = script("jdk/bin/java", "echo 'openjdk version \"25.0.1\" 2025-10-21' >&2");

    Launch launch = Launch.of(folder, Map.of("JAVA_HOME", folder + "/jdk"), SCRIPT, "train");

    assertThat(launch.exitCode()).isEqualTo(2);
    assertThat(launch.err())
        .isEqualTo(
            "polya: Cannot start Spark: "
                + java
                + " is Java 25.0.1; Spark 4.1 runs on Java 17 or 21. Set JAVA_HOME to one of"
                + " them.\n");
  }

  @Test
  void givesSparkALocaleOfUtf8AndAHostThatIsThere() throws Exception {
    String print = "printf '%s ' \"${LC_ALL-unset}\" \"$LC_CTYPE\" \"$SPARK_LOCAL_HOSTNAME\"";
    Path submit = script("spark home/bin/spark-submit", print);
    String home = submit.getParent().getParent().toString();
    Map<String, String> bare = Map.of("POLYA_SPARK", "", "SPARK_HOME", home, "LC_ALL", "C");

    assertThat(Launch.of(folder, bare, SCRIPT, "train").out())
        .matches("unset (C|en_US)\\.(UTF-8|utf8) localhost ");
  }

  /** No locale, a host name without an address, and names and text that are not ASCII. */
  @Test
  void unicodeGoesInAndComesOutWithoutALocale() throws Exception {
    Path input = Files.writeString(folder.resolve("größe.txt"), "café crème\ncafé naïve\n");
    Path corpus = folder.resolve("körper");
    Path in = script("bare", "unset LANG; export LC_ALL=C; exec \"$@\"");

    Launch launch =
        Launch.of(
            folder,
            Map.of("SPARK_LOCAL_IP", ""),
            in,
            SCRIPT.toString(),
            "ingest",
            "--format",
            "text",
            "--input",
            input.toString(),
            "--output",
            corpus.toString());

    assertThat(launch.exitCode()).as(launch.err()).isZero();
    assertThat(launch.out()).startsWith("corpus " + corpus + "  2 documents");
    assertThat(Files.readString(corpus.resolve("corpus.json"))).contains("größe.txt");
  }

  /** A script that bash runs. */
  private Path script(String name, String text) throws IOException {
    Path script = folder.resolve(name);
    Files.createDirectories(script.getParent());
    Files.writeString(script, "#!/usr/bin/env bash\n" + text + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script;
  }

  /** Runs with a SPARK_HOME whose spark-submit prints its arguments and ends with 42. */
  private Launch installed(String... arguments) throws IOException, InterruptedException {
    Path submit = script("spark home/bin/spark-submit", "printf '[%s]' \"$@\"\nexit 42");
    String home = submit.getParent().getParent().toString();
    return Launch.of(folder, Map.of("POLYA_SPARK", "", "SPARK_HOME", home), SCRIPT, arguments);
  }
}
