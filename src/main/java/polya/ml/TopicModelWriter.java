package polya.ml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.SparkSession;
import polya.spark.Files;
import polya.spark.Json;
import polya.spark.ModelStore;
import polya.spark.StoreFolder;

/**
 * Saves a model: first its tables, then its manifest, last Spark's metadata, without which Spark
 * sees no stage; so a save that is cut off leaves no stage of a Pipeline, and one that fails leaves
 * nothing. Spark's {@code overwrite()} deletes before this begins, which this cannot mend.
 */
final class TopicModelWriter extends MLWriter {
  static final String METRICS = "metrics.jsonl";

  /** Where Spark puts its own metadata. */
  static final String METADATA = "metadata";

  private final TopicModel<?> model;
  private final FittedTopics fitted;

  TopicModelWriter(TopicModel<?> model, FittedTopics fitted) {
    this.model = model;
    this.fitted = fitted;
  }

  @Override
  public void saveImpl(String path) {
    SparkSession spark = sparkSession();
    Configuration configuration = spark.sparkContext().hadoopConfiguration();
    StoreFolder folder =
        StoreFolder.claim(configuration, path, "model", ModelStore.MANIFEST, false);
    Files files = new Files(configuration);
    boolean done = false;
    try {
      writeMetrics(files, new Path(path, METRICS));
      ModelStore.write(spark, folder, fitted.info(), fitted.parameters(), fitted.vocabulary());
      DefaultParamsWriter.saveMetadata(model, path, spark);
      done = true;
    } finally {
      if (!done) {
        folder.abandon();
        clear(files, new Path(path));
      }
    }
  }

  /** Deletes the rest of a save that failed, and the folder if nothing else is in it. */
  private static void clear(Files files, Path path) {
    for (String name : List.of(ModelStore.MANIFEST, METRICS, METADATA)) {
      files.delete(new Path(path, name));
    }
    if (files.list(path).isEmpty()) {
      files.delete(path);
    }
  }

  private void writeMetrics(Files files, Path path) {
    try (FSDataOutputStream out = files.create(path)) {
      for (Map<String, Number> round : fitted.summary().metrics()) {
        out.write((Json.line(round) + "\n").getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
