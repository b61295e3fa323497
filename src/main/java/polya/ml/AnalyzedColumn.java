package polya.ml;

import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import polya.corpus.Vocabulary;

/**
 * The column of counts that a {@link TextAnalyzerModel} adds. Its metadata have the vocabulary, so
 * that a topic model that is fitted to it has its terms.
 */
final class AnalyzedColumn {
  private static final String VOCABULARY = "vocabulary";

  private AnalyzedColumn() {}

  /** The column of this name; without a vocabulary where it is not known yet. */
  static StructField of(String name, Vocabulary vocabulary) {
    return new StructField(
        name,
        SQLDataTypes.VectorType(),
        false,
        vocabulary == null ? Metadata.empty() : metadata(vocabulary));
  }

  /** What the column says of itself. */
  static Metadata metadata(Vocabulary vocabulary) {
    return new MetadataBuilder()
        .putStringArray(VOCABULARY, vocabulary.terms().toArray(String[]::new))
        .build();
  }

  /** The vocabulary that a column tells, or null. */
  static Vocabulary vocabulary(StructType schema, String column) {
    Metadata metadata = schema.apply(column).metadata();
    return metadata.contains(VOCABULARY)
        ? Vocabulary.of(List.of(metadata.getStringArray(VOCABULARY)))
        : null;
  }
}
