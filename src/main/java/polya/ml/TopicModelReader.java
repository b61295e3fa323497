package polya.ml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.SparkSession;
import polya.Failure;
import polya.infer.ModelFamily;
import polya.infer.ModelPlacement;
import polya.spark.Files;
import polya.spark.Json;
import polya.spark.store.LocalModel;
import polya.spark.store.ModelStore;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Loads a model's stage: one that a stage saved, or one that {@code polya train} wrote, which gets
 * a uid of its own and the parameters it was trained with.
 *
 * @param <M> the stage
 */
public final class TopicModelReader<M extends TopicModel<M>> extends MLReader<M> {
  private final String family;
  private final Class<M> type;
  private final BiFunction<String, FittedTopics, M> stage;
  private final String[] otherNames;
  private boolean local;

  /**
   * A reader.
   *
   * @param family the family that the model must be of
   * @param stage makes the stage of a uid and what was fitted
   * @param otherNames of classes that earlier versions saved such models by
   */
  public TopicModelReader(
      String family,
      Class<M> type,
      BiFunction<String, FittedTopics, M> stage,
      String... otherNames) {
    this.family = family;
    this.type = type;
    this.stage = stage;
    this.otherNames = otherNames;
  }

  /**
   * Loads the model whole.
   *
   * @throws Failure (store) if there is none, it is damaged, its format is newer, or it is of
   *     another family
   */
  @Override
  public M load(String path) {
    SparkSession spark = sparkSession();
    if (local) {
      return stage(path, DefaultParamsReader.loadMetadata(path, spark, ""), aside(path));
    }
    Files files = new Files(spark.sparkContext().hadoopConfiguration());
    if (files.exists(new Path(path, TopicModelWriter.METADATA))) {
      DefaultParamsReader.Metadata metadata = DefaultParamsReader.loadMetadata(path, spark, "");
      SavedStage.demand(path, metadata, type, otherNames);
      return stage(path, metadata, fitted(spark, files, path));
    }
    FittedTopics fitted = fitted(spark, files, path);
    M model = stage.apply(Identifiable$.MODULE$.randomUID(family), fitted);
    fitted.info().parameters().forEach(model::restore);
    return model;
  }

  /** Loads what {@link TopicModelWriter#saveToLocal} put on the driver's own disk. */
  @Override
  public M loadFromLocal(String path) {
    local = true;
    try {
      return super.loadFromLocal(path);
    } finally {
      local = false;
    }
  }

  private M stage(String path, DefaultParamsReader.Metadata metadata, FittedTopics fitted) {
    M model = stage.apply(metadata.uid(), fitted);
    metadata.getAndSetParams(model, Option.apply(unknown(path, model, metadata)));
    return model;
  }

  private FittedTopics aside(String path) {
    try {
      return FittedTopics.of(LocalModel.read(java.nio.file.Path.of(path)));
    } catch (IOException e) {
      throw Failure.store(
          "Cannot take up the model at "
              + path
              + " again: "
              + e.getMessage()
              + ". Fit it again, or load one that was saved.",
          e);
    }
  }

  private FittedTopics fitted(SparkSession spark, Files files, String path) {
    ModelStore store = ModelStore.open(spark, path, ModelPlacement.DRIVER);
    ModelFamily found = store.family();
    if (!found.name().equals(family)) {
      throw Failure.store(
          "Cannot load model at "
              + path
              + " as "
              + type.getSimpleName()
              + ": it is of the family "
              + found.name()
              + "; allowed is "
              + family
              + ". Load it by "
              + stage(found)
              + ".load.");
    }
    return new FittedTopics(
        store.info(),
        store.vocabulary(),
        store.parameters(),
        store.posterior(),
        metrics(files, path));
  }

  /** A family's models have their stage beside it: HpfModel beside HpfFamily. */
  private static String stage(ModelFamily family) {
    return family.getClass().getSimpleName().replaceFirst("Family$", "Model");
  }

  /** Names of Params that a stage of another version had and this one has not. */
  private static scala.collection.immutable.List<String> unknown(
      String path, Params model, DefaultParamsReader.Metadata metadata) {
    JsonNode tree = tree(path, TopicModelWriter.METADATA, metadata.metadataJson());
    List<String> names = new ArrayList<>();
    for (String part : List.of("paramMap", "defaultParamMap")) {
      tree.path(part).fieldNames().forEachRemaining(names::add);
    }
    names.removeIf(model::hasParam);
    return CollectionConverters.asScala(names).toList();
  }

  private static List<Map<String, Number>> metrics(Files files, String path) {
    List<Map<String, Number>> rounds = new ArrayList<>();
    String lines = files.read(new Path(path, TopicModelWriter.METRICS)).orElse("");
    for (String line : lines.lines().toList()) {
      Map<String, Number> round = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> value :
          tree(path, TopicModelWriter.METRICS, line).properties()) {
        if (value.getValue().isNumber()) {
          round.put(value.getKey(), value.getValue().numberValue());
        }
      }
      rounds.add(round);
    }
    return rounds;
  }

  static JsonNode tree(String path, String file, String text) {
    try {
      return Json.read(text);
    } catch (JsonProcessingException e) {
      throw Failure.store(
          "Cannot load model at "
              + path
              + ": its "
              + file
              + " is damaged. Restore it, or train again.",
          e);
    }
  }
}
