package polya.connect;

import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.clustering.LocalLDAModel;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import polya.models.lda.LdaModel;
import polya.spark.Files;
import polya.spark.store.ModelStore;
import scala.Option;

/** Reads what {@link ConnectLdaWriter} saved; where Polya's part is missing, Spark's own model. */
final class ConnectLdaReader extends MLReader<LocalLDAModel> {
  private boolean local;

  @Override
  public LocalLDAModel load(String path) {
    Path own = new Path(path, ConnectLdaWriter.POLYA);
    if (local) {
      DefaultParamsReader.Metadata metadata = metadata(path);
      return model(metadata, LdaModel.read().loadFromLocal(own.toString()));
    }
    Files files = new Files(sparkSession().sparkContext().hadoopConfiguration());
    return files.exists(new Path(own, ModelStore.MANIFEST))
        ? model(metadata(path), LdaModel.read().session(sparkSession()).load(own.toString()))
        : LocalLDAModel.load(path);
  }

  @Override
  public LocalLDAModel loadFromLocal(String path) {
    local = true;
    try {
      return super.loadFromLocal(path);
    } finally {
      local = false;
    }
  }

  private DefaultParamsReader.Metadata metadata(String path) {
    return DefaultParamsReader.loadMetadata(path, sparkSession(), "");
  }

  private ConnectLdaModel model(DefaultParamsReader.Metadata metadata, LdaModel fitted) {
    ConnectLdaModel model = new ConnectLdaModel(metadata.uid(), fitted, sparkSession());
    metadata.getAndSetParams(model, Option.empty());
    return model;
  }
}
