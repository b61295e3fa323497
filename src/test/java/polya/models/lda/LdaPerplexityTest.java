package polya.models.lda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.Failure;
import polya.corpus.Document;
import polya.heldout.Estimate;
import polya.heldout.Estimator;
import polya.heldout.HeldOut;
import polya.heldout.marginal.Bound;
import polya.ml.CountRows;
import polya.ml.PerplexityEvaluator;
import polya.spark.PlantedCorpus;

class LdaPerplexityTest {
  private static final List<Document> DOCUMENTS = PlantedCorpus.documents(200);
  private static Dataset<Row> rows;
  private static LdaModel model;

  @BeforeAll
  static void fit() {
    rows = CountRows.of(DOCUMENTS);
    model = new Lda().setK(4).set("passes", "3").setHeldOutCol("heldOut").fit(rows);
  }

  @Test
  void theEvaluatorAddsUpWhatTheModelScores() {
    PerplexityEvaluator evaluator = new PerplexityEvaluator();
    assertThat(evaluator.isLargerBetter()).isFalse();
    Dataset<Row> scored = model.transform(rows);
    assertThat(scored.columns()).containsExactly("id", "features", "topicDistribution", "heldOut");
    assertThat(model.transformSchema(rows.schema()).fieldNames()).isEqualTo(scored.columns());
    double perplexity = evaluator.evaluate(scored);
    assertThat(Math.log(perplexity)).isCloseTo(model.logPerplexityByCompletion(rows), within(0.02));
    assertThat(evaluator.evaluate(model.transform(rows.repartition(7)))).isEqualTo(perplexity);
    Row sums = scored.selectExpr("sum(heldOut.logProbability)", "sum(heldOut.tokens)").head();
    assertThat(perplexity).isCloseTo(Math.exp(-sums.getDouble(0) / sums.getLong(1)), within(1e-4));
  }

  @Test
  void theBoundIsNamedSoAndIsTheOneOfTheEstimator() {
    Estimator.Scorer scorer =
        new Bound().open(model.posterior().topics(), model.posterior().documents().alpha());
    double sum = 0;
    long tokens = 0;
    for (Document d : DOCUMENTS) {
      Estimate e = scorer.estimate(HeldOut.of(d, 0));
      sum += e.logProbability();
      tokens += e.tokens();
    }
    assertThat(model.logLikelihoodBound(rows)).isCloseTo(sum, within(1e-3));
    assertThat(model.logPerplexityBound(rows)).isCloseTo(-sum / tokens, within(1e-6));
  }

  @Test
  void crossValidationByPerplexityChoosesThePlantedTopics() {
    Lda lda = new Lda("lda").set("passes", "3").setIdCol("id").setHeldOutCol("heldOut");
    CrossValidatorModel tuned =
        new CrossValidator()
            .setEstimator(lda)
            .setEvaluator(new PerplexityEvaluator())
            .setEstimatorParamMaps(
                new ParamGridBuilder().addGrid(lda.k(), new int[] {1, 4}).build())
            .setNumFolds(2)
            .setSeed(1)
            .fit(rows);
    assertThat(tuned.avgMetrics()[1]).isLessThan(tuned.avgMetrics()[0]);
    assertThat(((LdaModel) tuned.bestModel()).topics()).isEqualTo(4);
  }

  @Test
  void savedAndLoadedItReadsTheSameColumn(@TempDir Path folder) throws Exception {
    String path = folder.resolve("evaluator").toString();
    new PerplexityEvaluator("p1").setHeldOutCol("scores").save(path);
    PerplexityEvaluator loaded = PerplexityEvaluator.load(path);
    assertThat(loaded.uid()).isEqualTo("p1");
    assertThat(loaded.getHeldOutCol()).isEqualTo("scores");
    String saved = folder.resolve("model").toString();
    model.save(saved);
    assertThat(new PerplexityEvaluator().evaluate(LdaModel.load(saved).transform(rows)))
        .isEqualTo(new PerplexityEvaluator().evaluate(model.transform(rows)));
  }

  @Test
  void whatItCannotEvaluateItSaysSo() {
    PerplexityEvaluator evaluator = new PerplexityEvaluator("p2");
    assertThatThrownBy(() -> evaluator.evaluate(rows))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("Cannot use column heldOut as heldOutCol of p2: there is none");
    PerplexityEvaluator other = new PerplexityEvaluator("p3").setHeldOutCol("features");
    assertThatThrownBy(() -> other.evaluate(rows))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("allowed is struct<tokens:bigint,logProbability:double>");
    Dataset<Row> empty = CountRows.of(List.of(new Document("e", new int[0], new int[0])));
    assertThatThrownBy(() -> evaluator.evaluate(model.transform(empty)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("none of its rows could be scored");
    assertThatThrownBy(() -> model.logPerplexityBound(empty))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("none of 1 rows can be scored by bound");
    assertThatThrownBy(() -> model.transform(model.transform(rows))).isInstanceOf(Failure.class);
  }
}
