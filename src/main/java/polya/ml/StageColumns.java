package polya.ml;

import java.util.List;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import polya.Failure;
import polya.corpus.Vocabulary;

/** The columns that stages read and add. */
final class StageColumns {
  private StageColumns() {}

  /** The column of exactly this name, dots and all. */
  static Column named(String name) {
    return functions.col("`" + name.replace("`", "``") + "`");
  }

  /**
   * Checks that a column of vectors is there.
   *
   * @throws Failure (usage) if it is missing or of another type
   */
  static void requireVectors(StructType schema, String uid, String column) {
    DataType found = requirePresent(schema, uid, column, "featuresCol");
    if (!found.equals(SQLDataTypes.VectorType())) {
      throw Failure.usage(
          "Cannot use column "
              + column
              + " as featuresCol of "
              + uid
              + ": it holds "
              + found.catalogString()
              + "; allowed is vector. CountVectorizer makes such columns.");
    }
  }

  /**
   * Checks that a column of vectors is there, and that it does not say of itself that they count
   * other terms. What it does not say is seen row by row, if it is seen by their length.
   *
   * @param named whether the model's terms have names
   * @throws Failure (usage) if it is missing or of another type; (input) if its terms are others
   */
  static void requireVectors(
      StructType schema, String uid, String column, Vocabulary terms, boolean named) {
    requireVectors(schema, uid, column);
    int size = AttributeGroup.fromStructField(schema.apply(column)).size();
    Vocabulary told = AnalyzedColumn.vocabulary(schema, column);
    int found = told != null ? told.size() : size;
    if (found >= 0 && found != terms.size()) {
      throw otherTerms(uid, column, found + " elements", "one for each of the " + terms.size());
    }
    if (named && told != null && !told.hash().equals(terms.hash())) {
      throw otherTerms(uid, column, "counts of other terms", "those of the " + terms.size());
    }
  }

  private static Failure otherTerms(String uid, String column, String found, String allowed) {
    return Failure.input(
        "Cannot read column "
            + column
            + " by "
            + uid
            + ": its vectors have "
            + found
            + "; allowed is "
            + allowed
            + " terms of the model. Count words by the stage that the model was fitted with.");
  }

  /**
   * Checks that a column is there.
   *
   * @param param which Param names it
   * @return its type
   * @throws Failure (usage) if it is missing
   */
  static DataType requirePresent(StructType schema, String uid, String column, String param) {
    if (!List.of(schema.fieldNames()).contains(column)) {
      throw Failure.usage(
          "Cannot use column "
              + column
              + " as "
              + param
              + " of "
              + uid
              + ": there is none; there are "
              + String.join(", ", schema.fieldNames())
              + ". Set "
              + param
              + ".");
    }
    return schema.apply(column).dataType();
  }

  /**
   * The schema with a column of mixtures.
   *
   * @param topics K for the column's metadata, or 0 if it is not known yet
   * @throws Failure (usage) if a column of that name is there already
   */
  static StructType withMixtures(StructType schema, String uid, String column, int topics) {
    requireAbsent(schema, uid, column, "topicDistributionCol");
    StructField field =
        topics == 0
            ? new AttributeGroup(column).toStructField()
            : new AttributeGroup(column, topics).toStructField();
    return schema.add(field);
  }

  /**
   * The schema with a column of scores.
   *
   * @throws Failure (usage) if a column of that name is there already
   */
  static StructType withScores(StructType schema, String uid, String column) {
    requireAbsent(schema, uid, column, "heldOutCol");
    return schema.add(column, CompletionFunction.FIELDS, false);
  }

  /**
   * The schema with a column of arrays of these entries.
   *
   * @throws Failure (usage) if a column of that name is there already
   */
  static StructType withRecommendations(
      StructType schema, String uid, String column, StructType entry) {
    if (List.of(schema.fieldNames()).contains(column)) {
      throw Failure.usage(
          "Cannot add column "
              + column
              + " by "
              + uid
              + ": there is one already; names are distinct. Drop it or rename it.");
    }
    return schema.add(column, DataTypes.createArrayType(entry, false), false);
  }

  static void requireAbsent(StructType schema, String uid, String column, String param) {
    if (List.of(schema.fieldNames()).contains(column)) {
      throw Failure.usage(
          "Cannot add column "
              + column
              + " as "
              + param
              + " of "
              + uid
              + ": there is one already. Drop it, or set "
              + param
              + ".");
    }
  }
}
