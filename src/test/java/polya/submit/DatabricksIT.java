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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.spark.LocalSpark;

/** The bundle of Databricks, as far as it can be tried without Databricks. */
class DatabricksIT {
  private static final String DAY = "2026-11-30";

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
