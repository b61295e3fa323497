package polya.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import polya.Failure;
import polya.models.lda.Lda;
import polya.models.lda.LdaModel;
import polya.report.ReportPage;
import polya.spark.LocalSpark;

/** Two topics, two decades: what a person is shown of a fitted model and of rows. */
class TopicReportTest {
  private static Dataset<Row> rows;
  private static LdaModel model;

  @BeforeAll
  static void fit() {
    Dataset<Row> texts =
        LocalSpark.session()
            .range(0, 40, 1, 3)
            .selectExpr(
                "concat('d', id) AS name",
                "if(id % 2 = 0, 'ship sail sea wave ship', 'hill hut tree wood hill') AS text",
                "if(id % 2 = 0, '1990-05-17', '2001-01-01') AS day",
                "cast(null AS string) AS nothing",
                "'mine' AS d");
    TextAnalyzerModel analyzer = new TextAnalyzer().fit(texts);
    rows = analyzer.transform(texts);
    model = new Lda().setK(2).setSeed(3).set("passes", "20").fit(rows);
  }

  private static TopicReport report() {
    return TopicReport.of(model, Map.of());
  }

  @Test
  void documentsThatStandForATopicAreItsOwn() {
    List<Row> found =
        report().over(rows, "name").representatives(2, List.of("day", "text", "d")).collectAsList();
    assertThat(found).hasSize(4);
    assertThat(found.get(0).schema().fieldNames())
        .containsExactly("topic", "rank", "id", "share", "tokens", "day", "text", "d");
    for (Row row : found) {
      boolean sea = row.<String>getAs("text").contains("ship");
      assertThat(row.<String>getAs("day")).isEqualTo(sea ? "1990-05-17" : "2001-01-01");
      assertThat(Integer.parseInt(row.<String>getAs("id").substring(1)) % 2).isEqualTo(sea ? 0 : 1);
      assertThat(row.<Double>getAs("share")).isGreaterThan(0.6);
      assertThat(row.<Long>getAs("tokens")).isEqualTo(5);
      assertThat(row.<String>getAs("d")).isEqualTo("mine");
    }
    List<Row> hashed = report().over(rows, null).representatives(1, List.of()).collectAsList();
    assertThat(hashed).allMatch(row -> row.<String>getAs("id").matches("[0-9a-f]{32}"));
  }

  @Test
  void sharesMoveFromDecadeToDecade() {
    List<Row> shares = report().over(rows, null).trends("day", "year").collectAsList();
    assertThat(shares).hasSize(4);
    assertThat(shares.stream().map(row -> row.<String>getAs("group")))
        .containsExactly("1990", "1990", "2001", "2001");
    double sum = shares.get(0).<Double>getAs("share") + shares.get(1).<Double>getAs("share");
    assertThat(sum).isBetween(1 - 1e-9, 1 + 1e-9);
    assertThat(shares.get(0).<Double>getAs("share") > 0.5)
        .isNotEqualTo(shares.get(2).<Double>getAs("share") > 0.5);
  }

  @Test
  void thePageIsThatOfTheCommandAndLeavesNothingBehind() {
    int before = LocalSpark.session().sparkContext().getPersistentRDDs().size();
    String page = report().over(rows, "name").html("day", "year", 1, "text", true, false);
    assertThat(page)
        .startsWith(ReportPage.FIRST_LINE)
        .containsPattern("\"npmi\":-?[0-9.]+,")
        .contains("\"id\":\"d", "hill hut tree wood hill", "\"groups\":[\"1990\"")
        .contains("rows given: 40 documents, 0 of them without terms; 200 tokens");
    assertThat(LocalSpark.session().sparkContext().getPersistentRDDs().size()).isEqualTo(before);
    assertThat(TopicReport.of(model, Map.of(1, "my name")).html(null, null, 5, null, true, false))
        .contains("\"label\":\"my name\"")
        .doesNotContain("representatives\":[");
    assertThat(report().pyLdaVis()).contains("\"mdsDat\":", "\"topic.order\":[0,1]");
  }

  @Test
  void whatDoesNotFitIsRefusedInASentence() {
    assertThatThrownBy(() -> report().representatives(1, List.of()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("none were given");
    assertThatThrownBy(() -> report().over(rows, "nobody"))
        .hasMessageContaining("Cannot use column nobody as idCol");
    assertThatThrownBy(() -> report().over(rows, "nothing").representatives(1, List.of()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("it has no id");
    assertThatThrownBy(
            () ->
                report()
                    .over(rows.selectExpr("*", "'' AS empty"), "empty")
                    .representatives(1, List.of()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("it has no id");
    assertThatThrownBy(
            () ->
                report()
                    .over(rows.selectExpr("*", "1 AS Terms"), null)
                    .representatives(1, List.of("Terms")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("allowed is any name but id, terms and counts");
    assertThatThrownBy(
            () -> report().over(rows, null).representatives(1, List.of("day", "text", "day")))
        .isInstanceOf(Failure.class)
        .hasMessage("Cannot use column: day twice; allowed is each once. Correct it.");
    assertThatThrownBy(() -> report().over(rows, null).trends("day", "week"))
        .hasMessageContaining("allowed is month or year");
    assertThatThrownBy(() -> report().over(rows, null).trends("nothing", null))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("no document has both a value");
    assertThatThrownBy(() -> TopicReport.of(model, Map.of(2, "x")))
        .hasMessageContaining("allowed are 0 to 1");
    Dataset<Row> three = counted(new TextAnalyzer().setMaxVocabulary(3), "text");
    assertThatThrownBy(() -> report().over(three, null)).hasMessageContaining("have 3 elements");
    assertThatThrownBy(() -> model.transform(three)).hasMessageContaining("have 3 elements");
    Dataset<Row> others = counted(new TextAnalyzer(), "translate(text, 'h', 'j') AS text");
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> model.transform(others),
            () -> model.recommend(others, 1),
            () -> model.logLikelihoodBound(others),
            () -> model.logPerplexityBound(others),
            () -> model.logPerplexityByCompletion(others))) {
      assertThatThrownBy(call)
          .isInstanceOf(Failure.class)
          .hasMessageContaining("have counts of other terms; allowed is those of the 8 terms");
    }
  }

  private static Dataset<Row> counted(TextAnalyzer analyzer, String text) {
    Dataset<Row> texts = rows.selectExpr(text);
    return analyzer.fit(texts).transform(texts);
  }

  @Test
  void termsComeInAnyOrder() {
    for (String order : List.of("probability", "relevance", "frex", "contrast")) {
      Row first = model.describeTopics(2, order).first();
      assertThat(first.<Integer>getAs("topic")).isZero();
      assertThat(first.getList(3)).hasSize(2);
    }
    assertThat(model.describeTopics(3, "probability").collectAsList())
        .isEqualTo(model.describeTopics(3).collectAsList());
    assertThat(model.terms()).hasSize(8).contains("ship", "hut");
  }
}
