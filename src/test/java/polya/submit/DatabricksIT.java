package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.spark.LocalSpark;

/** The bundle of Databricks, as far as it can be tried without Databricks. */
class DatabricksIT {
  private static final String DAY = "2026-11-30";
  private static final String VERSION = System.getProperty("project.version");

  @TempDir private Path folder;

  /** Its jobs are what Databricks declares, and its commands run where paths are replaced. */
  @Test
  void everyCommandOfTheJobsRuns() throws Exception {
    LocalSpark.session()
        .read()
        .json(Launch.root().resolve("data-samples/sotu/sotu.jsonl.gz").toString())
        .limit(300)
        .selectExpr("id", "text AS body", "'" + DAY + "' AS day")
        .createOrReplaceTempView("tickets");
    Launch bundle =
        Launch.of(
            folder,
            Map.of(),
            Tools.python("databricks"),
            Launch.root().resolve("src/test/python/bundle_test.py").toString());
    assertThat(bundle.exitCode()).as(bundle.err()).isZero();
    JsonNode told = new ObjectMapper().readTree(bundle.out());

    for (String step : List.of("ingest", "train", "perplexity", "describe", "report")) {
      Launch launch = Launch.here(command(told, "train/" + step).toArray(String[]::new));
      assertThat(launch.exitCode()).as(step + ": " + launch.err()).isZero();
    }
    assertThat(folder.resolve(DAY + "/report.html")).exists();

    // The session of tests has no Delta: LakesIT writes tables.
    List<String> score = command(told, "score/transform");
    Launch plain = Launch.here(score.toArray(String[]::new));
    assertThat(plain.exitCode()).isEqualTo(2);
    assertThat(plain.err()).contains("Delta", "Iceberg");
    score.subList(score.indexOf("--output-table"), score.indexOf("--long")).clear();
    Launch launch = Launch.here(score.toArray(String[]::new));
    assertThat(launch.exitCode()).as(launch.err()).isZero();
  }

  private List<String> command(JsonNode told, String task) {
    Map<String, String> values =
        Map.of("store", folder.toString(), "table", "tickets", "k", "3", "topics_table", "topics");
    List<String> words = new ArrayList<>();
    for (JsonNode word : told.path("commands").path(task)) {
      String text = word.asText().replace("{{job.parameters.day}}", DAY);
      for (String name :
          StreamSupport.stream(
                  ((Iterable<String>) () -> told.path("variables").fieldNames()).spliterator(),
                  false)
              .toList()) {
        String own = told.path("variables").path(name).asText();
        text = text.replace("${var." + name + "}", values.getOrDefault(name, own));
      }
      words.add(text);
    }
    assertThat(words).as(task).isNotEmpty().noneMatch(word -> word.contains("${"));
    return words;
  }

  /**
   * As a shell of Spark reads it, with stubs for what Databricks brings; PythonIT has the other.
   */
  @Tag("long")
  @Test
  void theNotebookOfScalaRunsInAShellOfSpark() throws Exception {
    Path spark = Tools.spark("4.1.0");
    Path root = Launch.root();
    String stubs =
        Files.readString(root.resolve("src/test/resources/polya/databricks/shell.scala"));
    String notebook =
        Files.readString(root.resolve("submit/databricks/quickstart.scala"))
            .replace("main.support.ticket", "ticket")
            .replace("setK(50)", "setK(3)");
    String end = "write(\"rows\", spark.table(\"ticket_topics\").count().toString)\nsys.exit(0)\n";
    Path script = Files.writeString(folder.resolve("all.scala"), stubs + notebook + end);
    Launch shell =
        Launch.of(
            folder,
            Map.of(
                "SPARK_HOME", spark.toString(),
                "SPARK_LOCAL_HOSTNAME", "localhost",
                "POLYA_TEST_FOLDER", folder.toString(),
                "POLYA_TEST_DATA", root.resolve("data-samples/sotu/sotu.jsonl.gz").toString()),
            spark.resolve("bin/spark-shell"),
            "--master=local[2]",
            "--conf=spark.ui.enabled=false",
            "--conf=spark.sql.catalogImplementation=in-memory",
            "--jars=" + root.resolve("target/polya-spark4.1_2.13-" + VERSION + ".jar"),
            "-i",
            script.toString());
    String told = shell.out() + shell.err();
    assertThat(shell.exitCode()).as(told).isZero();
    assertThat(folder.resolve("displayed")).as(told).hasContent("3");
    assertThat(folder.resolve("rows")).as(told).hasContent("300");
    try (Browser browser = Browser.start(folder.resolve("browser"));
        BrowserPage page = browser.open(folder.resolve("shown.html"))) {
      assertThat(page.text("document.title")).startsWith("Topics of ");
      assertThat(page.console()).isEmpty();
    }
  }

  /** Databricks owns the JVM: nothing exits, and the exception has the sentence. */
  @Test
  void aFailureIsThrownWithItsSentence() throws Exception {
    Launch launch =
        Launch.of(
            folder,
            Map.of("DATABRICKS_RUNTIME_VERSION", "18"),
            Launch.root().resolve("submit/polya"),
            "topics",
            "--model",
            folder.resolve("nothing").toString());
    assertThat(launch.err())
        .contains("java.lang.IllegalStateException: polya ended with exit code 5: Cannot ");
    assertThat(Files.exists(folder.resolve("nothing"))).isFalse();
  }
}
