package polya.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import polya.Failure;
import polya.cli.Command;
import polya.corpus.Document;
import polya.mixing.Mixtures;
import polya.ml.CountRows;
import polya.ml.PerplexityEvaluator;
import polya.ml.TopicEstimator;
import polya.ml.TopicModel;
import polya.params.Parameter;
import polya.spark.LocalSpark;
import polya.spark.PlantedCorpus;

/**
 * What a family's stages of spark.ml promise: Params as they are declared, schemas, copies, what
 * was saved, Pipelines, cross-validation, and that a fit leaves nothing behind.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class StageContract implements ModelContract {
  private static final int DOCUMENTS = 120;

  /** What a stage has beside the declared parameters. */
  private static final Set<String> OF_THE_STAGE =
      Set.of(
          "featuresCol",
          "topicDistributionCol",
          "heldOutCol",
          "foldInSweeps",
          "idCol",
          "vocabulary",
          "inference");

  private static final Map<Parameter.Kind, Class<?>> TYPES =
      Map.of(
          Parameter.Kind.INTEGER, IntParam.class,
          Parameter.Kind.LONG, LongParam.class,
          Parameter.Kind.REAL, DoubleParam.class,
          Parameter.Kind.REALS, DoubleArrayParam.class,
          Parameter.Kind.WORD, Param.class,
          Parameter.Kind.TEXT, Param.class,
          Parameter.Kind.FLAG, BooleanParam.class);

  private static final String[] TERMS =
      IntStream.range(0, PlantedCorpus.TERMS).mapToObj(w -> "term" + w).toArray(String[]::new);

  private final Map<String, TopicModel<?>> models = new HashMap<>();

  @TempDir private Path folder;

  @BeforeAll
  static void spark() {
    LocalSpark.session(); // Spark's own writers take the session that is there.
  }

  /** The estimator with every Param at its default, but for what {@link #rows} need. */
  protected abstract TopicEstimator<?, ?> stage(String uid);

  /** The documents with whatever columns the estimator reads; {@code id} among them. */
  protected Dataset<Row> rows(int howMany) {
    return CountRows.of(documents(howMany));
  }

  private Dataset<Row> rows() {
    return rows(DOCUMENTS);
  }

  private TopicEstimator<?, ?> brief(String method) {
    TopicEstimator<?, ?> stage = stage("stage");
    stage.set("inference", method).set("seed", "3").set("idCol", "id");
    stage.setVocabulary(TERMS);
    brief(method, PlantedCorpus.TOPICS).forEach(stage::set);
    return stage;
  }

  /** Fitted once for all tests that do not care how. */
  private TopicModel<?> model(String method) {
    return models.computeIfAbsent(method, by -> brief(by).fit(rows()));
  }

  private TopicModel<?> model() {
    return model(methods().get(0));
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private static SparkContext context() {
    return LocalSpark.session().sparkContext();
  }

  /** What {@code load} of this class reads. */
  private static Object loaded(Class<?> type, String path) throws Throwable {
    try {
      return type.getMethod("load", String.class).invoke(null, path);
    } catch (java.lang.reflect.InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private Map<String, Parameter<?>> declared() {
    Map<String, Parameter<?>> declared = new LinkedHashMap<>();
    methods().forEach(m -> family().parameters(m).forEach(p -> declared.putIfAbsent(p.name(), p)));
    return declared;
  }

  @Test
  void everyDeclaredParameterIsAParamAndEveryParamIsDeclared() {
    TopicEstimator<?, ?> stage = stage("stage");
    Set<String> expected = new TreeSet<>(OF_THE_STAGE);
    expected.addAll(declared().keySet());
    assertThat(new TreeSet<>(Arrays.stream(stage.params()).map(Param::name).toList()))
        .isEqualTo(expected);
    assertThat(stage.params()).hasSize(expected.size());
  }

  @Test
  void aParamHasTheMeaningTheRangeTheTypeAndTheDefaultOfItsDeclaration() throws Exception {
    TopicEstimator<?, ?> stage = stage("stage").getClass().getConstructor().newInstance();
    declared()
        .forEach(
            (name, declared) -> {
              Param<Object> param = stage.getParam(name);
              assertThat(param.doc()).startsWith(declared.meaning()).contains(declared.range());
              assertThat(param).as(name).isExactlyInstanceOf(TYPES.get(declared.kind()));
              assertThat(stage.hasDefault(param)).as(name).isNotEqualTo(declared.automatic());
              if (!declared.automatic()) {
                assertThat(stage.getOrDefault(param)).isEqualTo(declared.defaultValue());
              }
            });
    assertThat(stage.getInference()).isEqualTo("auto");
    assertThat(stage.uid())
        .startsWith(family().name() + "_")
        .isNotEqualTo(stage.getClass().getConstructor().newInstance().uid());
    assertThatThrownBy(() -> stage.set("inference", "gips"))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("Cannot use inference gips: there are ");
    assertThatThrownBy(() -> stage.set("sead", "1"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("there is no such parameter. Did you mean seed?");
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aFittedModelTellsHowItWasMade(String method) {
    TopicModel<?> model = model(method);
    assertThat(model.topics()).isEqualTo(PlantedCorpus.TOPICS);
    assertThat(model.vocabSize()).isEqualTo(PlantedCorpus.TERMS);
    assertThat(model).hasToString("stage: k=4, vocabSize=80");
    assertThat(model.<Object>getOrDefault(model.getParam("inference"))).isEqualTo(method);
    assertThat(model.<Object>getOrDefault(model.getParam("seed"))).isEqualTo(3L);
    assertThat(model.summary().toString())
        .startsWith(family().name() + " · " + method + "  k 4  ")
        .endsWith("digest " + model.summary().digest().substring(0, 12));
    assertThat(model.summary().metrics()).hasSize(model.summary().rounds()).isNotEmpty();
    assertThat(model.summary().documents()).isEqualTo(DOCUMENTS);
    assertThat(model.summary().tokens()).isEqualTo(facts(DOCUMENTS).tokens());
    assertThat(model.summary().parameters()).containsEntry("seed", "3");
    assertThat(model.posterior()).hasToString(family().name() + ": 4 topics over 80 terms");
    Matrix matrix = model.topicsMatrix();
    for (int k = 0; k < PlantedCorpus.TOPICS; k++) {
      double sum = 0;
      for (int w = 0; w < PlantedCorpus.TERMS; w++) {
        sum += matrix.apply(w, k);
      }
      assertThat(sum).isCloseTo(1, within(1e-5));
    }
    assertThat(model.describeTopics(3).columns())
        .startsWith("topic", "termIndices", "termWeights", "terms");
    assertThat(model.describeTopics(3).count()).isEqualTo(4);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void transformAddsEveryRowsMixtureWhateverThePartitions(String method) {
    TopicModel<?> model = model(method);
    Dataset<Row> mixed = model.transform(rows());
    assertThat(mixed.schema()).isEqualTo(model.transformSchema(rows().schema()));
    assertThat(mixed.schema().apply("topicDistribution").dataType())
        .isEqualTo(SQLDataTypes.VectorType());
    assertThat(AttributeGroup.fromStructField(mixed.schema().apply("topicDistribution")).size())
        .isEqualTo(4);
    Mixtures mixtures = new Mixtures(model.posterior().topics(), model.posterior().documents());
    List<Row> expected = mixed.collectAsList();
    List<Document> documents = documents(DOCUMENTS);
    assertThat(expected).hasSize(DOCUMENTS);
    for (int d = 0; d < DOCUMENTS; d++) {
      Document document = documents.get(d);
      assertThat(expected.get(d).<Vector>getAs("topicDistribution").toArray())
          .as(document.id())
          .containsExactly(mixtures.of(document.terms(), document.counts()));
    }
    assertThat(model.copy(ParamMap.empty()).transform(rows().repartition(5)).collectAsList())
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThatThrownBy(() -> model.transform(mixed))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(
            "Cannot add column topicDistribution as topicDistributionCol of stage");
  }

  @Test
  void aCopyHasItsOwnParamsAndTheSameParent() {
    TopicEstimator<?, ?> estimator = brief(methods().get(0));
    TopicModel<?> model = estimator.fit(rows());
    assertThat(model.summary().digest())
        .as("another fit of the same")
        .isEqualTo(model().summary().digest());
    TopicModel<?> copy = model.copy(new ParamMap().put(model.topicDistributionCol(), "mixture"));
    assertThat(copy.getTopicDistributionCol()).isEqualTo("mixture");
    assertThat(model.getTopicDistributionCol()).isEqualTo("topicDistribution");
    assertThat(copy.uid()).isEqualTo(model.uid()).isEqualTo("stage");
    assertThat(copy.parent()).isSameAs(model.parent()).isSameAs(estimator);
    TopicEstimator<?, ?> other = estimator.copy(ParamMap.empty());
    other.set("seed", "9");
    assertThat(estimator.<Object>getOrDefault(estimator.getParam("seed"))).isEqualTo(3L);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aModelIsTheSameAfterSavingAndLoading(String method) throws Throwable {
    TopicModel<?> model = model(method);
    model.save(path("model"));
    assertThatThrownBy(() -> model.save(path("model"))).isInstanceOf(IOException.class);
    model.write().overwrite().save(path("model"));
    TopicModel<?> loaded = (TopicModel<?>) loaded(model.getClass(), path("model"));
    assertThat(loaded.uid()).isEqualTo(model.uid());
    assertThat(loaded.summary().digest()).isEqualTo(model.summary().digest());
    assertThat(loaded.vocabulary().orElseThrow().terms()).containsExactly(TERMS);
    assertThat(loaded.summary().parameters()).isEqualTo(model.summary().parameters());
    assertThat(loaded.summary().metrics().toString())
        .isEqualTo(model.summary().metrics().toString());
    assertThat(plain(loaded.explainParams())).isEqualTo(plain(model.explainParams()));
    assertThat(loaded.transform(rows()).collectAsList())
        .isEqualTo(model.transform(rows()).collectAsList());
    Command topics = Command.run("topics", "--model", path("model"), "--json");
    assertThat(topics.code()).as(topics.err()).isZero();
    assertThat(topics.out()).contains(model.summary().digest());
    assertThatThrownBy(() -> loaded(stage("other").getClass(), path("model")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(
            "a %s was saved there; allowed is %s",
            model.getClass().getName(), stage("other").getClass().getName());
  }

  /** A server of Spark Connect puts every model aside, in a folder of its own disk. */
  @Test
  void aModelIsPutAsideWhateverTheDefaultFileSystem() throws Exception {
    TopicModel<?> model = model();
    String before = context().hadoopConfiguration().get("fs.defaultFS");
    context().hadoopConfiguration().set("fs.defaultFS", "nowhere:///"); // There is none such.
    try {
      model.write().saveToLocal(path("aside"));
      Object reader = model.getClass().getMethod("read").invoke(null);
      TopicModel<?> again = (TopicModel<?>) ((MLReader<?>) reader).loadFromLocal(path("aside"));
      assertThat(again.uid()).isEqualTo(model.uid());
      assertThat(again.summary().digest()).isEqualTo(model.summary().digest());
      assertThat(again.topicsMatrix()).isEqualTo(model.topicsMatrix());
      assertThat(again.summary().parameters()).isEqualTo(model.summary().parameters());
      assertThat(again.summary().metrics().toString())
          .isEqualTo(model.summary().metrics().toString());
      assertThat(again.vocabulary().orElseThrow().terms()).containsExactly(TERMS);
      assertThat(again.describeTopics().collectAsList())
          .isEqualTo(model.describeTopics().collectAsList());
      assertThat(plain(again.explainParams())).isEqualTo(plain(model.explainParams()));
      assertThat(again.transform(rows()).collectAsList())
          .isEqualTo(model.transform(rows()).collectAsList());
      assertThatThrownBy(() -> model.write().saveToLocal(path("aside")))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> ((MLReader<?>) reader).loadFromLocal(path("gone")))
          .hasMessageContaining("gone");
    } finally {
      context().hadoopConfiguration().set("fs.defaultFS", before);
    }
    long expected = stage("size").setVocabulary(TERMS).estimateModelSize(rows());
    assertThat(expected).isBetween(80L * 4 * 4, 100_000L);
    assertThat(model.estimatedSize()).isBetween(80L * 4 * 4, 100_000L);
  }

  /** A server of Spark Connect asks every class of a model for it. */
  @Test
  void aModelOfNothingSaysSo() throws Exception {
    TopicModel<?> nothing = model().getClass().getConstructor().newInstance();
    assertThatThrownBy(nothing::topics)
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot use %s: nothing was fitted. Fit an estimator, or load a model.", nothing.uid());
  }

  /** Without the addresses of arrays. */
  private static String plain(String params) {
    return params.replaceAll("\\[[DL][^@]*@\\w+", "array");
  }

  @Test
  void anEstimatorIsTheSameAfterSavingAndLoading() throws Throwable {
    TopicEstimator<?, ?> estimator = brief(methods().get(0));
    estimator.save(path("estimator"));
    TopicEstimator<?, ?> loaded =
        (TopicEstimator<?, ?>) loaded(estimator.getClass(), path("estimator"));
    assertThat(loaded.uid()).isEqualTo(estimator.uid());
    assertThat(plain(loaded.explainParams())).isEqualTo(plain(estimator.explainParams()));
    assertThat(loaded.fit(rows()).summary().digest()).isEqualTo(model().summary().digest());
    assertThatThrownBy(() -> loaded(model().getClass(), path("estimator")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("a %s was saved there;", estimator.getClass().getName());
  }

  @Test
  void pipelinesAndTheirModelsAreSavedAndLoaded() throws IOException {
    Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {brief(methods().get(0))});
    PipelineModel fitted = pipeline.fit(rows());
    List<Row> expected = model().transform(rows()).collectAsList();
    assertThat(fitted.transform(rows()).collectAsList()).isEqualTo(expected);
    fitted.save(path("pipeline-model"));
    assertThat(PipelineModel.load(path("pipeline-model")).transform(rows()).collectAsList())
        .isEqualTo(expected);
    Command topics = Command.run("topics", "--model", path("pipeline-model/stages/0_stage"));
    assertThat(topics.code()).as(topics.err()).isZero();
    pipeline.save(path("pipeline"));
    assertThat(Pipeline.load(path("pipeline")).fit(rows()).transform(rows()).collectAsList())
        .isEqualTo(expected);
  }

  @Test
  void crossValidationChoosesWhatAFitGives() {
    TopicEstimator<?, ?> estimator = brief(methods().get(0));
    estimator.set("heldOutCol", "score");
    CrossValidatorModel tuned =
        new CrossValidator()
            .setEstimator(estimator)
            .setEvaluator(new PerplexityEvaluator().setHeldOutCol("score"))
            .setEstimatorParamMaps(
                new ParamGridBuilder()
                    .addGrid((LongParam) (Param<?>) estimator.getParam("seed"), new long[] {3, 4})
                    .build())
            .setNumFolds(2)
            .setSeed(1)
            .setParallelism(2)
            .fit(rows());
    double[] perplexities = tuned.avgMetrics();
    assertThat(perplexities).hasSize(2);
    assertThat(Arrays.stream(perplexities).min().orElse(0)).isBetween(2.0, 80.0);
    int best = perplexities[0] <= perplexities[1] ? 0 : 1;
    TopicModel<?> model = (TopicModel<?>) tuned.bestModel();
    estimator.set("seed", Integer.toString(3 + best));
    assertThat(model.summary().digest()).isEqualTo(estimator.fit(rows()).summary().digest());
  }

  /** Every way to fit: each method, and with states that tiles remember. */
  final Stream<Arguments> fits() {
    Stream<Arguments> methods = methods().stream().map(m -> Arguments.of(m, Map.of()));
    boolean remembers =
        family().parameters(methods().get(0)).stream()
            .anyMatch(p -> p.name().equals("variational"));
    Map<String, String> memoized = Map.of("variational", "vb", "subsamplingRate", "1");
    return remembers
        ? Stream.concat(methods, Stream.of(Arguments.of(methods().get(0), memoized)))
        : methods;
  }

  @ParameterizedTest
  @MethodSource("fits")
  void aFitLeavesNothingBehindEvenIfItFails(String method, Map<String, String> more) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(context());
    Set<Integer> persisted = Set.copyOf(spark.getPersistentRDDs().keySet());
    context().setJobDescription("somebody's own");
    Dataset<Row> broken =
        rows()
            .withColumn(
                "features",
                functions
                    .when(functions.col("id").equalTo("doc-7"), functions.lit(null))
                    .otherwise(functions.col("features")));
    try {
      TopicEstimator<?, ?> estimator = brief(method);
      more.forEach(estimator::set);
      estimator.fit(rows());
      assertThat(context().getLocalProperty("spark.job.description")).isEqualTo("somebody's own");
      assertThat(spark.getPersistentRDDs().keySet()).isEqualTo(persisted);
      context().setLogLevel("OFF"); // Spark would print the failure that the test wants.
      assertThatThrownBy(() -> brief(method).fit(broken))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("it has no vector");
      assertThat(context().getLocalProperty("spark.job.description")).isEqualTo("somebody's own");
      assertThat(spark.getPersistentRDDs().keySet()).isEqualTo(persisted);
    } finally {
      context().setLogLevel("ERROR");
      context().setJobDescription(null);
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void rowsAndColumnsThatHoldNoCountsAreNamed(String method) {
    Dataset<Row> plain = rows();
    TopicEstimator<?, ?> estimator = brief(method);
    estimator.setFeaturesCol("counts");
    assertThatThrownBy(() -> estimator.fit(plain))
        .hasMessageStartingWith("Cannot use column counts as featuresCol of stage: there is none;");
    for (double value : new double[] {0.5, -1, Double.NaN}) {
      Vector odd = Vectors.sparse(PlantedCorpus.TERMS, new int[] {2, 5}, new double[] {1, value});
      Dataset<Row> rows =
          plain.withColumn(
              "features",
              functions
                  .when(
                      functions.col("id").equalTo("doc-7"),
                      functions.udf(() -> odd, SQLDataTypes.VectorType()).apply())
                  .otherwise(functions.col("features")));
      context().setLogLevel("OFF"); // Spark would print the failure that the test wants.
      try {
        assertThatThrownBy(() -> brief(method).fit(rows))
            .isInstanceOf(Failure.class)
            .hasMessageContaining("Cannot read row doc-7 as counts of terms: its value at 5 is");
      } finally {
        context().setLogLevel("ERROR");
      }
    }
  }
}
