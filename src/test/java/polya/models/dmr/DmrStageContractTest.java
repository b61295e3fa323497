package polya.models.dmr;

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

/** The stages of spark.ml, of rows with the name of their topic and a number. */
public class DmrStageContractTest extends StageContract implements DmrContracts {
  @Override
  protected TopicEstimator<?, ?> stage(String uid) {
    return new Dmr(uid).setCovariateCols("label,number:number:3");
  }

  @Override
  protected Dataset<Row> rows(int howMany) {
    Dataset<Row> plain = CountRows.of(PlantedCorpus.documents(howMany));
    StructType schema =
        plain.schema().add("label", DataTypes.StringType).add("number", DataTypes.IntegerType);
    List<Row> rows = new ArrayList<>();
    for (Row row : plain.collectAsList()) {
      int d = rows.size();
      rows.add(RowFactory.create(row.get(0), row.get(1), PlantedCorpus.labels(d).get(0), d % 9));
    }
    return LocalSpark.session().createDataFrame(rows, schema);
  }
}
