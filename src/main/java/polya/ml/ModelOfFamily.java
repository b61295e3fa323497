package polya.ml;

import java.util.Map;
import org.apache.spark.ml.util.MLReader;
import polya.Failure;
import polya.infer.ModelFamily;
import polya.infer.ModelInfo;
import polya.spark.store.ModelManifest;

/**
 * Loads a model that was saved under a name of version 0.1 that stood for what are several families
 * now: as the stage of the one that reads it.
 */
public final class ModelOfFamily extends MLReader<TopicModel<?>> {
  private final Map<String, MLReader<? extends TopicModel<?>>> readers;

  /**
   * A reader.
   *
   * @param readers of stages, by the names of their families
   */
  public ModelOfFamily(Map<String, MLReader<? extends TopicModel<?>>> readers) {
    this.readers = Map.copyOf(readers);
  }

  /**
   * Loads the model whole.
   *
   * @throws Failure (store) if there is none, it is damaged, its format is newer, or it is of none
   *     of the families
   */
  @Override
  public TopicModel<?> load(String path) {
    ModelInfo info =
        ModelManifest.read(sparkSession().sparkContext().hadoopConfiguration(), path).info();
    return ModelFamily.of(info)
        .map(family -> readers.get(family.name()))
        .orElseThrow(
            () ->
                Failure.store(
                    "Cannot load model at "
                        + path
                        + ": it is of the family "
                        + info.model()
                        + "; allowed is "
                        + String.join(" or ", readers.keySet().stream().sorted().toList())
                        + ". Load it as what it is."))
        .load(path);
  }
}
