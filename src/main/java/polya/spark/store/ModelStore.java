package polya.spark.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import polya.Failure;
import polya.Shown;
import polya.corpus.Encoding;
import polya.corpus.Vocabulary;
import polya.infer.ModelFamily;
import polya.infer.ModelInfo;
import polya.infer.ModelPlacement;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.spark.Causes;
import polya.spark.Files;
import polya.spark.exchange.ReadPlacement;
import polya.text.Analysis;

/**
 * A model on disk: {@code model.json} names a data folder with {@code topics} (index, term,
 * weights) and {@code globals} (name, values), both Parquet; where documents have labels {@code
 * attributes} (kind, column, index, value, documents), the labels' dictionary; and on demand the
 * assignments of tokens. The weights are the model's own parameters, so a model that is read can go
 * on training. Where samples of the posterior were kept, {@code samples/1}, {@code samples/2}, …
 * hold the same two tables for each.
 */
public final class ModelStore {
  /** The manifest's name. */
  public static final String MANIFEST = "model.json";

  private final SparkSession spark;
  private final String path;
  private final ModelManifest manifest;
  private final ReadPlacement placement;
  private final ModelInfo info;
  private final Vocabulary vocabulary;
  private final ModelState parameters;
  private Posterior posterior;

  private ModelStore(
      SparkSession spark,
      String path,
      ModelManifest manifest,
      ReadPlacement placement,
      ModelInfo info,
      Vocabulary vocabulary,
      ModelState parameters) {
    this.spark = spark;
    this.path = path;
    this.manifest = manifest;
    this.placement = placement;
    this.info = info;
    this.vocabulary = vocabulary;
    this.parameters = parameters;
  }

  /** Where the model lies, as it may be shown. */
  public String path() {
    return Shown.text(path);
  }

  /** What the manifest says, and the dictionary of the documents' labels. */
  public ModelInfo info() {
    return info;
  }

  /** Where its topics lie. */
  public ReadPlacement placement() {
    return placement;
  }

  /** The model's terms. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** The model's own parameters; their rows may lie on executors. */
  public ModelState parameters() {
    return parameters;
  }

  /** What the model answers, by its family. */
  public synchronized Posterior posterior() {
    if (posterior == null) {
      posterior = family().posterior(parameters);
    }
    return posterior;
  }

  /**
   * How the texts that it was trained on were read, if they were texts.
   *
   * @throws Failure (store) if it is not as the manifest says
   */
  public Optional<Analysis> analysis() {
    return analysis(spark, path, manifest);
  }

  /** The same of the model in a folder, of which nothing else is read. */
  public static Optional<Analysis> analysis(SparkSession spark, String path) {
    return analysis(
        spark, path, ModelManifest.read(spark.sparkContext().hadoopConfiguration(), path));
  }

  /**
   * What the manifest of the model in a folder says, of which nothing else is read.
   *
   * @throws Failure (store) if there is none
   */
  public static ModelInfo info(SparkSession spark, String path) {
    return ModelManifest.read(spark.sparkContext().hadoopConfiguration(), path).info();
  }

  /**
   * The terms of the model in a folder, of which nothing else is read.
   *
   * @throws Failure (store) if there is none, or they are not those that the manifest names by hash
   */
  public static Vocabulary vocabulary(SparkSession spark, String path) {
    ModelManifest manifest = ModelManifest.read(spark.sparkContext().hadoopConfiguration(), path);
    demandFiles(spark, path, manifest);
    Vocabulary found;
    try {
      found = ModelTables.vocabulary(tables(spark, manifest, ""), manifest.info().vocabularySize());
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      throw Causes.environment(e).orElseGet(() -> damaged(path, manifest, "", e));
    }
    if (!found.hash().equals(manifest.info().vocabularyHash())) {
      throw damaged(path, manifest, ": its terms do not have the hash of " + MANIFEST, null);
    }
    return found;
  }

  private static Optional<Analysis> analysis(
      SparkSession spark, String path, ModelManifest manifest) {
    Files files = new Files(spark.sparkContext().hadoopConfiguration());
    return manifest
        .analysis()
        .map(hash -> AnalysisFile.read(files, manifest.data(), hash, "model at " + path));
  }

  /** How many samples of the posterior were kept with the model. */
  public int samples() {
    return manifest.samples().size();
  }

  /**
   * The parameters of a kept sample, read anew at every call, to where the model's lie: the driver
   * holds at most those that the caller does.
   *
   * @param sample from 0, in the order in which they were taken
   * @throws Failure (store) if it is damaged
   */
  public ModelState sample(int sample) {
    String digest = manifest.samples().get(sample);
    demandFiles(spark, path, manifest);
    return content(spark, path, manifest, placement, sampleFolder(sample), digest).parameters();
  }

  /** Where a sample's tables lie below the data folder. */
  private static String sampleFolder(int sample) {
    return "samples/" + (sample + 1) + "/";
  }

  /**
   * The model's family.
   *
   * @throws Failure (store) if this build has no such family
   */
  public ModelFamily family() {
    for (ModelFamily family : ModelFamily.all()) {
      if (family.reads(info())) {
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
    return write(spark, folder, info, parameters, vocabulary, Companions.NONE);
  }

  /**
   * What lies with a model and is no part of its digest.
   *
   * @param samples of its posterior, parameters like those of the model, with digests of their own;
   *     asked for one after the other
   * @param analysis of the texts that it was trained on, if they were texts
   * @param tables what else is known of the model; read by no command
   */
  public record Companions(
      List<Supplier<ModelState>> samples, Optional<Analysis> analysis, List<ResultTable> tables) {
    static final Companions NONE = new Companions(List.of(), Optional.empty(), List.of());
  }

  /** Writes a model with what lies with it and publishes it; the digest is that of the model. */
  public static ModelInfo write(
      SparkSession spark,
      StoreFolder folder,
      ModelInfo info,
      ModelState parameters,
      Vocabulary vocabulary,
      Companions companions) {
    ModelInfo complete = info.digested(ModelDigest.of(parameters, info.k()));
    String data = folder.dataPath();
    folder.holds(AttributeTable.NAME, AnalysisFile.NAME);
    folder.holds(ModelTables.names(""));
    ModelTables.write(spark, data, parameters, vocabulary, info.k());
    if (info.hasAttributes()) {
      AttributeTable.write(spark, data, info.attributes());
    }
    Files files = new Files(spark.sparkContext().hadoopConfiguration());
    companions.analysis.ifPresent(read -> AnalysisFile.write(files, data, read));
    List<String> digests = new ArrayList<>();
    for (Supplier<ModelState> sample : companions.samples) {
      ModelState state = sample.get();
      String sampleData = folder.dataPath(sampleFolder(digests.size()));
      folder.holds(ModelTables.names(sampleFolder(digests.size())));
      ModelTables.write(spark, sampleData, state, vocabulary, info.k());
      digests.add(ModelDigest.of(state, info.k()));
    }
    companions.tables.forEach(table -> table.write(spark, folder));
    List<String> tables = companions.tables.stream().map(ResultTable::name).toList();
    folder.commit(
        ModelManifest.text(folder.dataName(), complete, digests, companions.analysis, tables));
    return complete;
  }

  /**
   * Opens a model as {@link #open(SparkSession, String, ModelPlacement)} does, its topics where
   * {@link ReadPlacement#SETTING} says.
   */
  public static ModelStore open(SparkSession spark, String path) {
    return open(spark, path, ReadPlacement.asked(spark));
  }

  /**
   * Opens a model and holds all of it against its digest. Its topics' rows are read by the driver,
   * or stay on executors in shards, which are read again whenever they are asked for: by where they
   * have room, unless told. Those of format 1 are the driver's.
   *
   * @throws Failure (store) if there is none, it is damaged, or its format is newer; (resources) if
   *     the driver has not the memory that this takes
   */
  public static ModelStore open(SparkSession spark, String path, ModelPlacement placement) {
    ModelManifest manifest = ModelManifest.read(spark.sparkContext().hadoopConfiguration(), path);
    ModelPlacement where = manifest.format() == 1 ? ModelPlacement.DRIVER : placement;
    ReadPlacement found = place(spark, path, manifest, where);
    ModelTables.Content content =
        content(spark, path, manifest, found, "", manifest.info().digest());
    ModelInfo info = manifest.info().with(attributes(spark, path, manifest));
    return new ModelStore(
        spark, path, manifest, found, info, content.vocabulary(), content.parameters());
  }

  /** The dictionary of labels, held against its hash; none where the manifest names none. */
  private static Encoding attributes(SparkSession spark, String path, ModelManifest manifest) {
    if (manifest.attributes().isEmpty()) {
      return Encoding.none();
    }
    Encoding found;
    try {
      found =
          AttributeTable.read(manifest.data().table(spark, AttributeTable.NAME), manifest.info());
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      throw Causes.environment(e).orElseGet(() -> damaged(path, manifest, "", e));
    }
    if (!found.hash().equals(manifest.attributes().get())) {
      String how = ": its " + AttributeTable.NAME + " do not have the hash of " + MANIFEST;
      throw damaged(path, manifest, how, null);
    }
    return found;
  }

  private static ReadPlacement place(
      SparkSession spark, String path, ModelManifest manifest, ModelPlacement asked) {
    demandFiles(spark, path, manifest);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    ModelInfo info = manifest.info();
    return ReadPlacement.of(context, asked, Shown.text(path), info.vocabularySize(), info.k());
  }

  /**
   * Reads the tables of the model or of a sample.
   *
   * @param tables where they lie below the data folder
   * @param digest that they must have
   */
  private static ModelTables.Content content(
      SparkSession spark,
      String path,
      ModelManifest manifest,
      ReadPlacement placement,
      String tables,
      String digest) {
    int terms = manifest.info().vocabularySize();
    int k = manifest.info().k();
    int shards = placement.shards();
    ModelTables.Content content;
    String found;
    try {
      Function<String, Dataset<Row>> table = tables(spark, manifest, tables);
      content =
          shards == 0
              ? ModelTables.read(table, terms, k)
              : ModelTables.read(table, terms, k, shards);
      ModelState state = content.parameters();
      found = manifest.format() == 1 ? ModelDigest.ofFormat1(state, k) : ModelDigest.of(state, k);
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      throw Causes.environment(e).orElseGet(() -> damaged(path, manifest, "", e));
    }
    if (!found.equals(digest)) {
      throw Failure.store(
          "Cannot read model at "
              + path
              + ": its data do not have the digest of "
              + MANIFEST
              + ". Restore "
              + manifest.data().path()
              + ", or train again.");
    }
    return content;
  }

  private static void demandFiles(SparkSession spark, String path, ModelManifest manifest) {
    List<String> missing =
        manifest.data().missing(new Files(spark.sparkContext().hadoopConfiguration()));
    if (!missing.isEmpty()) {
      throw damaged(path, manifest, ": " + String.join(", ", missing), null);
    }
  }

  private static Function<String, Dataset<Row>> tables(
      SparkSession spark, ModelManifest manifest, String folder) {
    return name -> manifest.data().table(spark, folder + name);
  }

  private static Failure damaged(String path, ModelManifest manifest, String how, Exception e) {
    return Failure.store(
        "Cannot read model at "
            + path
            + ": its data folder "
            + manifest.data().path()
            + " is missing or damaged"
            + how
            + ". Restore it, or train again.",
        e);
  }
}
