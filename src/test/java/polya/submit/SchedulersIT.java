package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What submit/ has for schedulers: a day runs, runs again, and stops at a gate. */
class SchedulersIT {
  private static final Path ROOT = Launch.root();
  private static final List<String> STEPS =
      List.of("ingest", "train", "perplexity", "transform", "report");

  /** A line of the Dockerfile that brings files in: mode, sources, target. */
  private static final Pattern COPY = Pattern.compile("COPY --chmod=(\\d+) (.+) (\\S+)");

  @TempDir private static Path day;
  private static JsonNode told;

  @TempDir private Path folder;

  @Test
  void scriptsHaveNoFaultsThatShellcheckKnows() throws Exception {
    List<String> scripts = new ArrayList<>(List.of("-S", "warning", ".ci/run", ".ci/tools"));
    try (Stream<Path> files = Files.walk(ROOT.resolve("submit"))) {
      for (Path file : files.filter(Files::isExecutable).filter(Files::isRegularFile).toList()) {
        scripts.add(ROOT.relativize(file).toString());
      }
    }
    Launch launch =
        Launch.of(ROOT, Map.of(), Tools.program("shellcheck"), scripts.toArray(String[]::new));
    assertThat(launch.exitCode()).as(launch.out()).isZero();
    assertThat(scripts).contains("submit/polya", "submit/yarn/nightly");
  }

  /** The page shows what a dry run prints, and what Airflow would start is the same. */
  @Test
  void allStartTheCommandsOfTheManual() throws Exception {
    String page = Files.readString(ROOT.resolve("src/site/markdown/schedulers.md"));
    Launch dry = script("nightly", Map.of(), "--dry-run", "2026-11-30");
    assertThat(dry.exitCode()).as(dry.err()).isZero();
    List<String> commands = dry.out().lines().toList();
    assertThat(commands).hasSize(STEPS.size());
    assertThat(page).contains("```sh\n" + dry.out() + "```");

    JsonNode told = airflow();
    List<String> applications = new ArrayList<>();
    for (int i = 0; i < STEPS.size(); i++) {
      String step = STEPS.get(i);
      String expected = commands.get(i).replace("submit/polya ", "").replace("\"", "");
      assertThat(words(told.path("polya_spark/" + step).path("application_args")))
          .isEqualTo(expected);
      assertThat(words(told.path("polya_embedded/" + step).path("words"))).endsWith(expected);
      String application = told.path("polya_kubernetes/" + step).path("application_file").asText();
      assertThat(application).contains("polya-" + step + "-", "[\"" + step + "\", ");
      applications.add(application);
    }
    List<String> validate = new ArrayList<>(List.of("src/test/python/application_test.py"));
    validate.addAll(applications);
    Launch valid =
        Launch.of(ROOT, Map.of(), Tools.python("airflow"), validate.toArray(String[]::new));
    assertThat(valid.exitCode()).as(valid.err()).isZero();
  }

  @Test
  void aDayRunsInAirflowAndAgainAndStopsAtAGate() throws Exception {
    JsonNode told = airflow();
    for (String run : List.of("first", "again")) {
      assertThat(states(told.path(run))).containsOnly("success").hasSize(STEPS.size());
    }
    assertThat(told.path("changed")).as("what the second run changed").isEmpty();
    assertThat(told.path("files").asInt()).isGreaterThan(20);
    assertThat(told.path("gate").path("ingest").asText()).isEqualTo("success");
    assertThat(told.path("gate").path("train").asText()).isEqualTo("failed");
    for (String after : List.of("perplexity", "transform", "report")) {
      assertThat(told.path("gate").path(after).asText()).isEqualTo("upstream_failed");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "yarn/nightly, --master yarn --deploy-mode cluster",
    "standalone/nightly, --master spark://localhost:7077"
  })
  void othersAddTheirCluster(String name, String cluster) throws Exception {
    Launch dry = script(name, Map.of(), "--dry-run", "2026-11-30", "--conf", "a=b");
    assertThat(dry.exitCode()).as(dry.err()).isZero();
    assertThat(dry.out().lines().toList())
        .hasSize(STEPS.size())
        .allMatch(line -> line.startsWith("submit/polya " + cluster))
        .allMatch(line -> line.contains(" --conf a=b "));
    Launch noDay = script(name, Map.of());
    assertThat(noDay.exitCode()).isEqualTo(2);
    assertThat(noDay.err()).startsWith("nightly: Cannot run the day '': ").hasLineCount(1);
  }

  /** The exit code of a cluster's driver is lost; its record has it. */
  @Test
  void theCodeOfAStepIsThatOfItsRecord() throws Exception {
    Path store = Files.createDirectories(folder.resolve("store"));
    Map<String, String> environment =
        Map.of(
            "POLYA_STORE",
            store.toString(),
            "POLYA_SOURCE",
            "--format jsonl --input " + folder.resolve("nothing.jsonl"),
            "SPARK_HOME",
            lossy(store.resolve("day=2026-11-30/corpus"), 3).toString(),
            "POLYA_SPARK",
            "");
    Launch launch = script("nightly", environment, "2026-11-30");
    assertThat(launch.exitCode()).as(launch.err()).isEqualTo(3);
  }

  /** Records of other runs say nothing of this one. */
  @Test
  void aRecordOfAnotherDayIsNotAsked() throws Exception {
    Path store = Files.createDirectories(folder.resolve("store"));
    Path spark = lossy(store.resolve("day=2026-11-29/corpus"), 3);
    Files.createDirectories(store.resolve("day=2026-11-30/corpus"));
    Files.copy(
        Files.writeString(
            folder.resolve("old.json"),
            "{\n  \"runId\" : \"2026-11-29\",\n  \"startedAt\" : \"2126-01-01T\",\n  \"exitCode\" : 7\n}\n"),
        store.resolve("day=2026-11-30/corpus/run.json"));
    Map<String, String> environment =
        Map.of(
            "POLYA_STORE",
            store.toString(),
            "POLYA_SOURCE",
            "--format jsonl --input x",
            "SPARK_HOME",
            spark.toString(),
            "POLYA_SPARK",
            "");
    assertThat(script("nightly", environment, "2026-11-30").exitCode()).isEqualTo(1);
  }

  @Test
  void wordsThatCannotBeReadAreRefused() throws Exception {
    for (String train : List.of("-p k=3 --warm-start it's", "--where \\x")) {
      Launch launch = script("nightly", Map.of("POLYA_TRAIN", train), "--dry-run", "2026-11-30");
      assertThat(launch.exitCode()).isEqualTo(2);
      assertThat(launch.err()).startsWith("nightly: Cannot read POLYA_TRAIN: ").hasLineCount(1);
    }
  }

  /** A Spark whose spark-submit leaves a record and ends with 1, as that of a cluster does. */
  private Path lossy(Path output, int code) throws IOException {
    Path submit = folder.resolve("spark/bin/spark-submit");
    Files.createDirectories(submit.getParent());
    Files.writeString(
        submit,
        """
        #!/bin/sh
        mkdir -p '%1$s'
        cat > '%1$s/run.json' <<END
        {
          "runId" : "2026-11-30",
          "startedAt" : "$(date -u +%%Y-%%m-%%dT%%H:%%M:%%S).5Z",
          "exitCode" : %2$d
        }
        END
        exit 1
        """
            .formatted(output, code));
    assertThat(submit.toFile().setExecutable(true)).isTrue();
    return folder.resolve("spark");
  }

  /** The Dockerfile's steps, in an empty folder that is then nobody's to write. */
  @Test
  void whatTheImageHoldsRunsForAUserWhoMayWriteNothing() throws Exception {
    assertThat(folder.toFile().setExecutable(true, false)).isTrue();
    assertThat(folder.toFile().setReadable(true, false)).isTrue();
    Path image = Files.createDirectories(folder.resolve("image"));
    List<String> steps = new ArrayList<>(List.of("set -e", "shopt -s nullglob", "umask 022"));
    for (String line : Files.readAllLines(ROOT.resolve("submit/k8s/Dockerfile"))) {
      Matcher copy = COPY.matcher(line);
      if (copy.matches()) {
        String to = image + copy.group(3);
        String mode = copy.group(1);
        steps.add("install -d '" + to + "'");
        steps.add("install -m " + mode + " " + copy.group(2) + " '" + to + "'");
      }
    }
    steps.add("chmod -R a-w '" + image + "'");
    Launch built = Launch.of(ROOT, Map.of(), Path.of("bash"), "-c", String.join("\n", steps));
    assertThat(built.exitCode()).as(built.err()).isZero();

    List<String> run = new ArrayList<>();
    if (Files.isWritable(image)) { // As root, who may write everywhere.
      run.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    }
    run.addAll(List.of(image + "/opt/polya/submit/polya", "params"));
    Launch launch =
        Launch.of(
            image,
            Map.of(
                "SPARK_HOME", Tools.spark("4.1.0").toString(),
                "POLYA_SPARK", "",
                "LC_ALL", "C.UTF-8"),
            Path.of(run.get(0)),
            run.subList(1, run.size()).toArray(String[]::new));
    assertThat(launch.exitCode()).as(launch.err()).isZero();
    assertThat(launch.out()).contains("docConcentration");
  }

  private Launch script(String name, Map<String, String> environment, String... arguments)
      throws InterruptedException {
    return Launch.of(folder, environment, ROOT.resolve("submit").resolve(name), arguments);
  }

  /** What Airflow told, which is started once for all tests. */
  private static JsonNode airflow() throws Exception {
    if (told == null) {
      Path script = ROOT.resolve("src/test/python/dag_test.py");
      Path python = Tools.python("airflow");
      Launch launch = Launch.of(day, Map.of(), python, script.toString(), day.toString());
      assertThat(launch.exitCode()).as(launch.err()).isZero();
      List<String> lines = launch.out().lines().toList();
      told = new ObjectMapper().readTree(lines.get(lines.size() - 1));
    }
    return told;
  }

  private static String words(JsonNode arguments) {
    return StreamSupport.stream(arguments.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(" "));
  }

  private static List<String> states(JsonNode run) {
    return StreamSupport.stream(run.spliterator(), false).map(JsonNode::asText).toList();
  }
}
