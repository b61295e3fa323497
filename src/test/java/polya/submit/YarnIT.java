package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day on a real YARN, drivers on the cluster, by pip's Spark; and what arrives of its failures.
 */
@Tag("long")
class YarnIT {
  private static final Path ROOT = Launch.root();
  private static final String DAY = "2026-11-29";
  private static final String NEXT = "2026-11-30";

  @TempDir private Path folder;

  @Test
  void aDayRunsOnYarnAndItsFailuresHaveTheirCodes() throws Exception {
    Path spark = Tools.spark("4.1.0");
    try (YarnCluster yarn = YarnCluster.start(spark, Tools.yarn(), folder)) {
      Map<String, String> environment =
          Map.of(
              "SPARK_HOME",
              spark.toString(),
              "HADOOP_CONF_DIR",
              yarn.conf().toString(),
              "SPARK_LOCAL_HOSTNAME",
              "localhost",
              "SPARK_SUBMIT_OPTS",
              "-XX:TieredStopAtLevel=1",
              "POLYA_SPARK",
              "",
              "POLYA_STORE",
              folder.resolve("there").toString());
      Launch day = nightly(environment, "yarn/nightly", DAY, options(spark));
      assertThat(day.exitCode()).as(day.err()).isZero();
      assertThat(record("day=" + DAY + "/corpus").path("exitCode").asInt(-1)).isZero();
      assertThat(folder.resolve("there/day=" + DAY + "/report.html")).exists();
      String digest = digest("there");

      Launch gate = nightly(environment, "yarn/nightly", NEXT, options(spark));
      assertThat(gate.exitCode()).as(gate.err()).isEqualTo(7);
      assertThat(gate.err()).contains("polya ended with exit code 7: Cannot publish ");
      assertThat(record("model").path("exitCode").asInt()).isEqualTo(7);
      assertThat(digest("there")).isEqualTo(digest);

      List<String> client = new ArrayList<>(List.of("--master", "yarn"));
      client.addAll(options(spark));
      client.addAll(List.of("ingest", "--format", "jsonl", "--input"));
      client.addAll(List.of(folder + "/nothing.jsonl", "--output", folder + "/nothing"));
      Launch wrong =
          Launch.of(
              folder, environment, ROOT.resolve("submit/polya"), client.toArray(String[]::new));
      assertThat(wrong.exitCode()).as(wrong.err()).isEqualTo(3);
      assertThat(wrong.err()).contains("polya: Cannot read input ");

      Map<String, String> here = Map.of("POLYA_STORE", folder.resolve("here").toString());
      Launch same = nightly(here, "nightly", DAY, List.of());
      assertThat(same.exitCode()).as(same.err()).isZero();
      assertThat(digest("here")).isEqualTo(digest);
    }
  }

  /** Small containers, which end before the second compiler pays, and no copies of Spark's jars. */
  private static List<String> options(Path spark) {
    List<String> options = new ArrayList<>();
    for (String kind : List.of("driver", "executor")) {
      options.addAll(List.of("--" + kind + "-memory", "512m"));
      options.addAll(List.of("--conf", "spark." + kind + ".memoryOverhead=256m"));
      String compiler = ".extraJavaOptions=-XX:TieredStopAtLevel=1";
      options.addAll(List.of("--conf", "spark." + kind + compiler));
    }
    options.addAll(List.of("--num-executors", "1", "--executor-cores", "1"));
    options.addAll(List.of("--conf", "spark.yarn.jars=local:" + spark.resolve("jars/*")));
    options.addAll(List.of("--conf", "spark.yarn.report.interval=200ms"));
    return options;
  }

  private Launch nightly(
      Map<String, String> environment, String script, String day, List<String> options)
      throws InterruptedException {
    Path sample = ROOT.resolve("data-samples/synthetic");
    Map<String, String> all = new HashMap<>(environment);
    all.put(
        "POLYA_SOURCE",
        "--format uci --input %1$s/docword.synthetic.txt.gz --vocabulary %1$s/vocab.synthetic.txt"
            .formatted(sample));
    String tokens = day.equals(DAY) ? "50" : "1000000";
    all.put("POLYA_TRAIN", "-p k=3 -p passes=1 --min-tokens " + tokens);
    List<String> words = new ArrayList<>(List.of(day));
    words.addAll(options);
    return Launch.of(
        folder, all, ROOT.resolve("submit").resolve(script), words.toArray(String[]::new));
  }

  private JsonNode record(String output) throws IOException {
    return json("there/" + output + "/run.json");
  }

  private String digest(String store) throws IOException {
    return json(store + "/model/model.json").path("digest").asText();
  }

  private JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(Files.readString(folder.resolve(file)));
  }
}
