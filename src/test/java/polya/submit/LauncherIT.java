package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.math.Rows;

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
        .containsPattern("/polya-spark[^/]*\\.jar]\\[train]\\[--conf]\\[c]\\[--master]\\[d]$")
        .doesNotContain("-sources.jar", "-javadoc.jar");
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

  /**
   * A release file tells the version without a start; an installed Spark 4.1 is asked about too.
   */
  @Test
  void refusesItByItsReleaseFileAndForAnInstalledSpark() throws Exception {
    script("jdk/bin/java", "exit 9");
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.2\"\n");
    Path submit = script("spark/bin/spark-submit", "exit 42");
    Path core = submit.resolveSibling("../jars/spark-core_2.13-4.1.0.jar").normalize();
    Files.createDirectories(core.getParent());
    Files.createFile(core);
    Map<String, String> old = Map.of("JAVA_HOME", folder + "/jdk");
    Map<String, String> installed = new HashMap<>(old);
    installed.putAll(Map.of("POLYA_SPARK", "", "SPARK_HOME", folder + "/spark"));

    for (Map<String, String> environment : List.of(old, installed)) {
      Launch launch = Launch.of(folder, environment, SCRIPT, "train");
      assertThat(launch.exitCode()).isEqualTo(2);
      assertThat(launch.err()).hasLineCount(1).contains("java is Java 25.0.2; Spark 4.1 runs on");
    }
    Files.delete(core); // Another version of Spark knows other versions of Java.
    assertThat(Launch.of(folder, installed, SCRIPT, "train").exitCode()).isEqualTo(42);
  }

  /** Whatever is in the place of the archive of classes, a command prints the same. */
  @Test
  void anArchiveOfClassesChangesNoOutcome() throws Exception {
    Path spark = Launch.root().resolve("target/spark");
    String name = "java-" + System.getProperty("java.version") + ".jsa";
    Launch without = version(Map.of("POLYA_CLASS_DATA", "off"));
    assertThat(without.exitCode()).as(without.err()).isZero();
    assertThat(without.err()).isEmpty();
    assertThat(Files.isReadable(spark.resolve(name))).as("made by the build").isTrue();
    assertThat(version(Map.of())).isEqualTo(without);

    byte[] truncated = new byte[1 << 20];
    try (InputStream whole = Files.newInputStream(spark.resolve(name))) {
      assertThat(whole.readNBytes(truncated, 0, truncated.length)).isPositive();
    }
    Path home = copyOfTheEmbedded("truncated");
    Path archive = home.resolve("target/spark").resolve(name);
    Files.write(archive, truncated);
    Path size = Path.of(archive + ".bytes");
    Files.copy(spark.resolve(name + ".bytes"), size);
    assertThat(version(home)).as("cut short").isEqualTo(without);
    Files.writeString(archive, "nothing of the kind");
    assertThat(version(home)).as("of another size").isEqualTo(without);
    Files.writeString(size, "19");
    assertThat(version(home)).as("no archive").isEqualTo(without);
    Files.delete(archive);
    Files.copy(spark.resolve(name), archive);
    Files.copy(spark.resolve(name + ".bytes"), size, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("r--r--r--"));
    assertThat(version(home)).as("of other jars, and read-only").isEqualTo(without);
    Files.delete(archive);
    assertThat(version(home)).as("missing").isEqualTo(without);
  }

  private Launch version(Map<String, String> environment) throws InterruptedException {
    return Launch.of(folder, environment, SCRIPT, "--version");
  }

  private Launch version(Path root) throws InterruptedException {
    return Launch.of(folder, Map.of(), root.resolve("submit/polya"), "--version");
  }

  /** A checkout with a Spark of its own, whose jars the archive of this one does not know. */
  private Path copyOfTheEmbedded(String name) throws IOException {
    Path root = folder.resolve(name);
    for (String part : List.of("submit", "conf/spark", "target/spark")) {
      Files.createDirectories(root.resolve(part));
    }
    for (String file :
        List.of(
            "submit/polya",
            "conf/spark/local.conf",
            "conf/log4j2.properties",
            "target/spark.classpath")) {
      Files.copy(
          Launch.root().resolve(file), root.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
    }
    String jar = "target/polya-spark4.1_2.13-" + System.getProperty("project.version") + ".jar";
    Files.copy(Launch.root().resolve(jar), root.resolve(jar));
    Path list = root.resolve("target/spark.classpath");
    Files.copy(list, root.resolve("target/spark/spark.classpath"));
    Files.createDirectory(root.resolve("target/spark/jars"));
    for (String path : Files.readString(list).strip().split(":")) {
      Path link = root.resolve("target/spark/jars").resolve(Path.of(path).getFileName());
      Files.createSymbolicLink(link, Path.of(path));
    }
    return root;
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
            Map.of("SPARK_LOCAL_IP", "", "SPARK_SUBMIT_OPTS", ""),
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
    // Other tests start JVMs that are told to do without.
    assertThat(Files.readString(corpus.resolve("run.json")))
        .contains("\"kernels\" : \"" + Rows.best().name() + "\"");
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
