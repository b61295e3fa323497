package polya.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.Failure;
import polya.models.lda.Lda;
import polya.models.lda.LdaModel;
import polya.spark.LocalSpark;

/** From texts to topics in one Pipeline. */
class TextAnalyzerTest {
  @TempDir Path folder;

  private static Dataset<Row> texts() {
    return LocalSpark.session()
        .range(40)
        .selectExpr("if(id % 2 = 0, 'The ships of New York', 'Sheep, hills of the north') AS text");
  }

  /** What the Params are, arrays without where they lie in memory. */
  private static String params(Params stage) {
    return stage.explainParams().replaceAll("\\[L[^@]*@\\w+", "array");
  }

  private static TextAnalyzer analyzer() {
    return new TextAnalyzer()
        .setLanguage("en")
        .setStem("light")
        .setStopWords("en,-of")
        .setPhrases(1)
        .setPhraseThreshold(0.1)
        .setMaxDocumentFrequency(0.9);
  }

  @Test
  void aPipelineOfTextsLearnsItsTerms() throws IOException {
    Dataset<Row> texts = texts();
    // manual begins
    TextAnalyzer analyzer =
        new TextAnalyzer().setLanguage("en").setStem("light").setStopWords("en,-not").setPhrases(1);
    Lda lda = new Lda().setK(2).set("passes", "2");
    PipelineModel model =
        new Pipeline().setStages(new PipelineStage[] {analyzer, lda}).fit(texts); // a column text
    // manual ends
    TextAnalyzerModel analysis = (TextAnalyzerModel) model.stages()[0];
    assertThat(analysis.phrases()).contains("new_york");
    assertThat(analysis.vocabulary()).contains("new_york").doesNotContain("the", "new", "of");
    assertThat(((LdaModel) model.stages()[1]).describeTopics(2).columns()).contains("terms");
    model.save(folder.resolve("pipeline").toString());
    PipelineModel again = PipelineModel.load(folder.resolve("pipeline").toString());
    assertThat(again.transform(texts()).collectAsList())
        .isEqualTo(model.transform(texts()).collectAsList());
    TextAnalyzerModel loaded = (TextAnalyzerModel) again.stages()[0];
    assertThat(params(loaded)).isEqualTo(params(analysis));
    assertThat(loaded.vocabulary()).isEqualTo(analysis.vocabulary());
    TextAnalyzerModel copy = analysis.copy(ParamMap.empty());
    assertThat(copy.uid()).isEqualTo(analysis.uid());
    assertThat(copy.vocabulary()).isEqualTo(analysis.vocabulary());
  }

  @Test
  void wordsThatWereCutBeforeStayAsTheyAre() {
    Dataset<Row> words =
        LocalSpark.session()
            .sql(
                "SELECT * FROM VALUES (array('New York', 'ape', 'the', 'ape')), (null) AS t(words)");
    TextAnalyzerModel model = new TextAnalyzer().setInputCol("words").setStopWords("en").fit(words);
    assertThat(model.vocabulary()).containsExactly("ape", "New York");
    Row first = model.transform(words).first();
    assertThat(first.<Vector>getAs("features").toArray()).containsExactly(2, 1);
    assertThat(model.transform(words).collectAsList().get(1).<Vector>getAs("features").toArray())
        .containsExactly(0, 0);
  }

  /** As a server of Spark Connect has it: on its own disk, whatever the default file system. */
  @Test
  void whatWasFoundIsPutAside() throws IOException {
    TextAnalyzerModel model = analyzer().fit(texts());
    Configuration hadoop = LocalSpark.session().sparkContext().hadoopConfiguration();
    String before = hadoop.get("fs.defaultFS");
    hadoop.set("fs.defaultFS", "nowhere:///"); // There is none such.
    try {
      model.write().saveToLocal(folder.resolve("aside").toString());
      TextAnalyzerModel again =
          TextAnalyzerModel.read().loadFromLocal(folder.resolve("aside").toString());
      assertThat(params(again)).isEqualTo(params(model));
      assertThat(again.vocabulary()).isEqualTo(model.vocabulary());
      assertThat(again.phrases()).isEqualTo(model.phrases());
    } finally {
      hadoop.set("fs.defaultFS", before);
    }
    assertThat(analyzer().setMaxVocabulary(100).estimateModelSize(texts()))
        .isGreaterThan(model.estimatedSize())
        .isLessThan(20_000);
    assertThatThrownBy(() -> analyzer().estimateModelSize(texts()))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void estimatorsAreSavedAndCopied() throws IOException {
    TextAnalyzer analyzer = analyzer().setNumbers("mask").setKeepPattern("[a-z_]+");
    analyzer.save(folder.resolve("analyzer").toString());
    TextAnalyzer loaded = TextAnalyzer.load(folder.resolve("analyzer").toString());
    assertThat(params(loaded)).isEqualTo(params(analyzer));
    assertThat(params(analyzer.copy(ParamMap.empty()))).isEqualTo(params(analyzer));
  }

  @Test
  void whatDoesNotFitIsSaid() {
    assertThatThrownBy(() -> analyzer().setInputCol("none").fit(texts()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("inputCol");
    assertThatThrownBy(() -> analyzer().setLanguage("deutsch").fit(texts()))
        .hasMessageContaining("Did you mean de?");
    assertThatThrownBy(() -> analyzer().setStem("heavy").fit(texts()))
        .hasMessageContaining("none | light | full");
    assertThatThrownBy(() -> analyzer().setStopWords("more.txt").fit(texts()))
        .hasMessageContaining("more.txt");
    assertThatThrownBy(() -> analyzer().setMinTokenLength(99).fit(texts()))
        .hasMessageContaining("no term is left");
    assertThatThrownBy(() -> analyzer().setInputCol("id").fit(LocalSpark.session().range(3).toDF()))
        .hasMessageContaining("string and array<string>");
  }
}
