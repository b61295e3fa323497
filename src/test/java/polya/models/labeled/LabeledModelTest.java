package polya.models.labeled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.Failure;
import polya.ml.CountRows;
import polya.spark.LocalSpark;
import polya.spark.PlantedCorpus;

class LabeledModelTest {
  @TempDir private Path scratch;

  @BeforeAll
  static void spark() {
    LocalSpark.session(); // Spark's own writers take the session that is there.
  }

  /** The planted documents with the names of their topics. */
  private static Dataset<Row> rows() {
    Dataset<Row> plain = CountRows.of(PlantedCorpus.documents(200));
    StructType schema =
        plain.schema().add("topics", DataTypes.createArrayType(DataTypes.StringType));
    List<Row> rows = new ArrayList<>();
    for (Row row : plain.collectAsList()) {
      Object[] values = new Object[row.size() + 1];
      for (int i = 0; i < row.size(); i++) {
        values[i] = row.get(i);
      }
      values[row.size()] = PlantedCorpus.labels(rows.size()).toArray(String[]::new);
      rows.add(RowFactory.create(values));
    }
    return LocalSpark.session().createDataFrame(rows, schema);
  }

  @Test
  void aFittedStageFindsTheLabelsOfWordsAndComesBackFromTheDisk() throws IOException {
    Dataset<Row> rows = rows();
    LabeledModel model =
        new Labeled("labeled").setLabelCol("topics").setSeed(3).set("passes", "6").fit(rows);
    assertThat(model.estimatedDocConcentration().size()).isEqualTo(PlantedCorpus.TOPICS);
    List<Row> expected = model.transform(rows).collectAsList();
    String path = scratch.resolve("stage").toString();
    model.save(path);
    assertThat(LabeledModel.load(path).transform(rows).collectAsList()).isEqualTo(expected);
    assertThat(model.describeTopics(3).columns()).contains("name");
  }

  @Test
  void anEstimatorComesBackWithItsParams() throws IOException {
    String path = scratch.resolve("estimator").toString();
    new Labeled("labeled").setTopicsPerLabel(2).setBackgroundTopics(3).save(path);
    Labeled loaded = Labeled.load(path);
    assertThat(loaded.getTopicsPerLabel()).isEqualTo(2);
    assertThat(loaded.getBackgroundTopics()).isEqualTo(3);
    assertThat(loaded.getLabelCol()).isEqualTo("label");
    assertThat(loaded.params()).noneMatch(param -> param.name().equals("k"));
  }

  @Test
  void theNumberOfTopicsIsNotToBeGiven() {
    assertThatThrownBy(() -> new Labeled("labeled").set("k", "7"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("topicsPerLabel");
    assertThatThrownBy(() -> new Labeled("labeled").setLabelCol("none").fit(rows()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("none");
  }
}
