package polya.connect;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLWriter;
import polya.spark.Files;

/**
 * Saves a model twice in one folder: as Spark's own LDA model, which any Spark reads, and as
 * Polya's in the folder {@value #POLYA} below it, which is what a server with Polya reads; where
 * the second save fails the first is deleted. Put aside by a server, it is Polya's alone.
 */
final class ConnectLdaWriter extends MLWriter {
  static final String POLYA = "polya";

  private final ConnectLdaModel model;
  private boolean local;

  ConnectLdaWriter(ConnectLdaModel model) {
    this.model = model;
  }

  @Override
  public void save(String path) throws IOException {
    if (local) {
      super.save(path);
      return;
    }
    MLWriter plain = model.plain().write().session(sparkSession());
    (shouldOverwrite() ? plain.overwrite() : plain).save(path);
    boolean saved = false;
    try {
      saveImpl(path);
      saved = true;
    } finally {
      if (!saved) {
        delete(path);
      }
    }
  }

  /** Deletes a folder that was made, or emptied, by this save; what made it fail is told first. */
  private void delete(String path) {
    try {
      new Files(sparkSession().sparkContext().hadoopConfiguration()).delete(new Path(path));
    } catch (UncheckedIOException e) {
      // A disk that refuses one refuses the other.
    }
  }

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
    String own = new Path(path, POLYA).toString();
    try {
      if (local) {
        DefaultParamsWriter.saveMetadata(model, path, sparkSession());
        model.fitted().write().saveToLocal(own);
      } else {
        model.fitted().write().session(sparkSession()).save(own);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
