package polya.ml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import polya.Failure;
import polya.infer.ModelFamily;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Loads an estimator that was saved under its own name or under that of version 0.1, which had no
 * {@code models} in it.
 *
 * @param <E> the estimator
 */
public final class SavedStage<E extends TopicEstimator<E, ?>> extends MLReader<E> {
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
   * @throws Failure (store) if another class was saved there; (usage) if it was set to train what
   *     another family is now
   */
  @Override
  public E load(String path) {
    DefaultParamsReader.Metadata metadata =
        DefaultParamsReader.loadMetadata(path, sparkSession(), "");
    demand(path, metadata, type);
    E estimator = stage.apply(metadata.uid());
    metadata.getAndSetParams(estimator, Option.apply(former(path, estimator.family(), metadata)));
    return estimator;
  }

  /** Names of Params that the family had in an earlier version; none of them asks for anything. */
  private static scala.collection.immutable.List<String> former(
      String path, ModelFamily family, DefaultParamsReader.Metadata metadata) {
    JsonNode set =
        TopicModelReader.tree(path, TopicModelWriter.METADATA, metadata.metadataJson())
            .path("paramMap");
    List<String> names = List.copyOf(family.elsewhere().keySet());
    names.stream()
        .filter(name -> set.path(name).equals(BooleanNode.TRUE))
        .forEach(name -> family.demandOwn(List.of(name)));
    return CollectionConverters.asScala(names).toList();
  }

  /**
   * Demands that it was this class that was saved, or one of these names.
   *
   * @throws Failure (store) if it was not
   */
  static void demand(
      String path, DefaultParamsReader.Metadata metadata, Class<?> type, String... otherNames) {
    String name = type.getName();
    String found = metadata.className();
    boolean fits =
        Stream.concat(Stream.of(name), Stream.of(otherNames))
            .anyMatch(n -> found.equals(n) || found.equals(n.replace("polya.models.", "polya.")));
    if (!fits) {
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
