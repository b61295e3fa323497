package polya.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.CountVectorizerModel;
import org.apache.spark.ml.feature.RegexTokenizer;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import polya.ml.TopicEstimator;
import polya.ml.TopicModel;
import polya.models.gammapoisson.GammaPoisson;
import polya.models.lda.Lda;
import polya.spark.LocalSpark;

/**
 * Pipelines and PipelineModels that hold stages of Polya, as any version saved them under the class
 * names that it had: {@code pipeline-format-1} is {@link #pipeline} before, and {@code
 * pipeline-model-format-1} after it was fitted to the tiny sample. A format's folder is never
 * changed again.
 */
class SavedStagesTest {
  /** The stages at the end of the pipelines that were saved. */
  enum Saved {
    LDA(
        "lda",
        "e29abe6889905d90cab7b31a55ba86955c0edb17f8ba90f6c2b14c740b3ffc9b",
        0.5686724260090049,
        0.4099459999606423,
        0.02138157403035279) {
      @Override
      TopicEstimator<?, ?> stage() {
        return new Lda("lda_saved")
            .setK(3)
            .setSeed(7)
            .setDocConcentration(new double[] {0.3, 0.2, 0.1})
            .setOptimizeDocConcentration(false)
            .setTopicConcentration(0.05)
            .set("passes", "4")
            .setFeaturesCol("counts")
            .setTopicDistributionCol("mixture")
            .setIdCol("id")
            .setVocabulary(terms());
      }
    },
    GAMMA_POISSON(
        "gammapoisson",
        "38ae4b4bec28552b02c4341a840d2d6b4565016e0575ca38a40f69a588768656",
        0.0283524556920452,
        0.8127560479290701,
        0.15889149637888472) {
      @Override
      TopicEstimator<?, ?> stage() {
        return new GammaPoisson("gammapoisson_saved")
            .setInference("gibbs")
            .setK(3)
            .setSeed(7)
            .set("burnIn", "20")
            .set("samples", "5")
            .set("rates", "topic")
            .set("shape", "0.3,0.2,0.1")
            .setFeaturesCol("counts")
            .setTopicDistributionCol("mixture")
            .setIdCol("id")
            .setVocabulary(terms());
      }
    };

    private final String family;
    private final String digest;

    /** Of the first document. */
    private final double[] mixture;

    Saved(String family, String digest, double... mixture) {
      this.family = family;
      this.digest = digest;
      this.mixture = mixture;
    }

    abstract TopicEstimator<?, ?> stage();

    Pipeline pipeline() {
      return new Pipeline("pipeline_saved")
          .setStages(
              new PipelineStage[] {
                new RegexTokenizer("words_saved").setInputCol("text").setOutputCol("words"),
                new CountVectorizerModel("counts_saved", terms())
                    .setInputCol("words")
                    .setOutputCol("counts"),
                stage()
              });
    }

    String folder(String name) {
      return Goldens.project()
          .resolve(Path.of("src/test/resources/polya", family, name))
          .toString();
    }
  }

  private static String[] terms() {
    Path file = Goldens.project().resolve("data-samples/tiny/vocab.tiny.txt");
    try (Stream<String> lines = Files.lines(file)) {
      return lines.toArray(String[]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Dataset<Row> texts() {
    return LocalSpark.session().read().json(SampleRows.data("tiny/tiny.jsonl")).coalesce(1);
  }

  @BeforeAll
  static void spark() {
    LocalSpark.session(); // Spark's own readers take the session that is there.
  }

  private static TopicModel<?> last(PipelineModel pipeline) {
    return (TopicModel<?>) pipeline.stages()[2];
  }

  @ParameterizedTest
  @EnumSource
  void aPipelineModelIsWhatItWas(Saved saved) {
    PipelineModel loaded = PipelineModel.load(saved.folder("pipeline-model-format-1"));
    assertThat(loaded.uid()).isEqualTo("pipeline_saved");
    TopicModel<?> model = last(loaded);
    assertThat(model.uid()).isEqualTo(saved.family + "_saved");
    assertThat(model.summary().digest()).isEqualTo(saved.digest);
    assertThat(model.summary().parameters()).containsEntry("k", "3").containsEntry("seed", "7");
    assertThat(model.summary().documents()).isEqualTo(12);
    assertThat(model.summary().metrics()).hasSize(model.summary().rounds());
    assertThat(model.vocabulary().orElseThrow().terms()).containsExactly(terms());
    assertThat(model.getFeaturesCol()).isEqualTo("counts");
    assertThat(model.getOrDefault(model.getParam("k"))).isEqualTo(3);

    Row first = loaded.transform(texts()).head();
    assertThat(first.<String>getAs("id")).isEqualTo("bread");
    assertThat(first.<Vector>getAs("mixture").toArray())
        .containsExactly(saved.mixture, within(1e-6));
  }

  @ParameterizedTest
  @EnumSource
  void anUnfittedPipelineHasItsParamsAndFitsAsOneMadeNow(Saved saved) {
    Pipeline loaded = Pipeline.load(saved.folder("pipeline-format-1"));
    PipelineStage stage = loaded.getStages()[2];
    assertThat(stage).isExactlyInstanceOf(saved.stage().getClass());
    assertThat(stage.uid()).isEqualTo(saved.stage().uid());
    assertThat(params(stage)).isEqualTo(params(saved.stage()));

    PipelineModel then = loaded.fit(texts());
    PipelineModel now = saved.pipeline().fit(texts());
    assertThat(last(then).summary().digest()).isEqualTo(last(now).summary().digest());
    assertThat(then.transform(texts()).collectAsList())
        .isEqualTo(now.transform(texts()).collectAsList());
  }

  /** What is set, as text by name. */
  private static Map<String, String> params(PipelineStage stage) {
    return Arrays.stream(stage.params())
        .filter(stage::isSet)
        .collect(Collectors.toMap(Param::name, param -> text(stage.getOrDefault(param))));
  }

  private static String text(Object value) {
    return value instanceof double[] numbers
        ? Arrays.toString(numbers)
        : value instanceof Object[] texts ? Arrays.toString(texts) : value.toString();
  }
}
