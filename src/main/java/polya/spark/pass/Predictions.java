package polya.spark.pass;

import java.util.OptionalInt;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import polya.corpus.Encoding;
import polya.quality.labels.ClassResult;
import polya.quality.labels.ClassSums;
import polya.quality.labels.ClusterCounts;
import polya.quality.labels.ClusterResult;
import polya.quality.labels.LabelResult;
import polya.quality.labels.LabelSums;

/**
 * The predictions for a corpus's documents, as a table and as measures. To be used while the {@link
 * PredictionPass} that gave them is open; measures have the same bits for any partitions.
 */
public final class Predictions {
  private static final StructType PREDICTED =
      new StructType()
          .add("id", DataTypes.StringType, false)
          .add("tokens", DataTypes.LongType, false)
          .add("outOfVocabularyTokens", DataTypes.LongType, false);

  private final SparkSession spark;
  private final JavaRDD<Predicted> rows;
  private final int size;

  /**
   * Predictions.
   *
   * @param size how many scores each has
   */
  Predictions(SparkSession spark, JavaRDD<Predicted> rows, int size) {
    this.spark = spark;
    this.rows = rows;
    this.size = size;
  }

  /** An array of places or names with their scores. */
  private static DataType entries(String name, DataType type, String score) {
    StructType entry =
        new StructType().add(name, type, false).add(score, DataTypes.FloatType, false);
    return DataTypes.createArrayType(entry, false);
  }

  /**
   * One row a document: id, tokens of the vocabulary and beside it, and {@code labels}: names with
   * their scores, descending, equal ones by lower index.
   *
   * @param top how many labels, ≥ 1, at most all are given; none for all
   * @param encoding that of the model, whose labels these are
   */
  public Dataset<Row> labels(OptionalInt top, Encoding encoding) {
    int most = top.orElse(size);
    Broadcast<Encoding> names =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(encoding);
    return spark.createDataFrame(
        rows.map(
            p -> {
              int[] best = p.best(most);
              Row[] labels = new Row[best.length];
              for (int i = 0; i < best.length; i++) {
                labels[i] =
                    RowFactory.create(names.value().value(best[i]), (float) p.scores[best[i]]);
              }
              return RowFactory.create(p.id, p.tokens, p.outOfVocabulary, labels);
            }),
        PREDICTED.add("labels", entries("label", DataTypes.StringType, "score"), false));
  }

  /**
   * One row a document: id, tokens of the vocabulary and beside it, {@code topic} and {@code
   * probability} of the likeliest cluster, and {@code topics}: all with their shares, descending,
   * equal ones by lower topic.
   *
   * @param top how many topics, ≥ 1, at most all are given; none for all
   */
  public Dataset<Row> clusters(OptionalInt top) {
    int most = top.orElse(size);
    return spark.createDataFrame(
        rows.map(
            p -> {
              int[] best = p.best(most);
              Row[] topics = new Row[best.length];
              for (int i = 0; i < best.length; i++) {
                topics[i] = RowFactory.create(best[i], (float) p.scores[best[i]]);
              }
              float probability = (float) p.scores[best[0]];
              return RowFactory.create(
                  p.id, p.tokens, p.outOfVocabulary, best[0], probability, topics);
            }),
        PREDICTED
            .add("topic", DataTypes.IntegerType, false)
            .add("probability", DataTypes.FloatType, false)
            .add("topics", entries("topic", DataTypes.IntegerType, "share"), false));
  }

  /**
   * How well sets of labels are told.
   *
   * @param constant scores that are the same for all documents, to judge the baseline; null for
   *     those of the model
   * @param threshold from which score on a label is predicted; NaN for none
   */
  public LabelResult judgedLabels(long seed, double[] constant, double threshold) {
    return rows.treeAggregate(
            new LabelSums(seed, size, threshold),
            (sums, p) -> {
              sums.add(p.labelScores(constant));
              return sums;
            },
            LabelSums::add)
        .result();
  }

  /**
   * How well documents' one class is told, of those that have one; probabilities are scores in
   * proportion.
   *
   * @param constant as in {@link #judgedLabels}
   */
  public ClassResult judgedClasses(long seed, double[] constant) {
    return rows.filter(Predicted::hasClass)
        .treeAggregate(
            new ClassSums(seed),
            (sums, p) -> {
              sums.add(p.classScore(constant));
              return sums;
            },
            ClassSums::add)
        .result();
  }

  /** How clusters agree with classes, of the documents that have one. */
  public ClusterResult judgedClusters(long seed) {
    return rows.filter(Predicted::hasClass)
        .treeAggregate(
            new ClusterCounts(seed),
            (counts, p) -> {
              counts.add(p.best(1)[0], p.trueClass());
              return counts;
            },
            ClusterCounts::add)
        .result();
  }
}
