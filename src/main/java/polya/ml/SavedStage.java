package polya.ml;

import java.util.function.Function;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import polya.Failure;
import scala.Option;

/**
 * Loads an estimator that was saved under its own name or under that of version 0.1, which had no
 * {@code models} in it.
 *
 * @param <E> the estimator
 */
public final class SavedStage<E extends Params> extends MLReader<E> {
  private final Class<E> type;
  private final Function<String, E> stage;

  /**
   * A reader.
   *
   * @param stage makes the estimator of a uid, with every Param at its default
   */
  public SavedStage(Class<E> type, Function<String, E> stage) {
    this.type = type;
    this.stage = stage;
  }

  /**
   * Loads the estimator with the Params that it was saved with.
   *
   * @throws Failure (store) if another class was saved there
   */
  @Override
  public E load(String path) {
    DefaultParamsReader.Metadata metadata =
        DefaultParamsReader.loadMetadata(path, sparkSession(), "");
    demand(path, metadata, type);
    E estimator = stage.apply(metadata.uid());
    metadata.getAndSetParams(estimator, Option.empty());
    return estimator;
  }

  /**
   * Demands that it was this class that was saved.
   *
   * @throws Failure (store) if it was not
   */
  static void demand(String path, DefaultParamsReader.Metadata metadata, Class<?> type) {
    String name = type.getName();
    String found = metadata.className();
    if (!found.equals(name) && !found.equals(name.replace("polya.models.", "polya."))) {
      throw Failure.store(
          "Cannot load "
              + type.getSimpleName()
              + " at "
              + path
              + ": a "
              + found
              + " was saved there; allowed is "
              + name
              + ". Load it as what it is.");
    }
  }
}
