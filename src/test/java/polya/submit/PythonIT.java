package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.ml.TextAnalyzer;
import polya.models.lda.Lda;
import polya.models.lda.LdaModel;
import polya.spark.LocalSpark;

/** Polya from Python: the wheel as pip installs it, on the Spark of pip. */
class PythonIT {
  private static final String SPARK = "4.1.0";
  private static final Path TARGET = Launch.root().resolve("target");
  private static final Path TESTS = Launch.root().resolve("src/test/python");

  @TempDir private static Path folder;
  private static Path python;
  private static Path spark;
  private static Path site;

  @BeforeAll
  static void install() throws Exception {
    python = Tools.python("python");
    spark = Tools.spark(SPARK).getParent();
    site = folder.resolve("site");
    Path wheel = TARGET.resolve("polya_spark-" + version() + "-py3-none-any.whl");
    run(
        Map.of(),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-index",
        "--no-deps",
        "--target=" + site,
        wheel.toString());
    Path conf = Files.createDirectories(folder.resolve("conf"));
    Files.writeString(conf.resolve("spark-defaults.conf"), "spark.sql.shuffle.partitions 2\n");
    java();
  }

  /** Polya's version, as Python has it. */
  private static String version() {
    return System.getProperty("project.version").replace("-SNAPSHOT", ".dev0");
  }

  /** What Java has for Python: rows, a model that it fitted to them, one of a command. */
  private static void java() throws IOException {
    Dataset<Row> texts =
        LocalSpark.session()
            .range(0, 40, 1, 2)
            .selectExpr("if(id % 2 = 0, 'ship sail sea', 'hill hut wood') AS text");
    TextAnalyzer analyzer = new TextAnalyzer();
    analyzer.fit(texts).transform(texts).write().parquet(path("rows"));
    Lda lda = new Lda().setK(3).setSeed(5).set("passes", "3");
    LdaModel model = lda.fit(LocalSpark.session().read().parquet(path("rows")));
    model.save(path("java"));
    Files.writeString(folder.resolve("java.digest"), model.summary().digest());
    PipelineStage[] stages = {analyzer, new Lda().setK(1).set("passes", "1")};
    new Pipeline().setStages(stages).fit(texts).save(path("java-pipeline"));

    String tiny = Launch.root().resolve("data-samples/tiny/tiny.jsonl").toString();
    command("ingest", "--format=jsonl", "--input=" + tiny, "--output=" + path("corpus"));
    command("train", "--corpus=" + path("corpus"), "--output=" + path("trained"), "-pk=2");
    String digest = LdaModel.load(path("trained")).summary().digest();
    Files.writeString(folder.resolve("trained.digest"), digest);
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  private static void command(String... words) {
    Launch launch = Launch.here(words);
    assertThat(launch.exitCode()).as(launch.err()).isZero();
  }

  private static String run(Map<String, String> environment, String... arguments)
      throws InterruptedException {
    Map<String, String> all = new HashMap<>(environment);
    all.merge("PYTHONPATH", site + ":" + spark, (given, none) -> given + ":" + spark);
    all.put("POLYA_TEST_FOLDER", folder.toString());
    all.put("SPARK_CONF_DIR", folder.resolve("conf").toString());
    Launch launch = Launch.of(folder, all, python, arguments);
    assertThat(launch.exitCode()).as(launch.out() + launch.err()).isZero();
    return launch.out() + launch.err();
  }

  @Test
  void stagesWorkAsTheyDoInJava() throws Exception {
    run(Map.of(), "-W", "ignore", TESTS.resolve("stages_test.py").toString());

    LdaModel model = LdaModel.load(path("python"));
    assertThat(model.summary().digest()).isEqualTo(Files.readString(folder.resolve("java.digest")));
    command("topics", "--model=" + path("python"));
  }

  @Tag("long")
  @Test
  void fiftyFitsLeaveNothingBehind() throws Exception {
    String test = "Stages.test_fits_leave_nothing_behind";
    run(Map.of("POLYA_TEST_FITS", "50"), TESTS.resolve("stages_test.py").toString(), test);
  }

  @Test
  void whatItLacksItSaysInASentence() throws Exception {
    run(Map.of(), "-W", "ignore", TESTS.resolve("sentences_test.py").toString());
  }

  /**
   * Without site-packages there is no pyspark; then there is one of another line, then no numpy.
   */
  @Test
  void withoutItsSparkItIsNotImported() throws Exception {
    assertThat(importError(null))
        .matches("ImportError: Cannot import polya: there is no pyspark;.*");
    assertThat(importError("4.0.1"))
        .matches("ImportError: Cannot import polya: pyspark is 4.0.1; .*pip install .*")
        .contains("'pyspark==4.1.*'");
    assertThat(importError("4.1.3"))
        .matches("ImportError: Cannot import polya: there is no numpy.*");
  }

  private static String importError(String version) throws Exception {
    List<String> path = new ArrayList<>(List.of(site.toString()));
    if (version != null) {
      Path stub = folder.resolve("stub-" + version);
      Files.createDirectories(stub.resolve("pyspark"));
      Files.writeString(stub.resolve("pyspark/__init__.py"), "__version__ = '" + version + "'\n");
      path.add(stub.toString());
    }
    Map<String, String> environment = Map.of("PYTHONPATH", String.join(":", path));
    Launch launch = Launch.of(folder, environment, python, "-S", "-c", "import polya");
    assertThat(launch.exitCode()).isEqualTo(1);
    return launch.err().lines().reduce((a, b) -> b).orElseThrow();
  }

  /** As {@code pyspark --packages} has it, which puts the jar on Python's path. */
  @Test
  void theJarHasThePythonToo() throws Exception {
    String jar =
        TARGET
            .resolve("polya-spark4.1_2.13-" + System.getProperty("project.version") + ".jar")
            .toString();
    String told =
        run(Map.of("PYTHONPATH", jar), "-c", "import polya; print(polya.jar(), polya.__version__)");
    assertThat(told).contains(jar + " " + version());
  }

  @Test
  void typesHoldInAScriptOfAUser() throws Exception {
    String cache = TARGET.resolve("tools/mypy-cache").toString();
    String script = TESTS.resolve("user.py").toString();
    run(
        Map.of("MYPYPATH", site.toString()),
        "-m",
        "mypy",
        "--strict",
        "--cache-dir=" + cache,
        script);
  }

  @Test
  void aNotebookRunsAndShowsItsReport() throws Exception {
    String notebook = TESTS.resolve("topics.ipynb").toString();
    run(
        Map.of(
            "POLYA_TEST_DATA", Launch.root().resolve("data-samples/sotu/sotu.jsonl.gz").toString()),
        "-m",
        "nbconvert",
        "--execute",
        "--to=html",
        "--output-dir=" + folder,
        notebook);
    String page = Files.readString(folder.resolve("topics.html"));
    Path kept = TARGET.resolve("notebook.html"); // to be looked at
    Files.writeString(kept, page);
    assertThat(page).contains("&lt;!doctype html&gt;&lt;!-- written by polya report --&gt;");
    assertThat(page).doesNotContain("Traceback");
  }

  /** What it shows is opened in a browser. */
  @Test
  void theNotebookOfDatabricksRunsWithStubs() throws Exception {
    Path place = Files.createDirectories(folder.resolve("databricks"));
    run(Map.of(), "-W", "ignore", TESTS.resolve("notebook_test.py").toString(), place.toString());
    try (Browser browser = Browser.start(folder.resolve("browser"));
        BrowserPage page = browser.open(place.resolve("shown.html"))) {
      assertThat(page.text("document.title")).startsWith("Topics of ");
      assertThat(page.value("document.querySelectorAll('tbody tr').length").asInt())
          .isGreaterThanOrEqualTo(3);
      assertThat(page.console()).isEmpty();
    }
  }
}
