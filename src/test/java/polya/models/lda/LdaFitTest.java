package polya.models.lda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import polya.Failure;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.corpus.Tiling;
import polya.infer.ModelFamily;
import polya.ml.CountRows;
import polya.params.Settings;
import polya.spark.LocalSpark;
import polya.spark.PlantedCorpus;
import polya.spark.store.ModelDigest;
import polya.spark.train.Checkpoint;
import polya.spark.train.Tiles;
import polya.spark.train.TrainingLoop;

class LdaFitTest {
  private static final List<Document> DOCUMENTS = PlantedCorpus.documents(300);

  @TempDir Path folder;

  private static Lda lda() {
    return new Lda().setK(4).set("passes", "4");
  }

  private static String digest(Lda lda, Dataset<Row> rows) {
    return lda.fit(rows).summary().digest();
  }

  private static SparkContext context() {
    return LocalSpark.session().sparkContext();
  }

  @Test
  void isTheModelThatTheLoopTrainsOnTheSameDocuments() {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(context());
    ModelFamily.Training training =
        new LdaFamily()
            .training(
                "svi",
                Settings.of(LdaParameters.ALL, java.util.Map.of("k", "4", "passes", "4")),
                PlantedCorpus.facts(DOCUMENTS));
    JavaRDD<Document> rdd = spark.parallelize(DOCUMENTS, 3);
    JavaRDD<Tile> tiles =
        Tiles.of(rdd, Tiling.of(DOCUMENTS.size()), training.schedule().laneTiles(), 3);
    TrainingLoop loop = new TrainingLoop(spark, "test", training);
    String expected =
        ModelDigest.of(
            loop.parameters(
                tiles,
                loop.run(tiles, Checkpoint.beginning(loop.start(rdd)), (report, after) -> {})),
            4);
    LdaModel model = lda().setIdCol("id").fit(CountRows.of(DOCUMENTS));
    assertThat(model.summary().digest()).isEqualTo(expected);
    assertThat(model.summary().rounds()).isEqualTo(training.schedule().rounds());
    assertThat(model.summary().metrics()).hasSize(training.schedule().rounds());
    assertThat(model.summary().metrics().get(2))
        .containsEntry("round", 3)
        .containsKeys("trainSeconds", "tokens", "logLikelihood");
    assertThat(model.summary().trainSeconds())
        .isPositive()
        .isEqualTo(model.summary().metrics().get(model.summary().rounds() - 1).get("trainSeconds"));
    assertThat(model.summary().documents()).isEqualTo(300);
    assertThat(model.summary().tokens()).isEqualTo(PlantedCorpus.facts(DOCUMENTS).tokens());
    assertThat(model.summary().parameters())
        .containsEntry("k", "4")
        .containsEntry("variational", "cvb0");
  }

  @Test
  void withoutIdsTheModelDependsOnWhatTheRowsHoldAlone() {
    // Every document twice, some more often, among them empty ones.
    List<Document> documents = new ArrayList<>(DOCUMENTS.subList(0, 150));
    documents.addAll(documents);
    documents.addAll(Collections.nCopies(30, DOCUMENTS.get(7)));
    String digest = digest(lda(), CountRows.of(documents).coalesce(1));
    Collections.shuffle(documents, new Random(5));
    assertThat(digest(lda(), CountRows.of(documents).repartition(5))).isEqualTo(digest);
    List<Row> dense = new ArrayList<>();
    for (Document d : documents) {
      Vector sparse = CountRows.row(d).getAs(1);
      dense.add(RowFactory.create("no id", Vectors.dense(sparse.toArray())));
    }
    assertThat(digest(lda(), CountRows.rows(dense))).isEqualTo(digest);
    documents.set(0, documents.get(1));
    assertThat(digest(lda(), CountRows.of(documents))).isNotEqualTo(digest);
  }

  @Test
  void copiesOfOneRowAreSpreadOverTiles() {
    List<Document> documents = new ArrayList<>(Collections.nCopies(2000, DOCUMENTS.get(7)));
    documents.addAll(DOCUMENTS);
    LdaModel model =
        lda()
            .set("variational", "vb")
            .set("passes", "1")
            .setSubsamplingRate(0.1)
            .fit(CountRows.of(documents));
    assertThat(model.summary().documents()).isEqualTo(2300);
    // Without that one batch would hold them all.
    assertThat(model.summary().metrics())
        .hasSizeGreaterThan(5)
        .allSatisfy(
            round ->
                assertThat(round.get("tokens").doubleValue())
                    .isLessThan(0.5 * model.summary().tokens()));
  }

  @Test
  void aCheckpointFolderOfTheContextIsUsedAndStays() {
    Lda lda = lda().set("variational", "vb").setSubsamplingRate(1).setCheckpointInterval(2);
    Dataset<Row> rows = CountRows.of(DOCUMENTS);
    String without = digest(lda, rows);
    context().setCheckpointDir(folder.toString());
    String mine = context().getCheckpointDir().get();
    try {
      assertThat(digest(lda, rows)).isEqualTo(without);
      assertThat(context().getCheckpointDir().get()).isEqualTo(mine);
      assertThat(Path.of(java.net.URI.create(mine))).isEmptyDirectory();
    } finally {
      context().checkpointDir_$eq(scala.Option.empty());
    }
  }

  /** One model for all tests that do not care which. */
  private static final class Trained {
    static final LdaModel MODEL = lda().set("passes", "1").fit(CountRows.of(DOCUMENTS));
  }

  static Stream<Arguments> badRows() {
    Vector half = Vectors.sparse(80, new int[] {3, 9}, new double[] {1, 0.5});
    double[] many = new double[80];
    java.util.Arrays.fill(many, 0, 7, 1);
    many[6] = -2;
    return Stream.of(
        Arguments.of(half, "row (80,[3,9],[1.0,0.5]) as counts of terms: its value at 9 is 0.5;"),
        Arguments.of(
            Vectors.dense(many),
            "row (80,[0,1,2,3,4,…],[1.0,1.0,1.0,1.0,1.0,…]) as counts of terms: its value at 6 is"
                + " -2.0; allowed are whole numbers from 0 to 2147483647."),
        Arguments.of(
            Vectors.sparse(80, new int[] {1}, new double[] {Double.NaN}), "value at 1 is NaN;"),
        Arguments.of(Vectors.sparse(80, new int[] {1}, new double[] {3e9}), "value at 1 is 3.0E9;"),
        Arguments.of(
            Vectors.sparse(80, new int[] {1, 2}, new double[] {2e9, 2e9}),
            "its counts add up to 4000000000; allowed are at most 2147483647."),
        Arguments.of(
            Vectors.sparse(79, new int[] {1}, new double[] {1}),
            "its vector has 79 elements; allowed are one for each of the 80 terms."),
        Arguments.of(null, "a row as counts of terms: it has no vector;"));
  }

  @ParameterizedTest
  @MethodSource("badRows")
  void aRowThatHoldsNoCountsIsNamedWithItsValue(Vector bad, String sentence) {
    Dataset<Row> rows =
        CountRows.of(DOCUMENTS.subList(0, 20))
            .union(CountRows.rows(List.of(RowFactory.create("the-bad-one", bad))));
    context().setLogLevel("OFF"); // Spark would print the failure that the test wants.
    try {
      assertThatThrownBy(() -> lda().fit(rows))
          .isInstanceOf(Failure.class)
          .hasMessageContaining(sentence)
          .extracting(e -> ((Failure) e).kind())
          .isEqualTo(Failure.Kind.INPUT);
      if (bad != null) {
        assertThatThrownBy(() -> lda().setIdCol("id").fit(rows))
            .hasMessageContaining("Cannot read row the-bad-one as counts of terms");
      }
      LdaModel model = Trained.MODEL;
      assertThatThrownBy(() -> model.transform(rows).collectAsList())
          .rootCause()
          .isInstanceOf(Failure.class)
          .hasMessageContaining(sentence);
    } finally {
      context().setLogLevel("ERROR");
    }
  }

  @Test
  void idsMustBeThereAndDistinct() {
    context().setLogLevel("OFF");
    try {
      List<Document> documents = new ArrayList<>(DOCUMENTS.subList(0, 20));
      documents.add(new Document("doc-3", new int[] {1}, new int[] {1}));
      assertThatThrownBy(() -> lda().setIdCol("id").fit(CountRows.of(documents)))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("2 rows have the id doc-3; allowed is a distinct one a row.");
      Dataset<Row> nameless =
          CountRows.rows(List.of(RowFactory.create(null, CountRows.row(DOCUMENTS.get(0)).get(1))));
      assertThatThrownBy(() -> lda().setIdCol("id").fit(nameless))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("it has no id");
    } finally {
      context().setLogLevel("ERROR");
    }
  }

  @Test
  void idsMayBeNumbers() {
    Dataset<Row> rows = CountRows.of(DOCUMENTS);
    Dataset<Row> numbered = rows.selectExpr("int(substring(id, 5)) AS id", "features");
    Dataset<Row> texts = rows.selectExpr("substring(id, 5) AS id", "features");
    assertThat(digest(lda().setIdCol("id"), numbered))
        .isEqualTo(digest(lda().setIdCol("id"), texts));
  }

  @Test
  void aCorpusWithoutTokensIsRefused() {
    assertThatThrownBy(() -> lda().fit(CountRows.of(List.of())))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("there are no rows");
    assertThatThrownBy(() -> lda().fit(CountRows.of(List.of(DOCUMENTS.get(49), DOCUMENTS.get(99)))))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("its 2 rows have no counts");
    assertThatThrownBy(() -> lda().setVocabulary(new String[80]).fit(CountRows.of(List.of())))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void columnsMustFit() {
    Dataset<Row> rows = CountRows.of(DOCUMENTS);
    Lda lda = new Lda("lda");
    assertThatThrownBy(() -> lda.copy(none()).setFeaturesCol("counts").fit(rows))
        .hasMessage(
            "Cannot use column counts as featuresCol of lda: there is none; there are id, features."
                + " Set featuresCol.");
    assertThatThrownBy(() -> lda.copy(none()).setFeaturesCol("id").fit(rows))
        .hasMessageContaining("it holds string; allowed is vector.");
    assertThatThrownBy(() -> lda.copy(none()).setIdCol("name").fit(rows))
        .hasMessageContaining("Cannot use column name as idCol of lda: there is none");
    assertThatThrownBy(() -> lda.copy(none()).setTopicDistributionCol("id").fit(rows))
        .hasMessageContaining("there is one already. Drop it, or set topicDistributionCol.");
  }

  private static org.apache.spark.ml.param.ParamMap none() {
    return org.apache.spark.ml.param.ParamMap.empty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b", "a`b", "with space"})
  void columnsMayHaveAnyName(String name) {
    Dataset<Row> rows = CountRows.of(DOCUMENTS).withColumnRenamed("features", name);
    LdaModel model =
        lda()
            .set("passes", "1")
            .setFeaturesCol(name)
            .setTopicDistributionCol("t." + name)
            .fit(rows);
    assertThat(model.transform(rows).columns()).containsExactly("id", name, "t." + name);
    assertThat(model.transform(rows).head().getAs(2).toString()).startsWith("[");
  }

  @Test
  void parametersThatDoNotFitOneAnotherAreRefused() {
    assertThatThrownBy(
            () -> lda().setDocConcentration(new double[] {1, 2}).fit(CountRows.of(DOCUMENTS)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("with k = 4 allowed are 1 or 4");
  }

  @Test
  void theVocabularyMustNameEveryElementOnce() {
    Dataset<Row> rows = CountRows.of(DOCUMENTS.subList(0, 5));
    assertThatThrownBy(() -> new Lda("lda").setVocabulary(new String[] {"a", "b", "a"}).fit(rows))
        .hasMessage(
            "Cannot use vocabulary of lda: term \"a\" stands at 0 and at 2; allowed are distinct"
                + " words. Correct setVocabulary.");
    context().setLogLevel("OFF");
    try {
      assertThatThrownBy(() -> new Lda("lda").setVocabulary(new String[] {"a", "b"}).fit(rows))
          .hasMessageContaining(
              "its vector has 80 elements; allowed are one for each of the 2 terms.");
    } finally {
      context().setLogLevel("ERROR");
    }
  }

  @Test
  void theSizeOfItsModelIsKnownBeforehand() {
    Dataset<Row> rows = CountRows.of(DOCUMENTS);
    Lda lda = lda().setK(40).set("passes", "1");
    long estimate = lda.estimateModelSize(rows);
    LdaModel model = lda.fit(rows);
    assertThat(estimate).isBetween(model.estimatedSize() - 2000, model.estimatedSize() + 2000);
  }
}
