package polya.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.clustering.LDA;
import org.apache.spark.ml.clustering.LocalLDAModel;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.Failure;
import polya.faults.FaultyFileSystem;
import polya.ml.CountRows;
import polya.models.lda.Lda;
import polya.models.lda.LdaModel;
import polya.spark.PlantedCorpus;

/**
 * Spark's LDA as Polya trains it: what its Params become, and what is saved. ConnectIT has more.
 */
class ConnectLdaTest {
  @TempDir private Path folder;
  private static Dataset<Row> rows;

  @BeforeAll
  static void make() {
    rows = CountRows.of(PlantedCorpus.documents(60)).withColumnRenamed("features", "counts");
  }

  private static String digest(LDA lda) {
    return ((ConnectLdaModel) lda.setFeaturesCol("counts").fit(rows)).fitted().summary().digest();
  }

  private static String digest(Lda lda) {
    return lda.setFeaturesCol("counts").fit(rows).summary().digest();
  }

  @Test
  void whatIsSetMeansWhatItMeansInSpark() {
    assertThat(
            digest(
                new ConnectLda()
                    .setK(3)
                    .setMaxIter(6)
                    .setSeed(5)
                    .setDocConcentration(0.2)
                    .setTopicConcentration(0.05)
                    .setLearningOffset(20)
                    .setLearningDecay(0.8)
                    .setOptimizeDocConcentration(false)
                    .setCheckpointInterval(-1)))
        .isEqualTo(
            digest(
                new Lda()
                    .setK(3)
                    .setMaxIter(6)
                    .setSubsamplingRate(0.05)
                    .setSeed(5)
                    .setDocConcentration(0.2)
                    .setTopicConcentration(0.05)
                    .setLearningOffset(20)
                    .setLearningDecay(0.8)
                    .setOptimizeDocConcentration(false)));
    assertThatThrownBy(() -> digest(new ConnectLda("lda").setOptimizer("em")))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith(
            "Cannot train lda by optimizer em: Polya trains in its place; allowed is online.");
    assertThatThrownBy(() -> digest(new ConnectLda("lda").setLearningDecay(0.3)))
        .hasMessageStartingWith("Cannot set learningDecay of lda to 0.3:");
  }

  @Test
  void whatIsUnsetIsPolyasAndWhatIsSavedIsSparks() throws IOException {
    ConnectLdaModel model =
        (ConnectLdaModel)
            ConnectLda.load(saved(new ConnectLda().setK(3).setFeaturesCol("counts"))).fit(rows);
    assertThat(model.fitted().summary().digest()).isEqualTo(digest(new Lda().setK(3)));
    assertThat(model.getMaxIter()).isEqualTo(20);

    model.save(folder.resolve("model").toString());
    model.write().overwrite().save(folder.resolve("model").toString());
    LocalLDAModel own = LocalLDAModel.load(folder.resolve("model").toString());
    assertThat(own).isNotInstanceOf(ConnectLdaModel.class);
    assertThat(own.estimatedDocConcentration()).isEqualTo(model.estimatedDocConcentration());
    for (int k = 0; k < 3; k++) {
      Row theirs = own.describeTopics(5).collectAsList().get(k);
      Row ours = model.describeTopics(5).collectAsList().get(k);
      assertThat(theirs.<Integer>getList(1)).isEqualTo(ours.<Integer>getList(1));
      assertThat(theirs.<Double>getList(2).get(0))
          .isCloseTo(ours.<Double>getList(2).get(0), within(1e-5));
    }
    LdaModel polyas = LdaModel.load(folder.resolve("model/polya").toString());
    assertThat(polyas.summary().digest()).isEqualTo(model.fitted().summary().digest());
    ConnectLdaModel again =
        (ConnectLdaModel) ConnectLdaModel.load(folder.resolve("model").toString());
    again.setTopicDistributionCol("mixture");
    assertThat(again.copy(ParamMap.empty()).transform(rows).select("mixture").collectAsList())
        .isEqualTo(model.transform(rows).select("topicDistribution").collectAsList());
    again.setTopicDistributionCol("");
    assertThat(again.transform(rows).columns()).isEqualTo(rows.columns());
    halfOfASaveIsNone(model);
  }

  /** Polya's files ask Hadoop for contexts, Spark's do not. */
  private void halfOfASaveIsNone(ConnectLdaModel model) {
    Configuration files = rows.sparkSession().sparkContext().hadoopConfiguration();
    Path half = folder.resolve("half");
    String place = FaultyFileSystem.under(files, half).toString();
    files.set("fs.AbstractFileSystem.crash.impl", "nobody");
    assertThatThrownBy(() -> model.save(place))
        .hasStackTraceContaining("ConnectLdaWriter.saveImpl");
    assertThat(half).doesNotExist();
  }

  private String saved(LDA lda) throws IOException {
    lda.save(folder.resolve("lda").toString());
    assertThat(LDA.load(folder.resolve("lda").toString()).getK()).isEqualTo(lda.getK());
    return folder.resolve("lda").toString();
  }
}
