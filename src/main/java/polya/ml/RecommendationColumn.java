package polya.ml;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import polya.corpus.Bag;
import polya.infer.Posterior;
import polya.mixing.DocumentPrior;
import polya.recommend.Recommendation;
import polya.recommend.Recommender;
import polya.spark.Batched;
import polya.topics.Phi;

/** Adds each row's best terms that it does not have ({@link Recommender}). */
final class RecommendationColumn {
  /** The column's name. */
  static final String NAME = "recommendations";

  private static final StructType ENTRY =
      new StructType()
          .add("index", DataTypes.IntegerType, false)
          .add("score", DataTypes.FloatType, false);

  private RecommendationColumn() {}

  /** The rows with their lists; lazy. */
  static Dataset<Row> added(
      FittedTopics fitted, Dataset<Row> rows, String uid, String featuresColumn, int n) {
    StructType schema = StageColumns.withRecommendations(rows.schema(), uid, NAME, ENTRY);
    Posterior posterior = fitted.posterior();
    Broadcast<Phi> topics = fitted.published(rows.sparkSession().sparkContext());
    DocumentPrior prior = posterior.documents();
    int size = fitted.info().vocabularySize();
    int features = rows.schema().fieldIndex(featuresColumn);
    MapPartitionsFunction<Row, Row> recommend =
        part -> {
          Recommender recommender = new Recommender(topics.value(), prior, n);
          return Batched.map(
              part, Recommender.TILE, batch -> listed(batch, features, size, recommender));
        };
    return rows.mapPartitions(recommend, Encoders.row(schema));
  }

  private static List<Row> listed(List<Row> rows, int features, int size, Recommender recommender) {
    List<Bag> bags = new ArrayList<>(rows.size());
    for (Row row : rows) {
      bags.add(WordCounts.of((Vector) row.get(features), size, null));
    }
    List<Recommendation> lists = recommender.recommend(bags);
    List<Row> listed = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      Object[] values = new Object[rows.get(i).size() + 1];
      for (int j = 0; j < values.length - 1; j++) {
        values[j] = rows.get(i).get(j);
      }
      values[values.length - 1] = entries(lists.get(i));
      listed.add(RowFactory.create(values));
    }
    return listed;
  }

  private static Row[] entries(Recommendation list) {
    Row[] entries = new Row[list.terms().length];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = RowFactory.create(list.terms()[i], list.scores()[i]);
    }
    return entries;
  }
}
