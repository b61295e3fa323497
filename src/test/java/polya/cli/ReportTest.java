package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.ml.report.PyLdaVis;
import polya.report.ReportPage;

/** The command report: what stands in its files, and what is in their way. */
class ReportTest {
  @TempDir static Path folder;
  private static TalesOfTopics made;

  @BeforeAll
  static void make() {
    made = TalesOfTopics.in(folder);
  }

  private static Command report(String model, String output, String... more) {
    List<String> line = new ArrayList<>(List.of("report", "--model", made.path(model)));
    line.addAll(List.of("--output", made.path(output)));
    line.addAll(List.of(more));
    return Command.run(line.toArray(String[]::new));
  }

  private static String text(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  private static JsonNode data(String page) throws IOException {
    return data(folder.resolve(page));
  }

  /** The data of a page. */
  static JsonNode data(Path page) throws IOException {
    Matcher json = Pattern.compile("id=\"data\">(.*?)</script>").matcher(Files.readString(page));
    assertThat(json.find()).isTrue();
    return new ObjectMapper().readTree(json.group(1));
  }

  @Test
  void figuresAreThoseOfTheModelAndItsDocuments() throws IOException {
    String[] more = {
      "--corpus", made.path("news"), "--by", "date", "--granularity", "year", "--excerpts", "story"
    };
    Command run = TalesOfTopics.done(report("model", "full.html", more));
    assertThat(run.out()).contains("4 topics").contains("open it in a browser");
    JsonNode data = data("full.html");
    assertThat(data.path("topics")).hasSize(4);
    double shares = 0;
    for (JsonNode topic : data.path("topics")) {
      shares += topic.path("share").asDouble();
      assertThat(topic.path("terms")).hasSameSizeAs(topic.path("phi"));
      assertThat(topic.path("near")).hasSize(3);
      assertThat(topic.path("representatives")).hasSize(5);
      assertThat(topic.path("representatives").path(0).path("excerpt").asText()).isNotEmpty();
      assertThat(topic.path("trend")).hasSameSizeAs(data.path("trend").path("groups"));
      assertThat(topic.path("npmi").isNumber()).isTrue();
    }
    assertThat(shares).isBetween(0.999, 1.001);
    assertThat(data.path("map")).hasSize(4);
    assertThat(made.json("full.html.run.json").path("status").asText()).isEqualTo("done");
    Path killed = Files.writeString(folder.resolve(".full.html.0a1b2c3d.new"), "half of");
    TalesOfTopics.done(report("model", "full.html", append(more, "--overwrite", "--run-id", "r1")));
    assertThat(killed).doesNotExist();
    String first = text("full.html");
    assertThat(TalesOfTopics.done(report("model", "full.html", "--run-id", "r1")).out())
        .contains("finished before");
    TalesOfTopics.done(report("model", "again.html", append(more, "--hide-ids")));
    assertThat(data("again.html").path("topics").path(0).path("representatives").path(0).has("id"))
        .isFalse();
    assertThat(text("full.html")).isEqualTo(first);
  }

  @Test
  void pyLdaVisHasTheModelsOwnNumbers() throws IOException {
    String json = made.path("prepared.json");
    TalesOfTopics.done(report("model", "with.html", "--pyldavis", json));
    JsonNode data = made.json("prepared.json");
    assertThat(text("prepared.json").lines().findFirst()).contains(PyLdaVis.FIRST_LINE);
    assertThat(data.path("mdsDat").path("topics")).map(JsonNode::asInt).containsExactly(0, 1, 2, 3);
    assertThat(data.path("topic.order")).map(JsonNode::asInt).containsExactly(0, 1, 2, 3);
    JsonNode bars = data.path("tinfo");
    for (String name : List.of("Freq", "Total", "Category", "logprob", "loglift")) {
      assertThat(bars.path(name)).as(name).hasSameSizeAs(bars.path("Term"));
    }
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < bars.path("Term").size(); i++) {
      shown.add(bars.path("Category").path(i).asText());
      assertThat(bars.path("Freq").path(i).asDouble())
          .isLessThanOrEqualTo(bars.path("Total").path(i).asDouble() * 1.0001);
    }
    assertThat(shown.stream().distinct())
        .containsExactly("Default", "Topic0", "Topic1", "Topic2", "Topic3");
    assertThat(report("model", "same.html", "--pyldavis", made.path("same.html")).code())
        .isEqualTo(4);
    assertThat(report("model", "other.html", "--pyldavis", made.path("words.txt")).code())
        .isEqualTo(4);
  }

  @Test
  void dfrBrowserGetsEveryDocumentWithItsTopics() throws IOException {
    String[] more = {
      "--corpus",
      made.path("news"),
      "--by",
      "date",
      "--granularity",
      "year",
      "--dfr-browser",
      made.path("dfr/data")
    };
    TalesOfTopics.done(report("model", "with-dfr.html", more));
    JsonNode weights = new ObjectMapper().readTree(unzipped("dt.json"));
    assertThat(weights.path("p")).hasSize(5);
    assertThat(weights.path("p").path(4).asInt())
        .isEqualTo(weights.path("i").size())
        .isEqualTo(weights.path("x").size());
    double tokens = 0;
    for (JsonNode x : weights.path("x")) {
      tokens += x.asDouble();
    }
    String[] rows = unzipped("meta.csv").split("\n");
    assertThat(rows).hasSize(123);
    assertThat(rows[0]).isEqualTo("id,tokens,group");
    long all = 0;
    for (int d = 1; d < rows.length; d++) {
      all += Long.parseLong(rows[d].split(",")[1]);
    }
    assertThat(tokens).isBetween(0.97 * all, 1.001 * all);
    JsonNode info = made.json("dfr/data/info.json").path("VIS");
    // One document has no date, so that there is no axis of time.
    assertThat(info.path("condition").path("type").asText()).isEqualTo("ordinal");
    assertThat(info.path("topic_labels").path("1").asText()).startsWith("0 ");
    assertThat(made.json("dfr/data/tw.json").path("tw")).hasSize(4);
    assertThat(text("dfr/data/topic_scaled.csv").lines()).hasSize(4);

    assertThat(report("model", "other.html", "--dfr-browser", made.path("dfr/data")).code())
        .isEqualTo(2);
    Files.delete(folder.resolve("dfr/data/info.json"));
    assertThat(report("model", "other.html", append(more, "--overwrite")).err())
        .contains("a file is there that is no dfr-browser data of Polya's");
  }

  private static String unzipped(String name) throws IOException {
    Path file = folder.resolve("dfr/data").resolve(name + ".zip");
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      assertThat(zip.getNextEntry().getName()).isEqualTo(name);
      return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String[] append(String[] line, String... more) {
    List<String> all = new ArrayList<>(List.of(line));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void whatIsInTheWayStaysAsItIs() throws IOException {
    Files.writeString(folder.resolve("mine.html"), "<p>mine\n");
    assertThat(report("model", "mine.html", "--overwrite").code()).isEqualTo(4);
    assertThat(text("mine.html")).isEqualTo("<p>mine\n");
    assertThat(folder.resolve("mine.html.run.json")).doesNotExist();
    Files.writeString(folder.resolve("kept.html.run.json"), "{}");
    assertThat(report("model", "kept.html").code()).isEqualTo(4);
    assertThat(report("model", "model").code()).isEqualTo(4);
    assertThat(report("model", "model/inside.html").code()).isEqualTo(4);
    Files.writeString(folder.resolve("old.html"), ReportPage.FIRST_LINE + "\nold");
    assertThat(report("model", "old.html").err())
        .contains("a report is there already; nothing was changed. Give --overwrite");
    assertThat(report("none", "old.html", "--overwrite").code()).isEqualTo(5);
    assertThat(text("old.html")).endsWith("old");
    assertThat(made.json("old.html.run.json").path("status").asText()).isEqualTo("failed");
    String[] others = {"--by", "--granularity", "--excerpts"};
    for (String option : others) {
      assertThat(report("model", "new.html", option, "year").code()).as(option).isEqualTo(2);
    }
    assertThat(report("model", "new.html", "--corpus", made.path("news"), "--by", "dat").err())
        .contains("the nearest is date");
  }
}
