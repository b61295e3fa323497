package polya.spark.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.Failure;
import polya.cli.Command;
import polya.cli.TrainedModel;
import polya.spark.LocalSpark;
import polya.spark.store.ModelStore;

/** A saved model as tables of Spark. */
class ModelSourceTest {
  @TempDir static Path folder;
  private static String model;

  @BeforeAll
  static void train() {
    model = TrainedModel.in(folder).path("model");
  }

  private static SparkSession spark() {
    return LocalSpark.session();
  }

  private static DataFrameReader table(String table) {
    return spark().read().format("polya").option("table", table);
  }

  /** A table as the command describe wrote it. */
  private static Dataset<Row> described(String name) throws IOException {
    String manifest = Files.readString(folder.resolve("described/describe.json"));
    String data = manifest.replaceAll("(?s).*\"data\" : \"([^\"]+)\".*", "$1");
    return spark()
        .read()
        .parquet(folder.resolve("described").resolve(data + "/" + name).toString());
  }

  @Test
  void tablesAreThoseOfTheCommand() throws IOException {
    String output = folder.resolve("described").toString();
    Command describe =
        Command.run("describe", "--model", model, "--output", output, "--terms", "5");
    assertThat(describe.code()).as(describe.err()).isZero();

    Dataset<Row> topics = table("topics").load(model);
    assertThat(topics.schema()).isEqualTo(described("topics").schema());
    assertThat(topics.collectAsList()).isEqualTo(described("topics").collectAsList());
    Dataset<Row> terms = table("terms").option("terms", 5).load(model);
    assertThat(terms.schema()).isEqualTo(described("terms").schema());
    assertThat(terms.collectAsList())
        .containsExactlyInAnyOrderElementsOf(described("terms").collectAsList());
  }

  @Test
  void topicsAreDescribedByTheirTermsAsTexts() {
    ModelStore store = ModelStore.open(spark(), model);
    List<Row> rows = table("describe").option("terms", 3).load(model).collectAsList();
    assertThat(rows).hasSize(2);
    for (Row row : rows) {
      List<Integer> indices = row.getList(2);
      assertThat(row.<Double>getList(3)).hasSize(3).isSortedAccordingTo((a, b) -> b.compareTo(a));
      assertThat(row.<String>getList(4))
          .containsExactlyElementsOf(indices.stream().map(store.vocabulary()::term).toList());
    }
    List<Row> lifted =
        table("describe")
            .option("terms", 3)
            .option("order", "relevance")
            .option("lambda", "0")
            .load(model)
            .collectAsList();
    List<Row> terms =
        table("terms")
            .option("terms", 3)
            .option("lambda", "0")
            .load(model)
            .orderBy("topic", "rank")
            .collectAsList();
    for (int i = 0; i < terms.size(); i++) {
      assertThat(lifted.get(i / 3).getList(4).get(i % 3)).isEqualTo(terms.get(i).getAs("term"));
    }
    assertThat(lifted).hasSize(2).isNotEqualTo(rows);
    assertThat(
            table("vocabulary")
                .load(model)
                .select("term")
                .as(org.apache.spark.sql.Encoders.STRING())
                .collectAsList())
        .containsExactlyElementsOf(store.vocabulary().terms());
  }

  @Test
  void metricsAreThoseOfTheRounds() throws IOException {
    Dataset<Row> rounds = table("metrics").load(model);
    List<String> lines = Files.readAllLines(Path.of(model, "metrics.jsonl"));
    assertThat(rounds.count()).isEqualTo(lines.size());
    assertThat(rounds.schema().apply("round").dataType().simpleString()).isEqualTo("bigint");
    assertThat(rounds.schema().apply("trainSeconds").dataType().simpleString()).isEqualTo("double");
    assertThat(lines.get(0)).contains("\"tokens\":" + rounds.first().<Long>getAs("tokens"));
  }

  @Test
  void sqlReadsThemAndWritesNothing() {
    spark()
        .sql(
            "CREATE OR REPLACE TEMPORARY VIEW words USING polya OPTIONS (path '"
                + model
                + "', table 'terms', terms '2', order 'probability')");
    assertThat(
            spark()
                .sql("SELECT topic, count(*) FROM words WHERE rank <= 2 GROUP BY topic")
                .collectAsList())
        .hasSize(2)
        .allMatch(row -> row.getLong(1) == 2);
    assertThatThrownBy(
            () ->
                spark()
                    .range(1)
                    .write()
                    .format("polya")
                    .option("table", "terms")
                    .mode("append")
                    .save(model))
        .hasMessageContaining("does not allow");
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertThatThrownBy(() -> table("topic").load(model))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot read table topic of model at %s: there are describe, terms, topics, metrics,"
                + " vocabulary. Did you mean topics?",
            model);
    assertThatThrownBy(() -> spark().read().format("polya").load(model))
        .hasMessageContaining("there is no option table; allowed is describe, terms,");
    assertThatThrownBy(() -> table("terms").load()).hasMessageContaining("there is no path");
    assertThatThrownBy(() -> table("terms").option("terms", "0").load(model))
        .hasMessageContaining("option terms 0: allowed is a whole number ≥ 1.");
    assertThatThrownBy(() -> table("terms").option("lambda", "2").load(model))
        .hasMessageContaining("option lambda 2: allowed is a number from 0 to 1.");
    assertThatThrownBy(() -> table("terms").load(folder.resolve("gone").toString()).count())
        .hasMessageContaining("Cannot read model at")
        .hasMessageContaining("there is no model.json");
    assertThatThrownBy(() -> table("metrics").load(folder.resolve("gone").toString()))
        .hasMessageContaining("there is no model.json");
  }
}
