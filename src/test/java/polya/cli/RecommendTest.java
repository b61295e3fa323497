package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.corpus.Bag;
import polya.corpus.Document;
import polya.infer.Posterior;
import polya.models.gammapoisson.GammaPoissonModel;
import polya.recommend.Recommendation;
import polya.recommend.Recommender;
import polya.spark.LocalSpark;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelStore;

/** The command recommend on the sample listens, from the table of counts to the measures. */
class RecommendTest {
  @TempDir static Path folder;

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  private static Command done(String... arguments) {
    Command run = Command.run(arguments);
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  @BeforeAll
  static void train() {
    LocalSpark.session();
    String table =
        Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolve("data-samples/listens/listens.csv.gz")
            .toString();
    done(
        "ingest",
        "--format=triples",
        "--header",
        "--input=" + table,
        "--withhold=0.2",
        "--withheld-output=" + path("withheld"),
        "--output=" + path("seen"));
    for (String family : List.of("gammapoisson", "lda")) {
      done(
          "train",
          "--model",
          family,
          "--corpus",
          path("seen"),
          "--output",
          path(family),
          "-p",
          "k=8",
          "-p",
          "passes=8");
    }
  }

  private static Command recommend(String model, String corpus, String output, String... more) {
    List<String> all = new ArrayList<>(List.of("recommend", "--model", path(model)));
    all.addAll(List.of("--corpus", path(corpus), "--output", path(output)));
    all.addAll(List.of(more));
    return Command.run(all.toArray(String[]::new));
  }

  private static JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(new File(path(file)));
  }

  /** The rows by document in the order of ranks. */
  private static Map<String, List<Row>> rows(String output) throws IOException {
    String data = json(output + "/recommend.json").path("data").asText();
    Map<String, List<Row>> rows = new TreeMap<>();
    LocalSpark.session()
        .read()
        .parquet(path(output + "/" + data + "/recommendations"))
        .orderBy("id", "rank")
        .collectAsList()
        .forEach(r -> rows.computeIfAbsent(r.getString(0), id -> new ArrayList<>()).add(r));
    return rows;
  }

  private static Map<String, Document> documents(String corpus) {
    Map<String, Document> documents = new HashMap<>();
    CorpusStore.open(LocalSpark.session(), path(corpus))
        .documentRdd()
        .collect()
        .forEach(d -> documents.put(d.id(), d));
    return documents;
  }

  @Test
  void everyUserGetsTheListOfTheKernelAndTheMeasuresAreThoseOfTheRows() throws IOException {
    Command run =
        recommend("gammapoisson", "seen", "lists", "--top", "20", "--held-out", path("withheld"));
    assertThat(run.code()).as(run.err()).isZero();
    ModelStore model = ModelStore.open(LocalSpark.session(), path("gammapoisson"));
    Posterior posterior = model.posterior();
    Recommender kernel = new Recommender(posterior.topics(), posterior.documents(), 20);
    Map<String, Document> seen = documents("seen");
    Map<String, Document> withheld = documents("withheld");
    Map<String, List<Row>> rows = rows("lists");
    assertThat(rows.keySet()).isEqualTo(new TreeSet<>(seen.keySet()));
    double recall = 0;
    int users = 0;
    for (Map.Entry<String, List<Row>> list : rows.entrySet()) {
      Document user = seen.get(list.getKey());
      Recommendation wanted =
          kernel.recommend(List.of(new Bag(user.terms(), user.counts()))).get(0);
      assertThat(list.getValue()).hasSize(20);
      List<Integer> hidden =
          java.util.Arrays.stream(withheld.get(list.getKey()).terms()).boxed().toList();
      int hits = 0;
      for (int i = 0; i < 20; i++) {
        Row row = list.getValue().get(i);
        assertThat(row.getInt(1)).isEqualTo(i + 1);
        assertThat(row.getString(2)).isEqualTo(model.vocabulary().term(wanted.terms()[i]));
        assertThat(row.getFloat(3)).isEqualTo(wanted.scores()[i]);
        hits += hidden.contains(wanted.terms()[i]) ? 1 : 0;
      }
      if (!hidden.isEmpty()) {
        users++;
        recall += (double) hits / hidden.size();
      }
    }
    JsonNode evaluation = json("lists/recommend.json").path("evaluation");
    assertThat(evaluation.path("documents").asInt()).isEqualTo(users).isGreaterThan(700);
    assertThat(evaluation.at("/model/recall").asDouble())
        .isCloseTo(recall / users, org.assertj.core.api.Assertions.within(1e-9));
    // A genre's 40 artists are an eighth of all; popularity knows ranks within genres alone.
    assertThat(evaluation.at("/model/recall").asDouble())
        .isGreaterThan(2 * evaluation.at("/popularity/recall").asDouble());
    assertThat(evaluation.at("/model/ndcgStandardError").asDouble()).isBetween(0.001, 0.02);
    assertThat(run.out())
        .startsWith("recommendations " + path("lists") + "  800 documents")
        .contains("top 20  16,000 rows  k 8")
        .contains("model       precision@20 0.", "popularity  precision@20 0.")
        .contains("means over " + users + " documents with withheld terms, of " + users);
    assertThat(json("lists/run.json").at("/counts/rows").asLong()).isEqualTo(16_000);
  }

  @Test
  void ldaRecommendsTooAndPrintsJson() throws IOException {
    Command run = recommend("lda", "seen", "lda-lists", "--held-out", path("withheld"), "--json");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode printed = new ObjectMapper().readTree(run.out());
    assertThat(printed.at("/evaluation/model/ndcg").asDouble())
        .isGreaterThan(1.5 * printed.at("/evaluation/popularity/ndcg").asDouble());
    assertThat(json("lda-lists/recommend.json").path("evaluation"))
        .isEqualTo(printed.path("evaluation"));
  }

  @Test
  void theModelsMethodGivesTheNumbersOfTheJob() throws IOException {
    assertThat(recommend("gammapoisson", "seen", "job", "--top", "5").code()).isZero();
    ModelStore store = ModelStore.open(LocalSpark.session(), path("gammapoisson"));
    int terms = store.vocabulary().size();
    List<Row> features = new ArrayList<>();
    documents("seen")
        .forEach(
            (id, d) -> {
              double[] counts = java.util.Arrays.stream(d.counts()).asDoubleStream().toArray();
              SparseVector vector = (SparseVector) Vectors.sparse(terms, d.terms(), counts);
              features.add(RowFactory.create(id, vector));
            });
    StructType schema =
        new StructType().add("id", DataTypes.StringType).add("features", SQLDataTypes.VectorType());
    Dataset<Row> users = LocalSpark.session().createDataFrame(features, schema).repartition(3);
    Dataset<Row> listed = GammaPoissonModel.load(path("gammapoisson")).recommend(users, 5);
    assertThat(listed.columns()).containsExactly("id", "features", "recommendations");
    Map<String, List<Row>> job = rows("job");
    List<Row> all = listed.collectAsList();
    assertThat(all).hasSize(800);
    for (Row user : all) {
      List<Row> list = user.getList(2);
      assertThat(list).hasSize(5);
      for (int i = 0; i < 5; i++) {
        Row wanted = job.get(user.getString(0)).get(i);
        assertThat(store.vocabulary().term(list.get(i).getInt(0))).isEqualTo(wanted.getString(2));
        assertThat(list.get(i).getFloat(1)).isEqualTo(wanted.getFloat(3));
      }
    }
  }

  @Test
  void badInputsAreSentencesThatLeaveNothing() throws IOException {
    Command none = recommend("lda", "seen", "bad", "--top", "0");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("Cannot use --top: 0; allowed is a whole number 1 … 10000");
    assertThat(recommend("lda", "lda", "bad").code()).isEqualTo(3);
    Command itself = recommend("lda", "seen", "bad", "--held-out", path("seen"));
    assertThat(itself.code()).isEqualTo(3);
    assertThat(itself.err()).contains("Make both by ingest --withhold");
    assertThat(json("bad/run.json").path("exitCode").asInt()).isEqualTo(3);
    assertThat(new File(path("bad")).list((f, name) -> !name.startsWith(".")))
        .containsExactly("run.json");
  }
}
