package polya.spark.pass;

import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import polya.corpus.Document;
import polya.corpus.Groups;
import polya.heldout.DrawAverage;
import polya.heldout.DrawnDocument;
import polya.heldout.Estimator;
import polya.heldout.HeldOut;
import polya.heldout.error.DocumentScore;
import polya.infer.Posterior;
import polya.mixing.DocumentPrior;
import polya.spark.Files;
import polya.spark.Tables;
import scala.collection.immutable.ArraySeq;

/**
 * Evaluates documents under several draws of a model, one published at a time. Between two draws
 * the documents lie, with what is known of them, in a folder: neither the driver nor the executors
 * hold more than one draw and the documents in work, and a task that is lost is done again under
 * its own draw.
 */
public final class HeldOutDraws {
  /**
   * A draw.
   *
   * @param posterior its topics
   * @param prior the documents' prior in force under it
   */
  public record Draw(Posterior posterior, DocumentPrior prior) {}

  private static final DataType INTS = DataTypes.createArrayType(DataTypes.IntegerType, false);

  private static final StructType COLUMNS =
      new StructType()
          .add("id", DataTypes.StringType, false)
          .add("terms", INTS, false)
          .add("counts", INTS, false)
          .add("outOfVocabulary", DataTypes.IntegerType, false)
          .add("observedTerms", INTS, true)
          .add("observedCounts", INTS, true)
          .add("group", DataTypes.IntegerType, false)
          .add("draws", DataTypes.createArrayType(DataTypes.DoubleType, false), false);

  private HeldOutDraws() {}

  /**
   * One row a document, averaged over the draws ({@link DrawAverage}).
   *
   * @param groups of the documents, if their attributes are known
   * @param number of draws, at least 1
   * @param draws by number from 0; each asked for once, when the one before is done with
   * @param folder for what lies between two draws; it may be deleted when the rows are no longer
   *     used
   */
  public static JavaRDD<DocumentScore> scores(
      SparkSession spark,
      JavaRDD<HeldOut> documents,
      Optional<Groups> groups,
      int number,
      IntFunction<Draw> draws,
      Estimator estimator,
      String folder) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Files files = new Files(context.hadoopConfiguration());
    JavaRDD<DrawnDocument> known = documents.map(DrawnDocument::of);
    for (int s = 0; s < number; s++) {
      Draw draw = draws.apply(s);
      String path = new Path(folder, Integer.toString(s)).toString();
      try (HeldOutPass pass = new HeldOutPass(context, draw.posterior(), draw.prior(), groups)) {
        JavaRDD<Row> rows = pass.add(known, estimator).map(HeldOutDraws::row);
        Tables.write(spark.createDataFrame(rows, COLUMNS), path);
      }
      known = Tables.read(spark, COLUMNS, path).javaRDD().map(HeldOutDraws::document);
      if (s > 0) {
        Tables.delete(files, new Path(folder, Integer.toString(s - 1)));
      }
    }
    return known.map(document -> score(estimator, document));
  }

  /** Deletes what lies between so many draws and the use of their rows. */
  public static void delete(Files files, int number, String folder) {
    Tables.delete(files, new Path(folder, Integer.toString(number - 1)));
    files.delete(new Path(folder));
  }

  private static DocumentScore score(Estimator estimator, DrawnDocument drawn) {
    Document document = drawn.heldOut().document();
    return new DocumentScore(
        document.id(),
        document.tokens(),
        drawn.heldOut().outOfVocabulary(),
        DrawAverage.mean(estimator, drawn.draws()));
  }

  private static Row row(DrawnDocument drawn) {
    Document document = drawn.heldOut().document();
    Document observed = drawn.heldOut().observed();
    return RowFactory.create(
        document.id(),
        ArraySeq.unsafeWrapArray(document.terms()),
        ArraySeq.unsafeWrapArray(document.counts()),
        drawn.heldOut().outOfVocabulary(),
        observed == null ? null : ArraySeq.unsafeWrapArray(observed.terms()),
        observed == null ? null : ArraySeq.unsafeWrapArray(observed.counts()),
        document.group(),
        ArraySeq.unsafeWrapArray(drawn.draws()));
  }

  private static DrawnDocument document(Row row) {
    int group = row.getInt(6);
    Document document = new Document(row.getString(0), ints(row, 1), ints(row, 2), group);
    HeldOut heldOut =
        row.isNullAt(4)
            ? HeldOut.of(document, row.getInt(3))
            : HeldOut.given(
                new Document(document.id(), ints(row, 4), ints(row, 5), group),
                document,
                row.getInt(3));
    double[] draws = row.<Double>getList(7).stream().mapToDouble(Double::doubleValue).toArray();
    return new DrawnDocument(heldOut, draws);
  }

  private static int[] ints(Row row, int column) {
    return row.<Integer>getList(column).stream().mapToInt(Integer::intValue).toArray();
  }
}
