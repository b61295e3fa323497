package polya.models.lda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SizeEstimator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import polya.Failure;
import polya.corpus.Document;
import polya.mixing.FoldInSweeps;
import polya.mixing.Mixtures;
import polya.ml.CountRows;
import polya.ml.PerplexityEvaluator;
import polya.spark.PlantedCorpus;

class LdaModelTest {
  private static final List<Document> DOCUMENTS = PlantedCorpus.documents(300);
  private static final String[] TERMS =
      IntStream.range(0, PlantedCorpus.TERMS).mapToObj(w -> "term" + w).toArray(String[]::new);

  private static Lda lda;
  private static Dataset<Row> rows;
  private static LdaModel model;

  @BeforeAll
  static void train() {
    rows = CountRows.of(DOCUMENTS);
    lda =
        new Lda("lda_1").setK(4).setSeed(3).set("passes", "6").setVocabulary(TERMS).setIdCol("id");
    model = lda.fit(rows);
  }

  @Test
  void theModelHasTheParamsItWasFittedWith() {
    assertThat(model.getOrDefault(model.getParam("k"))).isEqualTo(4);
    assertThat(model.getOrDefault(model.getParam("seed"))).isEqualTo(3L);
    assertThat(model.getOrDefault(model.getParam("inference"))).isEqualTo("auto");
    assertThat(model.summary().toString()).startsWith("lda · svi "); // What that came to.
    assertThat(model.hasParam("vocabulary")).as("the model has its own").isFalse();
    assertThat(model.setFeaturesCol("features").getFeaturesCol()).isEqualTo("features");
  }

  @Test
  void whatAPersonPrintsCanBeRead() {
    assertThat(model).hasToString("lda_1: k=4, vocabSize=80");
    assertThat(model.summary().toString())
        .matches(
            "lda · svi  k 4  \\d+ rounds  [\\d.]+ s  [\\d,]+ documents  [\\d,]+ tokens  digest"
                + " [0-9a-f]{12}")
        .contains("digest " + model.summary().digest().substring(0, 12));
    assertThat(model.posterior()).hasToString("lda: 4 topics over 80 terms");
    assertThat(model.vocabulary().orElseThrow().toString()).matches("80 terms: (\\S+, ){10}…");
    assertThat(new PerplexityEvaluator("judge")).hasToString("judge: heldOutCol=heldOut");
  }

  @Test
  void topicsAreDescribedByTheirTerms() {
    Dataset<Row> described = model.describeTopics(5);
    assertThat(described.columns()).containsExactly("topic", "termIndices", "termWeights", "terms");
    Matrix matrix = model.topicsMatrix();
    assertThat(matrix.numRows()).isEqualTo(80).isEqualTo(model.vocabSize());
    assertThat(matrix.numCols()).isEqualTo(4).isEqualTo(model.topics());
    int k = 0;
    for (Row row : described.collectAsList()) {
      assertThat(row.getInt(0)).isEqualTo(k);
      double[] topic = Arrays.copyOfRange(matrix.toArray(), k * 80, k * 80 + 80);
      assertThat(Arrays.stream(topic).sum()).isCloseTo(1, within(1e-6));
      List<Integer> best =
          IntStream.range(0, 80)
              .boxed()
              .sorted((a, b) -> Double.compare(topic[b], topic[a]))
              .limit(5)
              .toList();
      assertThat(row.<Integer>getList(1)).isEqualTo(best);
      assertThat(row.<Double>getList(2)).isEqualTo(best.stream().map(w -> topic[w]).toList());
      assertThat(row.<String>getList(3)).isEqualTo(best.stream().map(w -> TERMS[w]).toList());
      k++;
    }
    assertThat(k).isEqualTo(4);
    assertThat(model.describeTopics().head().getList(1)).hasSize(10);
    assertThat(model.describeTopics(1000).head().getList(1)).hasSize(80);
    assertThatThrownBy(() -> model.describeTopics(0)).isInstanceOf(Failure.class);
  }

  @Test
  void withoutAVocabularyTermsHaveNoNames() {
    LdaModel nameless =
        new Lda().setK(2).set("passes", "1").fit(CountRows.of(DOCUMENTS.subList(0, 20)));
    assertThat(nameless.vocabulary()).isEmpty();
    assertThat(nameless.describeTopics().columns())
        .containsExactly("topic", "termIndices", "termWeights");
    assertThat(model.vocabulary().orElseThrow().terms()).containsExactly(TERMS);
  }

  @Test
  void theDocumentsPriorIsTheOneInForce() {
    LdaModel asymmetric =
        new Lda()
            .setK(2)
            .set("passes", "1")
            .setDocConcentration(new double[] {0.5, 1.5})
            .setOptimizeDocConcentration(false)
            .fit(CountRows.of(DOCUMENTS.subList(0, 20)));
    assertThat(asymmetric.estimatedDocConcentration().toArray()).containsExactly(0.5, 1.5);
    Vector empty = asymmetric.transform(CountRows.of(List.of(DOCUMENTS.get(49)))).head().getAs(2);
    assertThat(empty.toArray()).containsExactly(0.25, 0.75);
  }

  @Test
  void itsEstimatedSizeIsNearItsTrueSize() {
    long held =
        SizeEstimator.estimate(model.posterior().topics())
            + SizeEstimator.estimate(model.vocabulary().orElseThrow());
    assertThat(model.estimatedSize() - model.estimateMatadataSize()).isBetween(held / 2, held * 2);
    assertThat(model.estimateMatadataSize()).isLessThan(50_000);
  }

  @Test
  void aFewSweepsAreThoseOfTheCommand() {
    LdaModel few = model.copy(ParamMap.empty()).setFoldInSweeps(3);
    Mixtures kernel =
        new Mixtures(model.posterior().topics(), model.posterior().documents(), FoldInSweeps.of(3));
    for (int d : new int[] {0, 7, 49}) {
      Document document = DOCUMENTS.get(d);
      Vector mixture = few.transform(CountRows.of(List.of(document))).head().getAs(2);
      assertThat(mixture.toArray()).isEqualTo(kernel.of(document.terms(), document.counts()));
    }
    Lda set = new Lda().set("foldInSweeps", "3");
    assertThat(set.isSet(set.foldInSweeps())).isTrue();
    set.set("foldInSweeps", "auto");
    assertThat(set.isSet(set.foldInSweeps())).isFalse();
    assertThatThrownBy(() -> few.setFoldInSweeps(0))
        .hasMessageContaining("Cannot set foldInSweeps");
  }

  @Test
  void topicsThatWerePlantedGiveTheirDocumentsTheirMixture() {
    // Documents with most tokens in terms of one planted topic have one topic of half the weight.
    long clear =
        model.transform(rows).collectAsList().stream()
            .map(row -> Arrays.stream(row.<Vector>getAs(2).toArray()).max().orElseThrow())
            .filter(most -> most > 0.5)
            .count();
    assertThat(clear).isGreaterThan(250);
  }
}
