package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole jobs, started the way a person starts them. */
class SubmitIT {
  private static final Path SAMPLES = Launch.root().resolve("data-samples");

  @TempDir private Path folder;

  @Test
  void quickstartPrintsTopicsAndTheirPerplexity() throws Exception {
    Launch launch = Launch.of(Launch.root(), Map.of(), Launch.root().resolve("submit/quickstart"));

    assertThat(launch.exitCode()).as(launch.err()).isZero();
    assertThat(launch.out())
        .contains("$ submit/polya train ")
        .contains("united_states")
        .contains("perplexity");
    // A model that knows nothing scores the size of the vocabulary, 14,649.
    Path result = Launch.root().resolve("target/quickstart/perplexity/perplexity.json");
    assertThat(number(result, "perplexity")).isBetween(1000.0, 4000.0);
    assertThat(number(result, "standardError")).isBetween(0.1, 300.0);
    assertThat(Launch.root().resolve("target/quickstart/report.html"))
        .content()
        .contains("united_states", "1790");
  }

  @Test
  void aModelIsTheSameBitForBitWhereverItIsTrained() throws Exception {
    Path corpus = folder.resolve("corpus");
    Launch.ingested("synthetic", corpus);

    Map<String, String> digests = new LinkedHashMap<>();
    digests.put("here, local[2]", digest(corpus, Launch::here));
    for (String master : List.of("local[1]", "local-cluster[2,1,1024]")) {
      digests.put(master, digest(corpus, command -> submitted(master, command)));
    }
    try (StandaloneCluster cluster =
        StandaloneCluster.start(Launch.root().resolve("target/spark"), folder)) {
      digests.put("standalone", digest(corpus, command -> submitted(cluster.master(), command)));
    }

    assertThat(digests.values())
        .as(digests.toString())
        .hasSize(4)
        .containsOnly(digests.get("local[1]"));
  }

  @Test
  void aRunThatIsInterruptedPublishesNothingAndSaysSo() throws Exception {
    Path corpus = folder.resolve("tiny");
    done(
        Launch.here(
            "ingest",
            "--format",
            "jsonl",
            "--input",
            SAMPLES.resolve("tiny/tiny.jsonl").toString(),
            "--output",
            corpus.toString()));
    Path model = folder.resolve("interrupted");
    ProcessBuilder builder =
        new ProcessBuilder(
                Launch.root().resolve("submit/polya").toString(),
                "train",
                "--corpus",
                corpus.toString(),
                "--output",
                model.toString(),
                "-p",
                "passes=1000000")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("interrupted.log").toFile());
    Launch.local(builder.environment());
    Process process = builder.start();
    try {
      Path metrics = model.resolve("metrics.jsonl");
      for (int i = 0; i < 1200 && !(Files.exists(metrics) && Files.size(metrics) > 0); i++) {
        Thread.sleep(100);
      }
      process.destroy();
      assertThat(process.waitFor()).as("128 + SIGTERM").isEqualTo(143);
    } finally {
      process.destroyForcibly();
    }
    assertThat(model.resolve("model.json")).doesNotExist();
    assertThat(value(model.resolve("run.json"), "\"status\"\\s*:\\s*\"([^\"]+)\""))
        .isEqualTo("interrupted");
  }

  /** Runs a command, somewhere. */
  private interface Place {
    Launch run(String... command) throws InterruptedException;
  }

  /** Runs a command on a master. */
  private static Launch submitted(String master, String... command) throws InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("--master", master));
    arguments.addAll(List.of("--driver-memory", "1g"));
    String options = String.join(" ", Launch.SHORT);
    arguments.addAll(List.of("--conf", "spark.executor.extraJavaOptions=" + options));
    arguments.addAll(List.of(command));
    return Launch.polya(arguments.toArray(String[]::new));
  }

  /** Trains at a place and returns the digest of the model's bits. */
  private String digest(Path corpus, Place place) throws IOException, InterruptedException {
    Path model = Files.createTempDirectory(folder, "model");
    List<String> train = new ArrayList<>(List.of("train", "--model", "lda", "--inference", "svi"));
    train.addAll(List.of("-p", "k=8", "-p", "passes=3", "--overwrite"));
    train.addAll(List.of("--corpus", corpus.toString(), "--output", model.toString()));
    done(place.run(train.toArray(String[]::new)));
    return value(model.resolve("model.json"), "\"digest\"\\s*:\\s*\"([^\"]+)\"");
  }

  private static void done(Launch launch) {
    assertThat(launch.exitCode()).as(launch.err()).isZero();
  }

  private static double number(Path json, String name) throws IOException {
    return Double.parseDouble(value(json, "\"" + name + "\"\\s*:\\s*([-+.\\dEe]+)"));
  }

  private static String value(Path json, String pattern) throws IOException {
    String text = Files.readString(json);
    Matcher found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).as(text).isTrue();
    return found.group(1);
  }
}
