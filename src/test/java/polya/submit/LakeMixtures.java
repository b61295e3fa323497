package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import polya.cli.Main;
import polya.faults.FaultyFileSystem;

/** What {@link LakesIT} asks of {@code transform --output-table}: rows of Delta and of Iceberg. */
final class LakeMixtures {
  private static final List<String> FRAIL = List.of("frail_delta", "frail.db.mixtures");
  private static final String COLUMNS =
      " (id STRING, topic INT, share DOUBLE, year INT, day DATE) USING ";

  private static final List<String> PATHS =
      List.of("--input", "--corpus", "--model", "--output", "--vocabulary-of");

  private final SparkSession spark;
  private final Path folder;

  LakeMixtures(SparkSession spark, Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  /**
   * Replaces a partition on a disk that ends the JVM meanwhile.
   *
   * @param arguments a folder, the number of the table among those on the frail disk, and the
   *     number of operations before the end
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    LakeMixtures mixtures = new LakeMixtures(LakeTables.session(folder), folder);
    mixtures.prepare();
    String table = FRAIL.get(Integer.parseInt(arguments[1]));
    String next = mixtures.next(table);
    FaultyFileSystem.haltAfter(Long.parseLong(arguments[2]));
    mixtures.done(mixtures.replace(table, next));
  }

  /**
   * A model, two days of texts, and tables on the frail disk that have the first day's mixtures.
   */
  private void prepare() throws IOException {
    boolean first = !Files.exists(folder.resolve("model/model.json"));
    if (first) {
      Files.writeString(folder.resolve("a.jsonl"), lines("a"));
      Files.writeString(folder.resolve("b.jsonl"), lines("b"));
      done(run("ingest --format jsonl --input a.jsonl --keep year --output a"));
      done(run("train --corpus a --output model -p k=2 -p passes=2"));
      done(
          run(
              "ingest --format jsonl --input b.jsonl --keep year --vocabulary-of model --output b"));
      spark.sql("CREATE NAMESPACE IF NOT EXISTS frail.db");
    }
    String place = "crash://" + folder.resolve("frail_delta");
    if (first || !spark.catalog().tableExists("frail_delta")) {
      spark.sql(
          "CREATE TABLE frail_delta"
              + COLUMNS
              + "delta PARTITIONED BY (day) LOCATION '"
              + place
              + "'");
    }
    if (first) {
      spark.sql("CREATE TABLE frail.db.mixtures" + COLUMNS + "iceberg PARTITIONED BY (day)");
      for (String table : FRAIL) {
        spark.sql("INSERT INTO " + table + " VALUES ('z', 0, 1.0, 1, DATE '2026-11-27')");
        done(replace(table, "a"));
      }
    }
  }

  private static String lines(String day) {
    return IntStream.range(0, 24)
        .mapToObj(
            d ->
                "{\"id\":\"%s%d\",\"year\":\"%d\",\"text\":\"%s\"}\n"
                    .formatted(
                        day,
                        d,
                        1801 + d,
                        (d % 2 == 0 ? "sea and ship " : "hill and hut ").repeat(2)))
        .collect(Collectors.joining());
  }

  /** The rows of a day: those of 48 shares, and one of the day before that stays. */
  private List<Row> rows(String table) {
    return spark.sql("SELECT * FROM " + table + " ORDER BY id, topic").collectAsList();
  }

  /** Demands all rows of one day and none of the other; returns the other. */
  private String next(String table) {
    List<Row> rows = rows(table);
    String day = rows.get(0).getString(0).substring(0, 1);
    assertThat(rows).as(table).hasSize(49);
    assertThat(rows.subList(0, 48)).allMatch(row -> row.getString(0).startsWith(day));
    assertThat(rows.subList(0, 48)).allMatch(row -> row.getDate(4).toString().equals("2026-11-28"));
    assertThat(rows.get(48).getString(0)).isEqualTo("z");
    return day.equals("a") ? "b" : "a";
  }

  private Run replace(String table, String day) {
    return run(
        "transform --model model --corpus "
            + day
            + " --long --output out --overwrite --partition day=2026-11-28 --output-table "
            + table);
  }

  /** Rows old or new at whichever operation the disk dies, then what is asked of tables at all. */
  void check() throws IOException {
    prepare();
    for (String table : FRAIL) {
      long most = Long.MAX_VALUE / 2;
      String next = next(table);
      FaultyFileSystem.crashAfter(most);
      done(replace(table, next));
      long operations = most - FaultyFileSystem.left();
      FaultyFileSystem.heal();
      assertThat(operations).as(table).isGreaterThan(20);
      for (int quarter = 3; quarter <= 4; quarter++) {
        next = next(table);
        FaultyFileSystem.crashAfter(operations * quarter / 4 - 1);
        Run run = replace(table, next);
        assertThat(FaultyFileSystem.heal()).isTrue();
        assertThat(run.code()).as(run.err()).isIn(0, 6, 75);
        spark.sql("REFRESH TABLE " + table);
      }
      next = next(table);
      done(replace(table, next));
      assertThat(next(table)).as(table).isNotEqualTo(next);
    }
    spark
        .sql("SELECT 'x' AS id, 'sea' AS text, '3' AS day, '1' AS year")
        .createOrReplaceTempView("dated");
    tables("delta", "scores");
    tables("iceberg", "ice.db.scores");
    sentences();
  }

  private void tables(String format, String table) throws IOException {
    String wide =
        "transform --model model --output wide --overwrite --using "
            + format
            + " --output-table "
            + table;
    Run made = done(run(wide + " --corpus a --partition day=1 --run-id one"));
    assertThat(made.out()).contains("table " + table + "  24 rows  made with day=1");
    assertThat(spark.table(table).columns())
        .containsExactly("id", "tokens", "outOfVocabularyTokens", "mixture", "year", "day");
    long versions = versions(format, table);
    Run again = done(run(wide + " --corpus b --partition day=1 --run-id one"));
    assertThat(again.out()).contains("nothing was changed");
    assertThat(versions(format, table)).isEqualTo(versions);
    done(run(wide + " --corpus b --partition day=2"));
    assertThat(days(table)).containsExactly("1 24 a", "2 24 b");
    done(run(wide + " --corpus b --partition day=1"));
    assertThat(days(table)).containsExactly("1 24 b", "2 24 b");
    spark.conf().set("spark.sql.sources.partitionOverwriteMode", "dynamic");
    done(run(wide + " --table dated --keep year,day"));
    assertThat(days(table)).as("all are replaced").containsExactly("3 1 x");
    spark.conf().unset("spark.sql.sources.partitionOverwriteMode");
    assertThat(
            new ObjectMapper()
                .readTree(folder.resolve("wide/transform.json").toFile())
                .path("table")
                .asText())
        .isEqualTo(table);
  }

  /** Sentences that need no table of each format. */
  private void sentences() {
    String line = "transform --model model --corpus a --output never --long";
    String full = "transform --model model --output other --output-table scores";
    assertThat(told(4, full + " --corpus a")).contains("it has rows", "--partition");
    assertThat(told(3, full + " --table dated --keep year,day --partition day=4"))
        .contains("document x has the day 3");
    assertThat(told(2, full + " --corpus a --partition hour=1")).contains("allowed is day");
    assertThat(told(3, full + " --corpus a --partition day=1 --long"))
        .contains("it has no column topic, share");
    String table = " --output-table frail.db.mixtures";
    assertThat(told(2, line + table + " --partition day=x")).contains("day=x", "cast");
    assertThat(told(3, full + " --corpus a --overwrite"))
        .contains("nothing is known for its column day", "--keep");
    spark.sql("CREATE TABLE plain (id STRING, topic INT, share FLOAT) USING parquet");
    assertThat(told(2, line + " --output-table plain"))
        .contains("it is of parquet", "Delta and Iceberg");
    assertThat(told(2, line + " --output-table unmade")).contains("--using delta");
    assertThat(told(3, line + " --using delta --output-table nowhere.t"))
        .contains("Cannot write to table nowhere.t: ");
    assertThat(told(2, line + " --partition day=1")).contains("only with an --output-table");
    spark.sql("CREATE TABLE words (id INT, topic INT, share FLOAT) USING delta");
    assertThat(told(3, line + " --output-table words")).contains("cannot be cast");
    assertThat(rows("words")).isEmpty();
  }

  private List<String> days(String table) {
    return spark
        .sql(
            "SELECT concat_ws(' ', day, count(*), min(substr(id, 1, 1))) FROM "
                + table
                + " GROUP BY day ORDER BY day")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private long versions(String format, String table) {
    return format.equals("delta")
        ? spark.sql("DESCRIBE HISTORY " + table).count()
        : spark.sql("SELECT * FROM " + table + ".snapshots").count();
  }

  private record Run(int code, String out, String err) {}

  private Run run(String line) {
    List<String> arguments = new ArrayList<>();
    String option = "";
    for (String word : line.split(" ")) {
      boolean path = PATHS.contains(option);
      arguments.add(path ? folder.resolve(word).toString() : word);
      option = word;
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            arguments.toArray(String[]::new));
    return new Run(code, out.toString(), err.toString());
  }

  private Run done(Run run) {
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private String told(int code, String line) {
    Run run = run(line);
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.err().strip().lines().reduce((a, b) -> b).orElse(""))
        .startsWith("polya: Cannot ");
    return run.err();
  }
}
