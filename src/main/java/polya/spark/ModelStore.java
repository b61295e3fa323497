package polya.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import polya.Failure;
import polya.corpus.Vocabulary;
import polya.infer.ModelFamily;
import polya.infer.ModelInfo;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.math.Rows;
import polya.topics.Globals;
import polya.topics.TermBlock;
import scala.collection.immutable.ArraySeq;

/**
 * A model on disk: {@code model.json} names a data folder with {@code topics} (index, term,
 * weights) and {@code globals} (name, values), both Parquet, and on demand an {@link
 * AssignmentTable}. The weights are the model's own parameters, so a model that is read can go on
 * training.
 */
public final class ModelStore {
  /** The manifest's name. */
  public static final String MANIFEST = "model.json";

  private static final long BYTES_PER_FILE = 16L << 20;

  private static final StructType TOPICS =
      new StructType()
          .add("index", DataTypes.IntegerType, false)
          .add("term", DataTypes.StringType, false)
          .add("weights", DataTypes.createArrayType(DataTypes.FloatType, false), false);

  private static final StructType GLOBALS =
      new StructType()
          .add("name", DataTypes.StringType, false)
          .add("values", DataTypes.createArrayType(DataTypes.DoubleType, false), false);

  private final String path;
  private final ModelInfo info;
  private final Vocabulary vocabulary;
  private final ModelState parameters;

  private ModelStore(String path, ModelInfo info, Vocabulary vocabulary, ModelState parameters) {
    this.path = path;
    this.info = info;
    this.vocabulary = vocabulary;
    this.parameters = parameters;
  }

  /** Where the model lies. */
  public String path() {
    return path;
  }

  /** What the manifest says. */
  public ModelInfo info() {
    return info;
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

  /**
   * The model's family.
   *
   * @throws Failure (store) if this build has no such family
   */
  public ModelFamily family() {
    for (ModelFamily family : ServiceLoader.load(ModelFamily.class)) {
      if (family.name().equals(info.model())) {
        return family;
      }
    }
    throw Failure.store(
        "Cannot use model at "
            + path
            + ": its family is "
            + info.model()
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
    topics(spark, parameters, vocabulary, info.k()).write().parquet(folder.dataPath("topics"));
    globals(spark, parameters.globals()).write().parquet(folder.dataPath("globals"));
    folder.commit(new ModelManifest(folder.dataName(), complete).text());
    return complete;
  }

  /** A block's terms and its rows cut to K, as they travel to the task that writes them. */
  private static final class Slice implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int from;
    private final String[] terms;
    private final float[][] rows;

    Slice(TermBlock block, Vocabulary vocabulary) {
      from = block.from();
      terms = vocabulary.terms().subList(from, from + block.size()).toArray(String[]::new);
      rows = block.copyOfRows();
    }
  }

  private static Dataset<Row> topics(
      SparkSession spark, ModelState parameters, Vocabulary vocabulary, int k) {
    List<Slice> slices = new ArrayList<>();
    for (TermBlock block : parameters.blocks()) {
      slices.add(new Slice(block, vocabulary));
    }
    int files = (int) Math.max(1, 4L * k * vocabulary.size() / BYTES_PER_FILE);
    JavaRDD<Row> rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(slices, files)
            .flatMap(slice -> rows(slice, k).iterator());
    return spark.createDataFrame(rows, TOPICS);
  }

  private static List<Row> rows(Slice slice, int k) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < slice.terms.length; i++) {
      float[] weights = Arrays.copyOf(slice.rows[i], k);
      rows.add(
          RowFactory.create(slice.from + i, slice.terms[i], ArraySeq.unsafeWrapArray(weights)));
    }
    return rows;
  }

  private static Dataset<Row> globals(SparkSession spark, Globals globals) {
    List<Row> rows = new ArrayList<>();
    globals
        .vectors()
        .forEach(
            (name, values) -> rows.add(RowFactory.create(name, ArraySeq.unsafeWrapArray(values))));
    return spark.createDataFrame(rows, GLOBALS).coalesce(1);
  }

  /**
   * Reads a model whole.
   *
   * @throws Failure (store) if there is none, it is damaged, or its format is newer
   */
  public static ModelStore open(SparkSession spark, String path) {
    ModelManifest manifest = ModelManifest.read(spark.sparkContext().hadoopConfiguration(), path);
    return read(spark, path, manifest.info(), new Path(path, manifest.data()).toString());
  }

  private static ModelStore read(SparkSession spark, String path, ModelInfo info, String data) {
    String[] terms = new String[info.vocabularySize()];
    float[][] rows = new float[terms.length][];
    int length = Rows.padded(info.k());
    try {
      JavaRDD<Indexed> indexed =
          spark.read().parquet(data + "/topics").javaRDD().map(row -> new Indexed(row, length));
      for (int p = 0; p < indexed.getNumPartitions(); p++) {
        for (Indexed row : indexed.collectPartitions(new int[] {p})[0]) {
          terms[row.index] = row.term;
          rows[row.index] = row.weights;
        }
      }
      Map<String, double[]> vectors = new TreeMap<>();
      for (Row row : spark.read().parquet(data + "/globals").collectAsList()) {
        List<Double> values = row.getList(1);
        vectors.put(row.getString(0), values.stream().mapToDouble(Double::doubleValue).toArray());
      }
      Vocabulary vocabulary = Vocabulary.of(List.of(terms));
      ModelState state = new ModelState(TermBlock.all(rows), Globals.of(vectors));
      if (!ModelDigest.of(state, info.k()).equals(info.digest())) {
        throw Failure.store(
            "Cannot read model at "
                + path
                + ": its data do not have the digest of "
                + MANIFEST
                + ". Restore "
                + data
                + ", or train again.");
      }
      return new ModelStore(path, info, vocabulary, state);
    } catch (Failure e) {
      throw e;
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      throw Failure.store(
          "Cannot read model at "
              + path
              + ": its data folder "
              + data
              + " is missing or damaged. Restore it, or train again.",
          e);
    }
  }

  /** One row as read, with its weights padded. */
  private static final class Indexed implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int index;
    private final String term;
    private final float[] weights;

    Indexed(Row row, int length) {
      index = row.getInt(0);
      term = row.getString(1);
      List<Float> values = row.getList(2);
      weights = new float[length];
      for (int k = 0; k < values.size(); k++) {
        weights[k] = values.get(k);
      }
    }
  }
}
