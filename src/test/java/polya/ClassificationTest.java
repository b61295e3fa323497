package polya;

import static org.apache.spark.ml.functions.array_to_vector;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.cli.Main;
import polya.spark.LocalSpark;

/**
 * Documents' mixtures as the features of a classifier, against the guess that every document is of
 * the largest class. The topic model and the classifier see training documents only, and the topic
 * model no label.
 */
@Tag("long")
class ClassificationTest {
  /** Books of the Bible by their part; chapters have ids such as Ge1. */
  private static final Map<String, String> PARTS =
      Map.of(
          "law", "Ge Exo Lev Num Deu",
          "history", "Josh Jdgs Ruth 1Sm 2Sm 1Ki 2Ki 1Chr 2Chr Ezra Neh Est",
          "poetry", "Job Psa Prv Eccl SSol",
          "prophets", "Isa Jer Lam Eze Dan Hos Joel Amos Obad Jonah Mic Nahum Hab Zep Hag Zec Mal",
          "gospels and acts", "Mat Mark Luke John Acts",
          "letters and revelation",
              "Rom 1Cor 2Cor Gal Eph Phi Col 1Th 2Th 1Tim 2Tim Titus Phmn Heb Jas 1Pet 2Pet 1Jn 2Jn"
                  + " 3Jn Jude Rev");

  @TempDir Path folder;

  /**
   * What came of it.
   *
   * @param classifier share of test documents whose class it named
   * @param majority share of test documents of the class that is largest in training
   * @param documents tested
   */
  private record Accuracy(double classifier, double majority, long documents) {
    double standardError() {
      return Math.sqrt(classifier * (1 - classifier) / documents);
    }
  }

  private static void done(String... arguments) {
    assertThat(Main.run(new PrintWriter(System.out), new PrintWriter(System.err), arguments))
        .as(String.join(" ", arguments))
        .isZero();
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  /** The mixtures of a corpus as rows of id and features, by {@code transform}. */
  private Dataset<Row> features(SparkSession spark, String corpus) throws IOException {
    String output = at(corpus + "-mixtures");
    done("transform", "--model", at("model"), "--corpus", at(corpus), "--output", output);
    String data =
        new ObjectMapper().readTree(new File(output, "transform.json")).path("data").asText();
    return spark
        .read()
        .parquet(output + "/" + data + "/mixtures")
        .select(col("id"), array_to_vector(col("mixture")).as("features"));
  }

  private Accuracy of(
      String docword, String vocabulary, String ids, int k, TreeMap<String, String> labelOf)
      throws IOException {
    SparkSession spark = LocalSpark.session();
    done(
        "ingest",
        "--format",
        "uci",
        "--input",
        docword,
        "--vocabulary",
        vocabulary,
        "--ids",
        ids,
        "--held-out",
        "0.3",
        "--held-out-output",
        at("test"),
        "--output",
        at("train"));
    done("train", "--corpus", at("train"), "--output", at("model"), "-p", "k=" + k);
    List<Row> rows = new ArrayList<>();
    labelOf.forEach((id, label) -> rows.add(RowFactory.create(id, label)));
    Dataset<Row> labels =
        spark.createDataFrame(
            rows, new StructType().add("id", DataTypes.StringType).add("label", "string"));
    Dataset<Row> train =
        features(spark, "train").join(labels, "id").coalesce(1).sortWithinPartitions("id").cache();
    Dataset<Row> test = features(spark, "test").join(labels, "id").coalesce(1).cache();
    Row largest = train.groupBy("label").count().orderBy(col("count").desc()).first();
    double majority =
        test.filter(col("label").equalTo(largest.getString(0))).count() / (double) test.count();
    return new Accuracy(accuracy(train, test), majority, test.count());
  }

  private static double accuracy(Dataset<Row> train, Dataset<Row> test) {
    // manual begins
    Pipeline classifier =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new StringIndexer().setInputCol("label").setOutputCol("class"),
                  new LogisticRegression().setLabelCol("class").setRegParam(0.001)
                });
    Dataset<Row> predicted = classifier.fit(train).transform(test); // id, features, label
    double accuracy =
        new MulticlassClassificationEvaluator()
            .setLabelCol("class")
            .setMetricName("accuracy")
            .evaluate(predicted);
    // manual ends
    return accuracy;
  }

  /** The figures that measured.md has for a corpus: classifier and majority, in per cent. */
  private static double[] told(String corpus) throws IOException {
    Matcher row =
        Pattern.compile("\\| " + corpus + " \\|.*\\| ([\\d.]+) ± [\\d.]+ % \\| ([\\d.]+) % \\|")
            .matcher(Manual.page("measured.md").text());
    assertThat(row.find()).as("the manual's row of " + corpus).isTrue();
    return new double[] {Double.parseDouble(row.group(1)), Double.parseDouble(row.group(2))};
  }

  private static void check(String corpus, Accuracy accuracy) throws IOException {
    System.out.printf(
        "%s: %,d test documents, classifier %.1f ± %.1f %%, majority %.1f %%%n",
        corpus,
        accuracy.documents(),
        100 * accuracy.classifier(),
        100 * accuracy.standardError(),
        100 * accuracy.majority());
    double[] told = told(corpus);
    // A classifier's last bits depend on the order of Spark's sums; a document or two may turn.
    assertThat(100 * accuracy.classifier()).isCloseTo(told[0], within(1.5));
    assertThat(100 * accuracy.majority()).isCloseTo(told[1], within(0.06));
  }

  @Test
  void chaptersOfTheBibleAreToldApartByTheirMixtures() throws IOException {
    Path bible = Path.of(System.getProperty("basedir", ""), "data-samples/bible").toAbsolutePath();
    Map<String, String> partOf = new TreeMap<>();
    PARTS.forEach(
        (part, books) -> {
          for (String book : books.split(" ")) {
            partOf.put(book, part);
          }
        });
    TreeMap<String, String> labelOf = new TreeMap<>();
    for (String id : Files.readAllLines(bible.resolve("ids.bible.txt"))) {
      labelOf.put(id, partOf.get(id.replaceFirst("\\d+$", "")));
    }
    assertThat(labelOf).hasSize(1189).doesNotContainValue(null);
    Accuracy accuracy =
        of(
            bible.resolve("docword.bible.txt.gz").toString(),
            bible.resolve("vocab.bible.txt").toString(),
            bible.resolve("ids.bible.txt").toString(),
            20,
            labelOf);
    check("bible", accuracy);
  }

  @Test
  void postsOf20newsAreToldApartByTheirMixtures() throws IOException {
    Path news = Path.of(System.getProperty("corpora", "")).resolve("20news");
    assumeTrue(Files.isDirectory(news), "the corpora are absent: give -Dcorpora=…");
    // Its own ids repeat; a post's number is its id here.
    List<String> labels = Files.readAllLines(news.resolve("labels.20news.txt"));
    TreeMap<String, String> labelOf = new TreeMap<>();
    List<String> ids = new ArrayList<>();
    for (int d = 0; d < labels.size(); d++) {
      ids.add("post" + d);
      labelOf.put(ids.get(d), labels.get(d));
    }
    Files.write(folder.resolve("ids.txt"), ids);
    Accuracy accuracy =
        of(
            news.resolve("docword.20news.txt.gz").toString(),
            news.resolve("vocab.20news.txt").toString(),
            at("ids.txt"),
            100,
            labelOf);
    check("20news", accuracy);
  }
}
