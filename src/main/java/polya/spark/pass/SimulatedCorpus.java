package polya.spark.pass;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import polya.Failure;
import polya.corpus.ColumnKind;
import polya.corpus.CorpusInfo;
import polya.corpus.Covariates;
import polya.corpus.Document;
import polya.corpus.Encoding;
import polya.corpus.Vocabulary;
import polya.infer.ModelInfo;
import polya.infer.ModelState;
import polya.infer.SimulatedDocument;
import polya.infer.Simulation;
import polya.math.Purpose;
import polya.math.Streams;
import polya.spark.Tables;
import polya.spark.store.CorpusDraft;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelStore;
import polya.spark.store.StoreFolder;

/**
 * A corpus drawn from known parameters on all executors. Document d (ids count from 1) has the
 * random stream of (seed, {@link Purpose#SIMULATION}, 0, d), so it is the same for any partitions;
 * a task holds one document at a time.
 */
public final class SimulatedCorpus {
  /** The columns of the true mixtures. */
  public static final StructType MIXTURES =
      new StructType()
          .add("id", DataTypes.StringType, false)
          .add("mixture", DataTypes.createArrayType(DataTypes.DoubleType, false), false);

  private final SparkSession spark;
  private final JavaSparkContext context;
  private final Simulation simulation;
  private final Encoding labels;
  private final long documents;
  private final long seed;
  private final int partitions;

  /**
   * A corpus to be drawn.
   *
   * @param documents how many, ≥ 1
   * @param labels the dictionary of documents' labels, which the corpus keeps in its column; {@link
   *     Encoding#none} where they have none
   * @param partitions how many tasks draw it, and how many files it lies in, ≥ 1
   */
  public SimulatedCorpus(
      SparkSession spark,
      Simulation simulation,
      Encoding labels,
      long documents,
      long seed,
      int partitions) {
    this.spark = spark;
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.simulation = simulation;
    this.labels = labels;
    this.documents = documents;
    this.seed = seed;
    this.partitions = partitions;
  }

  /**
   * What the documents were drawn from, to be written beside them.
   *
   * @param folder where, claimed with {@link ModelStore#MANIFEST}
   * @param info its digest is filled in; vocabulary as the corpus's
   */
  public record Truth(StoreFolder folder, ModelInfo info, ModelState parameters) {}

  /**
   * Draws and publishes the corpus, and before it the truth: a model whose data folder also has
   * {@code mixtures}. Documents are drawn a second time for their mixtures, rather than kept.
   *
   * @param folder where, claimed with {@link CorpusStore#MANIFEST}
   * @param source how it was made, for the manifest
   * @throws Failure (usage) if no document has a token; nothing is then left in the folders
   */
  public CorpusInfo write(
      StoreFolder folder,
      Vocabulary vocabulary,
      Map<String, String> source,
      Optional<Truth> truth) {
    Broadcast<Simulation> shared = context.broadcast(simulation);
    CorpusDraft draft = null;
    boolean done = false;
    try {
      draft =
          CorpusDraft.write(
              spark,
              folder,
              documents(shared),
              vocabulary,
              spark.createDataFrame(List.of(), CorpusStore.QUARANTINE),
              source,
              labels.size() == 0 || labels.covariates().isPresent()
                  ? Map.of()
                  : Map.of(labels.column(), ColumnKind.LABELS));
      if (draft.info().tokens() == 0) {
        throw Failure.usage(
            "Cannot simulate "
                + documents
                + " documents: none of them has a token; at least one is needed. Raise"
                + " --mean-length or --documents.");
      }
      truth.ifPresent(known -> write(known, shared, vocabulary));
      CorpusInfo info = draft.commit();
      done = true;
      return info;
    } finally {
      // Not a catch: Spark throws checked exceptions that no signature names.
      if (!done && draft != null) {
        draft.abandon();
      }
      shared.destroy();
    }
  }

  private void write(Truth truth, Broadcast<Simulation> shared, Vocabulary vocabulary) {
    boolean written = false;
    try {
      JavaRDD<Row> mixtures =
          drawn(shared).map(d -> RowFactory.create(d.document().id(), d.mixture()));
      Tables.write(spark.createDataFrame(mixtures, MIXTURES), truth.folder.dataPath("mixtures"));
      ModelStore.write(spark, truth.folder, truth.info, truth.parameters, vocabulary);
      written = true;
    } finally {
      if (!written) {
        truth.folder.abandon();
      }
    }
  }

  private JavaRDD<SimulatedDocument> drawn(Broadcast<Simulation> shared) {
    long key = seed;
    return spark
        .range(0, documents, 1, partitions)
        .javaRDD()
        .map(
            d ->
                shared
                    .value()
                    .draw(Long.toString(d + 1), Streams.of(key, Purpose.SIMULATION, 0, d)));
  }

  private Dataset<Row> documents(Broadcast<Simulation> shared) {
    if (labels.size() == 0) {
      JavaRDD<Row> rows = drawn(shared).map(d -> row(d.document()));
      return spark.createDataFrame(rows, CorpusStore.DOCUMENTS);
    }
    Broadcast<Encoding> names = context.broadcast(labels);
    StructType schema = CorpusStore.DOCUMENTS;
    for (String column : labels.columns()) {
      schema = schema.add(column, DataTypes.StringType);
    }
    return spark.createDataFrame(drawn(shared).map(d -> row(d, names.value())), schema);
  }

  private static Row row(Document d) {
    return RowFactory.create(d.id(), d.terms(), d.counts(), 0);
  }

  private static Row row(SimulatedDocument drawn, Encoding names) {
    Document d = drawn.document();
    List<Object> row = new ArrayList<>(List.of(d.id(), d.terms(), d.counts(), 0));
    for (String column : names.columns()) {
      row.add(
          Arrays.stream(drawn.labels())
              .mapToObj(names::value)
              .filter(value -> names.covariates().isEmpty() || isOf(column, value))
              .map(value -> names.covariates().isEmpty() ? value : Covariates.value(value))
              .collect(Collectors.joining(names.syntax().separator())));
    }
    return RowFactory.create(row.toArray());
  }

  private static boolean isOf(String column, String value) {
    return Covariates.column(value).equals(column);
  }
}
