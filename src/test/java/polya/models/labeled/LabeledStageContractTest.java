package polya.models.labeled;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import polya.contract.StageContract;
import polya.ml.CountRows;
import polya.ml.TopicEstimator;
import polya.spark.LocalSpark;
import polya.spark.PlantedCorpus;

/** The stages of spark.ml, of rows with the names of their topics. */
public class LabeledStageContractTest extends StageContract implements LabeledContracts {
  @Override
  protected TopicEstimator<?, ?> stage(String uid) {
    return new Labeled(uid).setLabelCol("topics");
  }

  @Override
  protected Dataset<Row> rows(int howMany) {
    return labelled(howMany);
  }

  /** The planted documents, with the names of their topics in a column {@code topics}. */
  static Dataset<Row> labelled(int howMany) {
    Dataset<Row> plain = CountRows.of(PlantedCorpus.documents(howMany));
    StructType schema =
        plain.schema().add("topics", DataTypes.createArrayType(DataTypes.StringType));
    List<Row> rows = new ArrayList<>();
    for (Row row : plain.collectAsList()) {
      String[] topics = PlantedCorpus.labels(rows.size()).toArray(String[]::new);
      rows.add(RowFactory.create(row.get(0), row.get(1), topics));
    }
    return LocalSpark.session().createDataFrame(rows, schema);
  }
}
