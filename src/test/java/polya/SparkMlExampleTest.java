package polya;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.ml.feature.CountVectorizer;
import org.apache.spark.ml.feature.CountVectorizerModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.models.lda.Lda;
import polya.models.lda.LdaModel;
import polya.spark.LocalSpark;

/**
 * The manual's example of spark.ml: compiled here and run here; ManualTest holds it to its text.
 */
class SparkMlExampleTest {
  @TempDir Path folder;

  private static LdaModel example(Dataset<Row> documents, String path) throws IOException {
    // manual begins
    CountVectorizerModel counter =
        new CountVectorizer().setInputCol("words").setOutputCol("features").fit(documents);
    Dataset<Row> counts = counter.transform(documents);

    Lda lda = new Lda().setK(20).setVocabulary(counter.vocabulary()).set("passes", "10");
    LdaModel model = lda.fit(counts);

    Dataset<Row> topics = model.describeTopics(5); // topic, termIndices, termWeights, terms
    Dataset<Row> mixtures = model.transform(counts); // adds topicDistribution, a vector of 20
    model.save(path);
    LdaModel again = LdaModel.load(path);
    // manual ends
    assertThat(topics.columns()).containsExactly("topic", "termIndices", "termWeights", "terms");
    assertThat(mixtures.columns()).containsExactly("words", "features", "topicDistribution");
    assertThat(again.transform(counts).collectAsList()).isEqualTo(mixtures.collectAsList());
    return again;
  }

  @Test
  void runs() throws IOException {
    Dataset<Row> documents =
        LocalSpark.session()
            .range(40)
            .selectExpr(
                "if(id % 2 = 0, array('sea', 'ship', 'wave', 'sea'), array('hill', 'sheep'))"
                    + " AS words");
    LdaModel model = example(documents, folder.resolve("model").toString());
    assertThat(model.topics()).isEqualTo(20);
  }
}
