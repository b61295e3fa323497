package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Polya by its coordinates, under the spark-submit of pip's Spark, as its users start it. */
class PackagesIT {
  private static final String SPARK = "4.1.0";
  private static final Path BIBLE = Launch.root().resolve("data-samples/bible");
  private static final Path REPOSITORY = Launch.root().resolve("target/repository");

  @TempDir private Path folder;

  @Test
  void sparkSubmitFindsItByItsCoordinatesAndTrainsTheBible() throws Exception {
    Path spark = Tools.spark(SPARK);
    List<String> options =
        List.of(
            "--packages",
            "polya:polya-spark4.1_2.13:" + System.getProperty("project.version"),
            "--repositories",
            REPOSITORY.toUri().toString(),
            "--conf",
            "spark.jars.ivy=" + folder.resolve("ivy"));

    assertThat(digest(spark, options, REPOSITORY.resolve("nothing.jar"))).isEqualTo(digestHere());
  }

  /** Later Sparks: the same bits. */
  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"4.1.4", "4.2.1"})
  void aLaterSparkGivesTheSameBits(String version) throws Exception {
    assertThat(digest(Tools.spark(version), List.of(), jar())).isEqualTo(digestHere());
  }

  private static Path jar() {
    String version = System.getProperty("project.version");
    return Launch.root().resolve("target/polya-spark4.1_2.13-" + version + ".jar");
  }

  private List<String> ingest(String corpus) {
    return List.of(
        "ingest",
        "--format=uci",
        "--input=" + BIBLE.resolve("docword.bible.txt.gz"),
        "--vocabulary=" + BIBLE.resolve("vocab.bible.txt"),
        "--output=" + folder.resolve(corpus));
  }

  private List<String> train(String corpus, String model) {
    return List.of(
        "train",
        "--corpus=" + folder.resolve(corpus),
        "--output=" + folder.resolve(model),
        "-pk=5",
        "-ppasses=2");
  }

  private String digestHere() throws IOException {
    assertThat(Launch.here(ingest("here").toArray(String[]::new)).exitCode()).isZero();
    assertThat(Launch.here(train("here", "mine").toArray(String[]::new)).exitCode()).isZero();
    return digest("mine");
  }

  /** Ingests and trains by a Spark's own spark-submit. */
  private String digest(Path spark, List<String> options, Path jar) throws Exception {
    submit(spark, options, jar, ingest("there"));
    submit(spark, options, jar, train("there", "theirs"));
    return digest("theirs");
  }

  private void submit(Path spark, List<String> options, Path jar, List<String> command)
      throws InterruptedException {
    List<String> words = new ArrayList<>(List.of("--master", "local[2]"));
    words.addAll(options);
    words.addAll(List.of("--class", "polya.cli.Main"));
    words.add(Files.exists(jar) ? jar.toString() : "spark-internal");
    words.addAll(command);
    Launch launch =
        Launch.of(
            folder,
            Map.of("SPARK_HOME", spark.toString(), "SPARK_LOCAL_HOSTNAME", "localhost"),
            spark.resolve("bin/spark-submit"),
            words.toArray(String[]::new));
    assertThat(launch.exitCode()).as(launch.out() + launch.err()).isZero();
  }

  private String digest(String model) throws IOException {
    String manifest = Files.readString(folder.resolve(model).resolve("model.json"));
    return manifest.replaceAll("(?s).*\"digest\" : \"(\\w+)\".*", "$1");
  }
}
