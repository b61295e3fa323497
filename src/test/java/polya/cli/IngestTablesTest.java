package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.spark.LocalSpark;

/** Corpora of tables, queries and files that Spark's own sources read. */
class IngestTablesTest {
  @TempDir static Path folder;

  @TempDir Path scratch;

  @BeforeAll
  static void tables() throws IOException {
    SparkSession spark = LocalSpark.session();
    Files.writeString(
        folder.resolve("rows.jsonl"),
        """
        {"id":"a","text":"Sea and ships, sea","year":"1801"}
        {"id":"b","text":"hill and hut","year":"1802"}
        {"id":"c","text":"ships of the sea","year":"1803"}
        {"id":"d","text":"","year":"1803"}
        """);
    Dataset<Row> rows = spark.read().json(folder.resolve("rows.jsonl").toString());
    rows.createOrReplaceTempView("texts");
    rows.orderBy(rows.col("id").desc()).repartition(3).write().orc(folder + "/orc");
    rows.selectExpr("id", "split(lower(replace(text, ',', '')), ' ') AS words", "year")
        .createOrReplaceTempView("words");
  }

  private Command ingest(String... more) {
    List<String> arguments = new ArrayList<>(List.of("ingest", "--output", at("corpus")));
    arguments.addAll(List.of(more));
    arguments.add("--overwrite");
    return Command.run(arguments.toArray(String[]::new));
  }

  private String at(String name) {
    return scratch.resolve(name).toString();
  }

  private JsonNode manifest() throws IOException {
    return new ObjectMapper().readTree(scratch.resolve("corpus/corpus.json").toFile());
  }

  /**
   * The bytes of the documents' and the terms' tables, by what they are called less what is random.
   */
  private Map<String, byte[]> data() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    Path data = scratch.resolve("corpus").resolve(manifest().path("data").asText());
    try (Stream<Path> all = Files.walk(data)) {
      for (Path file : all.filter(f -> f.toString().endsWith(".parquet")).toList()) {
        String name = data.relativize(file).toString().replaceAll("-[0-9a-f]{8}-.*", "");
        files.put(name, Files.readAllBytes(file));
      }
    }
    return files;
  }

  @Test
  void aTableAQueryAndFilesOfTheSameRowsAreTheSameCorpus() throws IOException {
    Command table = ingest("--format", "table", "--table", "texts", "--keep", "year");
    assertThat(table.code()).as(table.err()).isZero();
    assertThat(table.out()).contains("4 documents (1 empty)");
    assertThat(manifest().at("/source/table").asText()).isEqualTo("texts");
    Map<String, byte[]> expected = data();
    assertThat(expected).isNotEmpty();

    String query = "SELECT * FROM texts ORDER BY year DESC, id";
    Command sql = ingest("--format", "sql", "--sql", query, "--keep", "year");
    assertThat(sql.code()).as(sql.err()).isZero();
    assertThat(manifest().at("/source/sql").asText()).isEqualTo(query);
    assertThat(data()).containsExactlyEntriesOf(expected);

    Command orc = ingest("--format", "orc", "--input", folder + "/orc", "--keep", "year");
    assertThat(orc.code()).as(orc.err()).isZero();
    assertThat(data()).containsExactlyEntriesOf(expected);

    Path file = Files.writeString(scratch.resolve("query.sql"), "SELECT *\nFROM texts");
    Command from = ingest("--format", "sql", "--sql", "@" + file, "--keep", "year");
    assertThat(from.code()).as(from.err()).isZero();
    assertThat(data()).containsExactlyEntriesOf(expected);

    Command words =
        ingest("--format", "table", "--table", "words", "--text-field", "words", "--keep", "year");
    assertThat(words.code()).as(words.err()).isZero();
    assertThat(data()).as("words that were cut before").containsExactlyEntriesOf(expected);
  }

  @Test
  void onlySomeRowsAndOptionsOfTheReader() throws IOException {
    Command some =
        ingest("--format", "table", "--table", "texts", "--where", "year > '1801' AND text <> ''");
    assertThat(some.code()).as(some.err()).isZero();
    assertThat(some.out()).contains("2 documents");
    assertThat(manifest().at("/source/where").asText()).startsWith("year > '1801'");

    Command json =
        ingest(
            "--format",
            "json",
            "--input",
            folder.resolve("rows.jsonl").toString(),
            "--option",
            "mode=FAILFAST",
            "--option",
            "dbPassword=hush",
            "--option",
            "comment=jdbc:x://h/db?user=u&password=hush");
    assertThat(json.code()).as(json.err()).isZero();
    assertThat(manifest().at("/source/option.mode").asText()).isEqualTo("FAILFAST");
    assertThat(manifest().at("/source/option.dbPassword").asText()).isEqualTo("…");
    assertThat(manifest().at("/source/option.comment").asText()).isEqualTo("…");
    assertThat(Files.readString(scratch.resolve("corpus/run.json"))).doesNotContain("hush");
    Command misplaced = ingest("--format", "text", "--input", "x", "--option", "password=hush");
    assertThat(misplaced.err()).contains("--option").doesNotContain("hush");
  }

  @Test
  void whatIsNotThereIsSaidInASentence() {
    assertThat(told(3, "--format", "table", "--table", "nowhere"))
        .contains("Cannot ingest table nowhere: The table or view `nowhere` cannot be found");
    assertThat(told(3, "--format", "table", "--table", "texts", "--text-field", "body"))
        .contains("it has no column body")
        .contains("there are id, text, year");
    assertThat(told(3, "--format", "table", "--table", "words", "--id-field", "words"))
        .contains("column words is of type array<string>");
    assertThat(told(3, "--format", "table", "--table", "texts", "--where", "yaer = 1"))
        .contains("`yaer` cannot be resolved");
    assertThat(told(2, "--format", "sql", "--sql", "SELEC 1")).contains("Syntax error");
    assertThat(
            told(3, "--format", "sql", "--sql", "SELECT id, text FROM texts WHERE int(text) = 1"))
        .contains("Cannot ingest the rows of --sql: The value")
        .contains("cannot be cast");
    assertThat(told(2, "--format", "sql", "--sql", "DROP VIEW texts")).contains("Syntax error");
    assertThat(LocalSpark.session().catalog().tableExists("texts")).isTrue();
    assertThat(told(2, "--format", "jsnl", "--input", "x"))
        .contains("Cannot use --format jsnl: neither Polya nor this Spark has it")
        .contains("Did you mean jsonl?");
    assertThat(told(2, "--format", "table")).contains("--table: missing");
    assertThat(told(2, "--format", "orc")).contains("--input: missing");
    assertThat(told(2, "--format", "jsonl", "--input", "x", "--where", "true")).contains("--where");
    assertThat(told(3, "--format", "sql", "--sql", "@" + at("none.sql")))
        .contains("Cannot read the query");
  }

  private String told(int code, String... options) {
    Command run = ingest(options);
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.err()).startsWith("polya: Cannot ");
    return run.err();
  }

  @Test
  void idsAreDistinctAndThereAndTextsAreNotTooLong() throws IOException {
    String rows =
        "SELECT * FROM VALUES ('a', 'sea'), ('a', 'hill'), (NULL, 'x'), ('b', NULL), ('c', 'sea'),"
            + " ('d', 'äöü'), ('e', 'äöüs'), ('farther', 'sea')"
            + " AS t(id, text)";
    assertThat(told(3, "--format", "sql", "--sql", rows)).contains("bad");
    Command aside =
        ingest("--format", "sql", "--sql", rows, "--max-bad", "6", "--max-line-length", "6");
    assertThat(aside.code()).as(aside.err()).isZero();
    assertThat(aside.out()).contains("2 documents").contains("6 quarantined");
    Path data = scratch.resolve("corpus").resolve(manifest().path("data").asText());
    List<String> reasons =
        LocalSpark.session()
            .read()
            .parquet(data.resolve("quarantine").toString())
            .select("reason")
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    assertThat(reasons)
        .containsExactlyInAnyOrder(
            "the id a occurs more than once",
            "the id a occurs more than once",
            "column id has no value",
            "column id is longer than 6 bytes (--max-line-length)",
            "column text of the row with id b has no value",
            "column text of the row with id e is longer than 6 bytes (--max-line-length)");
  }
}
