package polya.ml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import polya.Failure;
import polya.corpus.Vocabulary;
import polya.describe.TermOrder;
import polya.describe.TopicTerms;
import polya.spark.store.TopicNaming;
import polya.topics.Phi;

/** Topics as tables; on the driver. */
final class TopicTables {
  private static final StructType COLUMNS =
      new StructType()
          .add("topic", DataTypes.IntegerType, false)
          .add("termIndices", DataTypes.createArrayType(DataTypes.IntegerType, false), false)
          .add("termWeights", DataTypes.createArrayType(DataTypes.DoubleType, false), false);

  private TopicTables() {}

  /** One row a topic: its first terms, and names where terms or topics have any. */
  static Dataset<Row> described(FittedTopics fitted, int most, TermOrder order) {
    if (most < 1) {
      throw Failure.usage("Cannot describe topics by " + most + " terms: allowed is 1 or more.");
    }
    Optional<Vocabulary> terms = fitted.namedTerms();
    Optional<List<String>> names = TopicNaming.of(fitted.posterior(), fitted.info());
    TopicTerms figures = fitted.topicTerms();
    int[][] topK = figures.top(order, most);
    List<Row> rows = new ArrayList<>();
    figures.fetch(topK);
    for (int k = 0; k < fitted.info().k(); k++) {
      List<Integer> indices = new ArrayList<>();
      List<Double> weights = new ArrayList<>();
      for (int term : topK[k]) {
        indices.add(term);
        weights.add(figures.weight(k, term));
      }
      List<Object> row = new ArrayList<>(List.of(k, indices, weights));
      terms.ifPresent(known -> row.add(indices.stream().map(known::term).toList()));
      int topic = k;
      names.ifPresent(known -> row.add(topic < known.size() ? known.get(topic) : ""));
      rows.add(RowFactory.create(row.toArray()));
    }
    StructType columns = COLUMNS;
    if (terms.isPresent()) {
      columns = columns.add("terms", DataTypes.createArrayType(DataTypes.StringType, false), false);
    }
    if (names.isPresent()) {
      columns = columns.add("name", DataTypes.StringType, false);
    }
    return SparkSession.builder().getOrCreate().createDataFrame(rows, columns);
  }

  /**
   * V × K probabilities, a topic a column.
   *
   * @throws Failure (resources) if V·K exceeds one array
   */
  static Matrix matrix(Phi phi) {
    int terms = phi.terms();
    int topics = phi.topics();
    if ((long) terms * topics > Integer.MAX_VALUE - 8) {
      throw Failure.resources(
          "Cannot make a matrix of "
              + terms
              + " terms times "
              + topics
              + " topics: allowed are 2^31 numbers. Use describeTopics, or save the model and read"
              + " its topics table.");
    }
    double[] values = new double[terms * topics];
    double[] row = new double[topics];
    for (int w = 0; w < terms; w++) {
      phi.expand(w, row, 0);
      for (int k = 0; k < topics; k++) {
        values[k * terms + w] = row[k];
      }
    }
    return new DenseMatrix(terms, topics, values);
  }
}
