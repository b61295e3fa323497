package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.spark.LocalSpark;
import polya.spark.store.ModelStore;

/** Texts and tables in place of a corpus: the same figures as by way of one. */
class ScoredTextsTest {
  @TempDir static Path folder;

  private static final String[] WORDS = {"ships", "sails", "waves", "hills", "trees", "houses"};

  @BeforeAll
  static void make() throws IOException {
    Files.writeString(folder.resolve("old.jsonl"), lines(0, 90));
    Files.writeString(
        folder.resolve("new.jsonl"),
        lines(200, 30) + "{\"id\":\"e\",\"text\":\"The moon\",\"year\":\"1801\"}\n");
    Files.writeString(folder.resolve("bad.jsonl"), lines(300, 4) + "{\"id\":\"b\"}\n");
    done(
        "ingest --format jsonl --input %s/old.jsonl --language en --stem light --stop-words en"
            + " --phrases 1 --phrase-min-count 5 --phrase-threshold 0.2 --output %s/corpus");
    done("train --corpus %s/corpus --output %s/model -p k=2 -p passes=3");
    done(
        "ingest --format jsonl --input %s/new.jsonl --vocabulary-of %s/model --keep year"
            + " --keep-order --output %s/new");
    SparkSession spark = LocalSpark.session();
    Dataset<Row> rows = spark.read().json(folder.resolve("new.jsonl").toString());
    rows.orderBy(rows.col("text")).repartition(5).createOrReplaceTempView("latest");
  }

  /** Texts of two subjects with words that have to be stemmed, left out and joined. */
  private static String lines(int from, int n) {
    return IntStream.range(from, from + n)
        .mapToObj(
            d ->
                "{\"id\":\"d"
                    + d
                    + "\",\"year\":\""
                    + (1801 + d % 3)
                    + "\",\"text\":\"The "
                    + IntStream.range(0, 4 + d % 5)
                        .mapToObj(i -> WORDS[d % 2 * 3 + (d + i * i) % 3])
                        .collect(Collectors.joining(" and the "))
                    + (d % 3 == 0 ? " of New York\"}\n" : "\"}\n"))
        .collect(Collectors.joining());
  }

  private static Command run(String line) {
    return Command.run(line.replace("%s", folder.toString()).split(" "));
  }

  private static Command done(String line) {
    Command run = run(line);
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private static JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(file).toFile());
  }

  /** The bytes of a result's tables, by what they are called less what is random. */
  private static Map<String, byte[]> tables(String output, String manifest) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    Path data = folder.resolve(output).resolve(json(output + "/" + manifest).path("data").asText());
    try (Stream<Path> all = Files.walk(data)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = data.relativize(file).toString();
        if (name.endsWith(".parquet") || name.endsWith(".csv")) {
          files.put(name.replaceAll("-[0-9a-f]{8}-.*", ""), Files.readAllBytes(file));
        }
      }
    }
    assertThat(files).isNotEmpty();
    return files;
  }

  /** A result but for what tells one way from the other. */
  private static JsonNode figures(String file) throws IOException {
    ObjectNode json = (ObjectNode) json(file);
    return json.remove(
        List.of("data", "files", "corpus", "corpusData", "source", "trainingOverlap"));
  }

  private static List<String> left(String output) {
    return Arrays.asList(
        new File(folder.resolve(output).toString())
            .list((f, name) -> name.contains("texts") || name.endsWith("lease")));
  }

  @Test
  void everyCommandHasTheFiguresOfTheOtherWay() throws IOException {
    Map<String, String> commands =
        Map.of(
            "transform", "",
            "perplexity", " --estimator bound",
            "coherence", " --top-n 3 --measures npmi",
            "describe", " --terms 3 --excerpts year");
    for (String command : commands.keySet()) {
      String line = command + " --model %s/model" + commands.get(command);
      done(line + " --corpus %s/new --output %s/" + command + "-corpus");
      boolean table = !List.of("perplexity", "describe").contains(command);
      String texts = table ? "--table latest" : "--format jsonl --input %s/new.jsonl";
      Command other = done(line + " " + texts + " --output %s/" + command + "-texts");
      assertThat(other.err()).contains("31 documents (1 empty)", "1 out of vocabulary");
      String manifest = command + ".json";
      assertThat(figures(command + "-texts/" + manifest))
          .as(command)
          .isEqualTo(figures(command + "-corpus/" + manifest));
      assertThat(left(command + "-texts")).as(command).isEmpty();
      assertThat(json(command + "-texts/run.json").at("/counts/records").asInt()).isEqualTo(31);
      String source = table ? "/source/table" : "/source/input";
      assertThat(json(command + "-texts/" + manifest).at(source).asText())
          .isEqualTo(table ? "latest" : folder.resolve("new.jsonl").toString());
    }
    assertThat(tables("describe-texts", "describe.json"))
        .containsExactlyEntriesOf(tables("describe-corpus", "describe.json"));
    assertThat(mixtures("transform-texts")).isEqualTo(mixtures("transform-corpus")).hasSize(31);
  }

  private static List<Row> mixtures(String output) throws IOException {
    String data = json(output + "/transform.json").path("data").asText();
    return LocalSpark.session()
        .read()
        .parquet(folder.resolve(output).resolve(data).resolve("mixtures").toString())
        .orderBy("id")
        .collectAsList();
  }

  @Test
  void rowsInAnyOrderAndPartitionsAreTheSameBytes() throws IOException {
    String line = "transform --model %s/model --overwrite --output %s/ordered --table latest";
    done(line);
    Map<String, byte[]> expected = tables("ordered", "transform.json");
    LocalSpark.session().table("latest").repartition(2).createOrReplaceTempView("other");
    done(line.replace("latest", "other"));
    assertThat(tables("ordered", "transform.json")).containsExactlyEntriesOf(expected);
  }

  @Test
  void badRecordsAreSetAsideAndSaid() throws IOException {
    String line = "transform --model %s/model --format jsonl --input %s/bad.jsonl --output %s/bad";
    Command refused = run(line);
    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err()).contains("--max-bad 1").hasLineCount(1);
    assertThat(left("bad")).isEmpty();
    Command aside = done(line + " --max-bad 1");
    assertThat(aside.err())
        .contains("1 quarantined")
        .contains("1 record is set aside, ", "bad.jsonl at line 5: ");
    assertThat(json("bad/run.json").at("/counts/quarantined").asInt()).isEqualTo(1);
    Path data = folder.resolve("bad").resolve(json("bad/transform.json").path("data").asText());
    assertThat(LocalSpark.session().read().parquet(data + "/quarantine").count()).isEqualTo(1);
  }

  @Test
  void documentsAreGivenOneWay() {
    LocalSpark.session()
        .sql("SELECT *, 1 AS tokens FROM latest")
        .createOrReplaceTempView("tokened");
    String line = "transform --model %s/model --output %s/never";
    assertThat(told(2, line)).contains("Cannot run transform without --corpus", "--table");
    assertThat(told(2, line + " --corpus %s/new --table latest"))
        .contains("Cannot use --table beside --corpus");
    assertThat(told(2, line + " --input %s/new.jsonl")).contains("--format: missing");
    assertThat(told(2, line + " --format uci --input x")).contains("counts are ingested before");
    assertThat(told(2, line + " --format text --input x --keep a")).contains("--keep");
    assertThat(told(3, line + " --table nowhere")).contains("`nowhere` cannot be found");
    assertThat(told(3, line + " --table latest --text-field body")).contains("no column body");
    assertThat(told(3, "trends --model %s/model --output %s/never --table latest --by day"))
        .contains("no column day");
    assertThat(told(2, "perplexity --model %s/model --output %s/never"))
        .contains("Cannot run perplexity without --corpus");
    assertThat(told(2, line + " --table latest --language en")).contains("no such option");
    assertThat(told(2, "trends --model %s/model --output %s/never --table latest --by counts"))
        .contains("counts", "distinct names");
    Command named = run(line + " --table tokened --keep tokens --long --top 1");
    assertThat(named.code()).isEqualTo(2); // Known once the rows are read, which is noted.
    assertThat(named.err()).contains("polya: Cannot use --long: ", "the kept column tokens");
  }

  private static String told(int code, String line) {
    Command run = run(line);
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.err()).startsWith("polya: Cannot ").hasLineCount(1);
    return run.err();
  }

  @Test
  void textsThatWereReadOtherwiseAreWarnedOf() throws IOException {
    Files.write(
        folder.resolve("terms.txt"),
        ModelStore.open(LocalSpark.session(), folder.resolve("model").toString())
            .vocabulary()
            .terms());
    String ingest =
        "ingest --format jsonl --input %s/new.jsonl --vocabulary %s/terms.txt --output ";
    done(ingest + "%s/simple --language en --stem light");
    String warned = "were read otherwise than those of ";
    String differs = "stopWords is ";
    assertThat(done("transform --model %s/model --corpus %s/simple --output %s/otherwise").err())
        .contains("warning: the texts of the corpus at ", warned + "the model", differs);
    assertThat(done("transform --model %s/model --corpus %s/new --output %s/likewise").err())
        .isEmpty();
    assertThat(
            done("train --corpus %s/corpus --held-out %s/simple --output %s/watched -p k=2"
                    + " -p passes=1")
                .err())
        .contains(warned + "the corpus at ", differs);
    Files.writeString(folder.resolve("written.txt"), "ships\nhill\nhouses\n");
    Command stemmed =
        done(ingest.replace("terms.txt", "written.txt") + "%s/stemmed --language en --stem light");
    assertThat(stemmed.err())
        .contains("the stemmer makes other words of 2 entries (\"ships → ship\", ")
        .contains("--vocabulary-of");
  }

  @Test
  void aModelOfCountsTakesWordsAlone() throws IOException {
    TrainedModel made = TrainedModel.in(folder.resolve("counts"));
    String line = "transform --overwrite --output %s/words --model " + made.path("model");
    String refused = told(2, line + " --table latest");
    assertThat(refused).contains("no analysis of texts", "column text is of type string", "array");
    assertThat(told(2, line + " --format jsonl --input %s/new.jsonl")).contains("array<string>");
    LocalSpark.session()
        .sql("SELECT 'a' AS id, array('sea1', 'hill7', 'Sea1', 'moon') AS text")
        .createOrReplaceTempView("cut");
    Command words = done(line + " --table cut");
    assertThat(words.out()).contains("1 documents", "2 tokens", "2 out of vocabulary");
    assertThat(words.err()).doesNotContain("warning");
  }

  @Test
  void aReportOfTextsLeavesNothingElse() throws IOException {
    done("report --model %s/model --table latest --by year --output %s/page/report.html");
    List<String> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder.resolve("page"))) {
      all.forEach(file -> files.add(file.getFileName().toString()));
    }
    assertThat(files)
        .filteredOn(name -> !name.endsWith(".crc"))
        .containsExactlyInAnyOrder("report.html", "report.html.run.json");
    assertThat(Files.readString(folder.resolve("page/report.html"))).contains("table latest");
  }
}
