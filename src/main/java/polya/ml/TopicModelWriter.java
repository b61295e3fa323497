package polya.ml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.SparkSession;
import polya.Failure;
import polya.spark.Files;
import polya.spark.Json;
import polya.spark.store.ModelStore;
import polya.spark.store.OutputKind;
import polya.spark.store.StoreFolder;

/**
 * Saves a model: first its tables, then its manifest, last Spark's metadata, without which Spark
 * sees no stage; so a save that is cut off leaves no stage of a Pipeline, and one that fails leaves
 * nothing. Spark's {@code overwrite()} deletes a model before the new one is written; of a Pipeline
 * Spark itself deletes the folder, which this cannot mend.
 */
final class TopicModelWriter extends MLWriter {
  static final String METRICS = "metrics.jsonl";

  /** Where Spark puts its own metadata. */
  static final String METADATA = "metadata";

  /** A model with Spark's metadata beside it. */
  private static final OutputKind SAVED =
      new OutputKind("model", ModelStore.MANIFEST, Set.of(METADATA));

  private final TopicModel<?> model;
  private final FittedTopics fitted;
  private boolean local;

  TopicModelWriter(TopicModel<?> model, FittedTopics fitted) {
    this.model = model;
    this.fitted = fitted;
  }

  /**
   * Saves the model; a model that is there already is replaced where {@code overwrite()} was
   * called.
   *
   * @throws Failure (output in the way) if the folder holds anything that no save of a model wrote
   */
  @Override
  public void save(String path) throws IOException {
    if (shouldOverwrite() && !local) {
      Configuration configuration = sparkSession().sparkContext().hadoopConfiguration();
      // Spark deletes what is there, whatever it is: that it may be deleted is asked before.
      StoreFolder.claim(configuration, path, SAVED, true, false).close();
    }
    super.save(path);
  }

  /**
   * Saves the model on the driver's own disk, for a server of Spark Connect; {@link
   * TopicModelReader#loadFromLocal} reads it, and nothing else does.
   *
   * @param path of a folder, without a scheme
   */
  @Override
  public void saveToLocal(String path) throws IOException {
    local = true;
    try {
      super.saveToLocal(path);
    } finally {
      local = false;
    }
  }

  @Override
  public void saveImpl(String path) {
    SparkSession spark = sparkSession();
    if (local) {
      try {
        fitted.local().write(java.nio.file.Path.of(path));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      DefaultParamsWriter.saveMetadata(model, path, spark);
      return;
    }
    Configuration configuration = spark.sparkContext().hadoopConfiguration();
    Files files = new Files(configuration);
    try (StoreFolder folder = StoreFolder.claim(configuration, path, SAVED, false, false)) {
      boolean done = false;
      try {
        writeMetrics(files, folder.metrics());
        ModelStore.write(spark, folder, fitted.info(), fitted.parameters(), fitted.vocabulary());
        DefaultParamsWriter.saveMetadata(model, path, spark);
        done = true;
      } finally {
        if (!done) {
          files.delete(new Path(path, METADATA));
          folder.retract();
        }
      }
    }
  }

  private void writeMetrics(Files files, Path path) {
    StringBuilder lines = new StringBuilder();
    for (Map<String, Number> round : fitted.summary().metrics()) {
      lines.append(Json.line(round)).append('\n');
    }
    files.replace(path, lines.toString());
  }
}
