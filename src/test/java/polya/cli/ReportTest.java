package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.ml.report.PyLdaVis;
import polya.report.ReportPage;
import polya.submit.Tools;

/** The command report, and what a browser makes of its page. */
class ReportTest {
  private static final String RIGHT_TO_LEFT = "שלום";

  private static final List<String> HOSTILE =
      List.of(
          "<script>alert(1)</script>",
          "</script><!--",
          "\"quoted\"'",
          RIGHT_TO_LEFT,
          "\ud83d\ude00",
          "&amp;",
          "__proto__",
          "long".repeat(2500));

  @TempDir static Path folder;
  private static TalesOfTopics made;

  @BeforeAll
  static void make() throws IOException {
    made = TalesOfTopics.in(folder);
    Files.write(folder.resolve("hostile.txt"), HOSTILE);
    List<String> triples = new ArrayList<>(List.of("40", "8", "160"));
    for (int i = 0; i < 160; i++) {
      triples.add((i / 4 + 1) + " " + ((i / 4 * 3 + i % 4 * 2 + i / 16 % 2) % 8 + 1) + " 3");
    }
    Files.write(folder.resolve("hostile.uci"), triples);
    String[] ingest = {
      "ingest",
      "--format",
      "uci",
      "--input",
      made.path("hostile.uci"),
      "--vocabulary",
      made.path("hostile.txt"),
      "--output",
      made.path("hostile")
    };
    TalesOfTopics.done(Command.run(ingest));
    train(20);
  }

  private static void train(int topics) {
    String[] train = {
      "train",
      "--corpus",
      made.path("hostile"),
      "--output",
      made.path("k" + topics),
      "-p",
      "k=" + topics,
      "-p",
      "passes=1"
    };
    TalesOfTopics.done(Command.run(train));
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
    Matcher json = Pattern.compile("id=\"data\">(.*?)</script>").matcher(text(page));
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
    TalesOfTopics.done(report("model", "full.html", append(more, "--overwrite", "--run-id", "r1")));
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

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 20})
  void anyNumberOfTopicsAndAnyTermsAreShown(int topics) throws Exception {
    if (topics < 20) {
      train(topics);
    }
    String page = "k" + topics + ".html";
    TalesOfTopics.done(report("k" + topics, page, "--corpus", made.path("hostile")));
    assertThat(Files.size(folder.resolve(page))).isLessThan(200_000);
    assertThat(text(page)).doesNotContain("<script>alert").doesNotContain("NaN");
    JsonNode terms = data(page).path("terms");
    assertThat(terms).hasSize(8);
    assertThat(terms.path(0).asText()).isEqualTo(HOSTILE.get(0));
    assertThat(terms.path(7).asText()).hasSize(120).endsWith("…");
    String seen = opened(page, "");
    assertThat(seen)
        .contains("<pre id=\"seen\">" + topics + " rows; Topic 0 ")
        .doesNotContain("NaN");
    assertThat(seen).contains("; Topic " + (topics - 1) + " ").contains(RIGHT_TO_LEFT);
    opened(page, "sandbox=\"allow-scripts\"");
  }

  /** Opens the page in a frame and looks at it; nothing may be said on the console. */
  private static String opened(String page, String sandbox) throws Exception {
    Path chromium = Tools.chromium();
    String inner = text(page).replace("&", "&amp;").replace("\"", "&quot;");
    Path outer = folder.resolve("frame-" + page);
    Files.writeString(
        outer,
        """
        <!doctype html><meta charset="utf-8"><pre id="seen">nothing</pre>
        <iframe %s srcdoc="%s"></iframe>
        <script>
        document.querySelector("iframe").onload = function () {
          const d = this.contentDocument;
          if (!d) return;
          const rows = d.querySelectorAll("#rows button");
          let seen = rows.length + " rows";
          for (const i of [0, rows.length - 1]) {
            rows[i].click();
            seen += "; " + d.getElementById("name").textContent;
          }
          d.querySelector("#bars button").click();
          seen += "; " + d.getElementById("page").textContent;
          document.getElementById("seen").textContent = seen;
        };
        </script>
        """
            .formatted(sandbox, inner));
    Path out = folder.resolve("dom.txt");
    Path err = folder.resolve("console.txt");
    Process browser =
        new ProcessBuilder(
                chromium.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--enable-logging=stderr",
                "--user-data-dir=" + folder.resolve("browser"),
                "--virtual-time-budget=3000",
                "--dump-dom",
                outer.toUri().toString())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(browser.waitFor(60, TimeUnit.SECONDS)).as("the browser ends").isTrue();
    } finally {
      browser.destroyForcibly();
    }
    assertThat(Files.readAllLines(err)).noneMatch(line -> line.contains("CONSOLE"));
    return Files.readString(out);
  }
}
