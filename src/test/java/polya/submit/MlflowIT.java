package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings at a real tracking server of MLflow's, and its autologging. */
class MlflowIT {
  private static final int SECONDS = 180;

  @TempDir private static Path folder;
  private static Process server;
  private static String uri;

  @BeforeAll
  static void start() throws Exception {
    Path program = Tools.program("mlflow");
    Path tables =
        Files.copy(program.getParent().resolveSibling("empty.db"), folder.resolve("mlflow.db"));
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    uri = "http://127.0.0.1:" + port;
    ProcessBuilder builder =
        new ProcessBuilder(
            program.toString(),
            "server",
            "--host=127.0.0.1",
            "--port=" + port,
            "--workers=1",
            "--backend-store-uri=sqlite:///" + tables,
            "--artifacts-destination=" + folder.resolve("kept"));
    builder.environment().put("MLFLOW_DISABLE_TELEMETRY", "true");
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("server.log").toFile());
    server = builder.start();
    long begin = System.nanoTime();
    while (!isUp()) {
      assertThat(server.isAlive()).as(Files.readString(folder.resolve("server.log"))).isTrue();
      assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin)).isLessThan(SECONDS);
      Thread.sleep(200);
    }
    command(
        "ingest",
        "--format=jsonl",
        "--input=" + Launch.root().resolve("data-samples/tiny/tiny.jsonl"),
        "--output=" + path("corpus"));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.descendants().forEach(ProcessHandle::destroyForcibly);
      server.destroyForcibly();
    }
  }

  private static boolean isUp() throws InterruptedException {
    try {
      return ask("/health").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static HttpResponse<String> ask(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(uri + path)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  private static Launch command(String... words) {
    Launch launch = Launch.here(words);
    assertThat(launch.exitCode()).as(launch.err()).isZero();
    return launch;
  }

  private static Launch train(String output, String... more) {
    String[] words = {
      "train", "--corpus=" + path("corpus"), "--output=" + path(output), "-pk=2", "--mlflow=" + uri
    };
    String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return command(all);
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  private static Map<String, String> values(JsonNode list) {
    Map<String, String> values = new TreeMap<>();
    list.forEach(e -> values.put(e.path("key").asText(), e.path("value").asText()));
    return values;
  }

  @Test
  void aTrainingIsThereWithAllThatBelongsToIt() throws Exception {
    Launch trained = train("model", "--mlflow-experiment=news topics", "--run-id=2026-11-30");
    JsonNode record = json(Files.readString(folder.resolve("model/run.json")));
    String id = record.path("mlflow").path("runId").asText();
    assertThat(trained.err()).contains("mlflow: " + uri + "/#/experiments/").contains(id);

    JsonNode run = json(ask("/api/2.0/mlflow/runs/get?run_id=" + id).body()).path("run");
    assertThat(run.path("info").path("status").asText()).isEqualTo("FINISHED");
    assertThat(run.path("info").path("run_name").asText()).isEqualTo("2026-11-30");
    JsonNode data = run.path("data");
    assertThat(values(data.path("params"))).containsEntry("k", "2").containsEntry("model", "lda");
    assertThat(values(data.path("tags")))
        .containsEntry("polya.digest", record.path("digest").asText())
        .containsEntry("polya.runId", "2026-11-30");
    assertThat(values(data.path("metrics"))).containsKeys("trainSeconds", "counts.documents");
    String history =
        ask("/api/2.0/mlflow/metrics/get-history?metric_key=trainSeconds&run_id=" + id).body();
    assertThat(json(history).path("metrics")).hasSize(record.path("counts").path("rounds").asInt());
    JsonNode files = json(ask("/api/2.0/mlflow/artifacts/list?run_id=" + id).body()).path("files");
    assertThat(files.findValuesAsText("path"))
        .containsExactlyInAnyOrder("run.json", "model.json", "metrics.jsonl");
  }

  /** A list takes the place of MLflow's own, and so has to have what that has of Spark. */
  @Test
  void theListForAutologgingHasWhatMlflowsOwnHas() throws Exception {
    Path own =
        Tools.below(Tools.tool("mlflow"), "mlflow/pyspark/ml").resolve("log_model_allowlist.txt");
    Path list = Launch.root().resolve("src/main/python/polya/mlflow_allowlist.txt");
    assertThat(Files.readAllLines(list))
        .containsAll(
            Files.readAllLines(own).stream().filter(l -> l.startsWith("pyspark")).toList());
  }

  /** A Pipeline with Polya's stages is kept by autologging, and loaded again. */
  @Tag("long")
  @Test
  void autologgingKeepsModelsThatLoadAgain() throws Exception {
    Path wheel =
        Launch.root()
            .resolve(
                "target/polya_spark-"
                    + System.getProperty("project.version")
                    + "-py3-none-any.whl");
    Path site = folder.resolve("site");
    Launch installed =
        Launch.of(
            folder,
            Map.of(),
            Tools.python("mlflow"),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-index",
            "--no-deps",
            "--target=" + site,
            wheel.toString());
    assertThat(installed.exitCode()).as(installed.err()).isZero();
    Launch run =
        Launch.of(
            folder,
            Map.of(
                "PYTHONPATH",
                site + ":" + Tools.spark("4.1.0").getParent(),
                "MLFLOW_TRACKING_URI",
                uri,
                "MLFLOW_REQUIREMENTS_INFERENCE_TIMEOUT",
                "1"),
            Tools.python("mlflow"),
            Launch.root().resolve("src/test/python/mlflow_test.py").toString());
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
  }
}
