package polya.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import polya.Failure;
import polya.corpus.Vocabulary;
import polya.infer.ModelFamily;
import polya.infer.ModelInfo;
import polya.infer.ModelState;
import polya.infer.Posterior;

/**
 * A model on disk: {@code model.json} names a data folder with {@code topics} (index, term,
 * weights) and {@code globals} (name, values), both Parquet, and on demand an {@link
 * AssignmentTable}. The weights are the model's own parameters, so a model that is read can go on
 * training. Where samples of the posterior were kept, {@code samples/1}, {@code samples/2}, … hold
 * the same two tables for each.
 */
public final class ModelStore {
  /** The manifest's name. */
  public static final String MANIFEST = "model.json";

  private final SparkSession spark;
  private final String path;
  private final ModelManifest manifest;
  private final Vocabulary vocabulary;
  private final ModelState parameters;

  private ModelStore(
      SparkSession spark,
      String path,
      ModelManifest manifest,
      Vocabulary vocabulary,
      ModelState parameters) {
    this.spark = spark;
    this.path = path;
    this.manifest = manifest;
    this.vocabulary = vocabulary;
    this.parameters = parameters;
  }

  /** Where the model lies. */
  public String path() {
    return path;
  }

  /** What the manifest says. */
  public ModelInfo info() {
    return manifest.info();
  }

  /** The model's terms. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** The model's own parameters. */
  public ModelState parameters() {
    return parameters;
  }

  /** What the model answers, by its family. */
  public Posterior posterior() {
    return family().posterior(parameters);
  }

  /** How many samples of the posterior were kept with the model. */
  public int samples() {
    return manifest.samples().size();
  }

  /**
   * The parameters of a kept sample, read anew at every call: the driver holds those that the
   * caller does.
   *
   * @param sample from 0, in the order in which they were taken
   * @throws Failure (store) if it is damaged
   */
  public ModelState sample(int sample) {
    String folder = sampleFolder(new Path(path, manifest.data()).toString(), sample);
    ModelState state = content(spark, path, info(), folder).parameters();
    check(path, folder, state, info(), manifest.samples().get(sample));
    return state;
  }

  private static String sampleFolder(String data, int sample) {
    return data + "/samples/" + (sample + 1);
  }

  /**
   * The model's family.
   *
   * @throws Failure (store) if this build has no such family
   */
  public ModelFamily family() {
    for (ModelFamily family : ServiceLoader.load(ModelFamily.class)) {
      if (family.name().equals(info().model())) {
        return family;
      }
    }
    throw Failure.store(
        "Cannot use model at "
            + path
            + ": its family is "
            + info().model()
            + ", which this build does not have. Use the version that wrote it, or a later one.");
  }

  /**
   * Writes a model and publishes it.
   *
   * @param info its digest is filled in here
   * @return the info as written
   */
  public static ModelInfo write(
      SparkSession spark,
      StoreFolder folder,
      ModelInfo info,
      ModelState parameters,
      Vocabulary vocabulary) {
    return write(spark, folder, info, parameters, vocabulary, List.of());
  }

  /**
   * Writes a model with samples of its posterior and publishes it. The digest is that of the model;
   * samples have their own.
   *
   * @param samples parameters like those of the model; asked for one after the other
   */
  public static ModelInfo write(
      SparkSession spark,
      StoreFolder folder,
      ModelInfo info,
      ModelState parameters,
      Vocabulary vocabulary,
      List<Supplier<ModelState>> samples) {
    ModelInfo complete =
        new ModelInfo(
            info.model(),
            info.inference(),
            info.k(),
            info.vocabularySize(),
            info.vocabularyHash(),
            ModelDigest.of(parameters, info.k()),
            info.parameters(),
            info.provenance());
    String data = new Path(folder.path(), folder.dataName()).toString();
    ModelTables.write(spark, data, parameters, vocabulary, info.k());
    List<String> digests = new ArrayList<>();
    for (Supplier<ModelState> sample : samples) {
      ModelState state = sample.get();
      ModelTables.write(spark, sampleFolder(data, digests.size()), state, vocabulary, info.k());
      digests.add(ModelDigest.of(state, info.k()));
    }
    folder.commit(new ModelManifest(folder.dataName(), complete, digests).text());
    return complete;
  }

  /**
   * Reads a model whole.
   *
   * @throws Failure (store) if there is none, it is damaged, or its format is newer
   */
  public static ModelStore open(SparkSession spark, String path) {
    return read(spark, path, ModelManifest.read(spark.sparkContext().hadoopConfiguration(), path));
  }

  private static ModelStore read(SparkSession spark, String path, ModelManifest manifest) {
    String data = new Path(path, manifest.data()).toString();
    ModelTables.Content content = content(spark, path, manifest.info(), data);
    check(path, data, content.parameters(), manifest.info(), manifest.info().digest());
    return new ModelStore(spark, path, manifest, content.vocabulary(), content.parameters());
  }

  private static ModelTables.Content content(
      SparkSession spark, String path, ModelInfo info, String folder) {
    try {
      return ModelTables.read(spark, folder, info.vocabularySize(), info.k());
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      throw Causes.environment(e)
          .orElseGet(
              () ->
                  Failure.store(
                      "Cannot read model at "
                          + path
                          + ": its data folder "
                          + folder
                          + " is missing or damaged. Restore it, or train again.",
                      e));
    }
  }

  private static void check(
      String path, String folder, ModelState state, ModelInfo info, String digest) {
    if (!ModelDigest.of(state, info.k()).equals(digest)) {
      throw Failure.store(
          "Cannot read model at "
              + path
              + ": its data do not have the digest of "
              + MANIFEST
              + ". Restore "
              + folder
              + ", or train again.");
    }
  }
}
