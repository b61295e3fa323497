package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.submit.Browser;
import polya.submit.BrowserPage;
import polya.submit.Tools;

/** What a browser makes of a report, and of what it wrote for pyLDAvis. */
class ReportBrowserTest {
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
          "long".repeat(2500),
          "long".repeat(30) + "est");

  /** The part of the page that has the keys. */
  private static final String WHERE =
      """
      (() => {
        const e = document.activeElement;
        const part = e.matches("summary") ? "" : e.closest("[id]");
        return part ? "#" + part.id : e.localName;
      })()
      """;

  @TempDir static Path folder;
  private static Browser browser;
  private static Path twenty;

  @BeforeAll
  static void make() throws Exception {
    browser = Browser.start(folder.resolve("browser"));
    List<String> terms = new ArrayList<>(HOSTILE);
    IntStream.range(9, 49)
        .forEach(w -> terms.add("" + (char) ('A' + w / 8) + (char) ('a' + w % 8)));
    List<String> triples = new ArrayList<>(List.of("80", "49", "480"));
    List<String> dates = new ArrayList<>();
    List<String> stories = new ArrayList<>();
    for (int d = 0; d < 80; d++) {
      for (int i = 0; i < 3; i++) {
        triples.add((d + 1) + " " + ((d + 4 * i) % 9 + 1) + " 4");
        triples.add((d + 1) + " " + ((d * 7 + i * 13) % 40 + 10) + " 2");
      }
      dates.add((1990 + d / 8) + "-05-17");
      stories.add(HOSTILE.get(d % 9));
    }
    Files.write(folder.resolve("terms.txt"), terms);
    Files.write(folder.resolve("corpus.uci"), triples);
    Files.write(folder.resolve("dates.txt"), dates);
    Files.write(folder.resolve("stories.txt"), stories);
    String[] ingest = {
      "--format",
      "uci",
      "--input",
      path("corpus.uci"),
      "--vocabulary",
      path("terms.txt"),
      "--column",
      "date=" + path("dates.txt"),
      "--column",
      "story=" + path("stories.txt"),
      "--output",
      path("corpus")
    };
    run("ingest", ingest);
    String[] more = {
      "--by", "date", "--granularity", "year", "--excerpts", "story", "--pyldavis", path("20.json")
    };
    twenty = report(20, more);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  private static void run(String command, String... options) {
    List<String> line = new ArrayList<>(List.of(command));
    line.addAll(List.of(options));
    TalesOfTopics.done(Command.run(line.toArray(String[]::new)));
  }

  /** Trains so many topics and writes their report. */
  private static Path report(int topics, String... more) {
    String corpus = path("corpus");
    String model = path("model" + topics);
    run("train", "--corpus", corpus, "--output", model, "-p", "k=" + topics, "-p", "passes=1");
    String page = path(topics + ".html");
    List<String> line =
        new ArrayList<>(List.of("--model", model, "--corpus", corpus, "--output", page));
    line.addAll(List.of(more));
    run("report", line.toArray(String[]::new));
    return Path.of(page);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 20})
  void anyNumberOfTopicsAndAnyTermsAreShown(int topics) throws Exception {
    shown(topics == 20 ? twenty : report(topics), topics);
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(ints = {2, 200, 1000})
  void evenMoreTopicsAreShown(int topics) throws Exception {
    shown(report(topics), topics);
  }

  private static void shown(Path file, int topics) throws Exception {
    List<String> told = new ArrayList<>();
    ReportTest.data(file).path("terms").forEach(term -> told.add(term.asText()));
    assertThat(told)
        .containsAll(HOSTILE.subList(0, 7))
        .doesNotHaveDuplicates()
        .anyMatch(term -> term.endsWith("…7"))
        .anyMatch(term -> term.endsWith("…8"));
    try (BrowserPage page = browser.open(file)) {
      assertThat(page.value("document.querySelectorAll('#rows button').length").asInt())
          .isEqualTo(topics);
      page.click("#rows tr:last-child");
      assertThat(content(page, "name")).startsWith("Topic " + (topics - 1) + " ");
      page.click("#bars button");
      assertThat(content(page, "term-found")).contains("of all tokens");
      assertThat(page.value("document.querySelectorAll('#joins path').length").asInt())
          .isEqualTo(topics - 1);
      assertThat(page.text("document.getElementById('page').outerHTML"))
          .contains(RIGHT_TO_LEFT)
          .doesNotContain("NaN", "undefined", "Infinity", "<script");
      nothingSeriousFound(page);
      assertThat(page.console()).isEmpty();
      assertThat(page.requests()).hasSize(1);
    }
    inAFrameWithoutRights(file, topics);
  }

  /** Notebooks show pages so: the frame has no address, and may only run scripts. */
  private static void inAFrameWithoutRights(Path file, int topics) throws Exception {
    String inner = Files.readString(file).replace("&", "&amp;").replace("\"", "&quot;");
    Path outer = folder.resolve("frame.html");
    Files.writeString(
        outer,
        "<!doctype html><iframe sandbox=\"allow-scripts\" srcdoc=\"" + inner + "\"></iframe>");
    try (BrowserPage page = browser.open(outer)) {
      page.framed("document.querySelector('#rows tr:last-child').click()");
      assertThat(page.framed("document.getElementById('name').textContent").asText())
          .startsWith("Topic " + (topics - 1) + " ");
      assertThat(page.console()).isEmpty();
      assertThat(page.requests()).isSubsetOf(outer.toUri().toString(), "about:srcdoc");
    }
  }

  /**
   * axe-core speaks for those who do not see or point as others do, by day and by night. It looks
   * at the first fifty rows of a list, since others are as these.
   */
  private static void nothingSeriousFound(BrowserPage page) throws IOException {
    page.value(Files.readString(Tools.axe()) + ";0");
    for (boolean dark : List.of(false, true)) {
      page.dark(dark);
      JsonNode found =
          page.value(
              """
              axe.run(
                {exclude: [["#rows tr:nth-child(n+51)"], ["#leaves li:nth-child(n+51)"]]},
                {preload: false}
              ).then((r) => r.violations
                .filter((v) => v.impact === "serious" || v.impact === "critical")
                .map((v) => v.id + " " + v.nodes.slice(0, 3).map((n) => n.html).join(" ")))
              """);
      assertThat(found).as("dark %s", dark).isEmpty();
    }
  }

  private static String content(BrowserPage page, String id) {
    return page.text("document.getElementById('" + id + "').textContent");
  }

  @Test
  void keysReachEveryPartAndWorkThere() throws Exception {
    try (BrowserPage page = browser.open(twenty)) {
      to(page, "#filter");
      page.type("19");
      assertThat(content(page, "found")).isEqualTo("1 of 20 topics");
      page.press("Backspace", "Backspace");

      to(page, "#heads");
      page.press("Tab", "Tab", "Enter");
      assertThat(page.text("document.querySelector('[aria-sort]').textContent")).isEqualTo("share");
      JsonNode shares =
          page.value(
              "[...document.querySelectorAll('#rows tr')].map(r => parseFloat(r.cells[2].textContent))");
      assertThat(shares)
          .map(JsonNode::asDouble)
          .hasSize(20)
          .isSortedAccordingTo(Comparator.reverseOrder());

      to(page, "#rows");
      page.press("Home", "ArrowDown", "ArrowDown", "Enter");
      String third = page.text("document.querySelectorAll('#rows tr')[2].cells[0].textContent");
      assertThat(content(page, "name")).startsWith("Topic " + third + " ");

      to(page, "#lambda");
      page.press("ArrowLeft", "ArrowLeft");
      assertThat(content(page, "lambda-value")).isEqualTo("0.4");

      to(page, "#bars");
      page.press("Enter");
      assertThat(content(page, "term-found")).contains("of all tokens");
      to(page, "#near");
      page.press("Enter");
      assertThat(content(page, "name")).doesNotStartWith("Topic " + third + " ");
      to(page, "#term");
      to(page, "#leaves");
      page.press("End", "ArrowUp", "Enter");
      assertThat(page.text("document.querySelector('#leaves .chosen').textContent"))
          .isEqualTo(page.text("document.querySelectorAll('#leaves li')[18].textContent"));
      assertThat(content(page, "name"))
          .isEqualTo("Topic " + page.text("document.activeElement.textContent"));
      to(page, "summary");
      page.press("Enter");
      assertThat(page.value("document.querySelector('.facts').open").asBoolean()).isFalse();
      assertThat(page.text("location.hash")).contains("lambda=0.4", "sort=share", "term=");

      page.value("location.hash = '#topic=1&filter=ah'");
      page.until("document.getElementById('filter').value", "ah");
      assertThat(content(page, "name")).startsWith("Topic 1 ");
      assertThat(page.console()).isEmpty();
      assertThat(page.requests()).hasSize(1);
    }
  }

  /** Goes to a part of the page by the tab key. */
  private static void to(BrowserPage page, String part) {
    List<String> passed = new ArrayList<>();
    do {
      page.press("Tab");
      passed.add(page.text(WHERE));
    } while (!passed.get(passed.size() - 1).equals(part) && passed.size() < 100);
    assertThat(passed).contains(part);
  }

  @Test
  void pyLdaVisDrawsTheModelsOwnTopics() throws Exception {
    String[] draw = {
      Tools.pyLdaVis().toString(),
      "-c",
      """
      import json, pathlib, sys, pyLDAvis
      from pyLDAvis import urls
      class Prepared(dict):
          def to_json(self):
              return json.dumps(self).replace("<", "\\\\u003c")
      here = lambda file: pathlib.Path(file).as_uri()
      print(pyLDAvis.prepared_data_to_html(
          Prepared(json.load(open(sys.argv[1]))), visid="drawn", template_type="simple",
          d3_url=here(urls.D3_LOCAL), ldavis_url=here(urls.LDAVIS_LOCAL),
          ldavis_css_url=here(urls.LDAVIS_CSS_LOCAL)))
      """,
      path("20.json")
    };
    Path html = folder.resolve("pyldavis.html");
    Process drawn =
        new ProcessBuilder(draw)
            .redirectOutput(html.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(drawn.waitFor(2, TimeUnit.MINUTES) && drawn.exitValue() == 0).isTrue();
    JsonNode data = ReportTest.data(twenty);
    String bars =
        "[...document.querySelectorAll('#drawn-bar-freqs .terms, #drawn .terms')]"
            + ".map(t => [+t.getAttribute('y'), t.textContent])"
            + ".sort((a, b) => a[0] - b[0]).map(t => t[1]).join('\\n')";
    try (BrowserPage page = browser.open(html)) {
      page.until("document.getElementById('drawn-topic') !== null", "true");
      page.value("document.getElementById('drawn-topic').select()");
      page.type("7");
      page.until(bars, probable(data, 7));
      page.click("#drawn-topic0");
      page.until(bars, probable(data, 0));
      assertThat(probable(data, 0)).isNotEqualTo(probable(data, 7));
      assertThat(page.console()).allMatch(said -> said.contains("\"type\":\"log\""));
      assertThat(page.requests()).allMatch(asked -> asked.startsWith("file:"));
    }
  }

  /** The terms of a topic on our page, the most probable first. */
  private static String probable(JsonNode data, int topic) {
    JsonNode terms = data.path("topics").path(topic).path("terms");
    JsonNode phi = data.path("topics").path(topic).path("phi");
    return IntStream.range(0, terms.size())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -phi.path(i).asDouble()))
        .limit(30)
        .map(i -> data.path("terms").path(terms.path(i).asInt()).asText())
        .reduce((all, term) -> all + "\n" + term)
        .orElseThrow();
  }
}
