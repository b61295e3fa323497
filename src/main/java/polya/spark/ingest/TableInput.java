package polya.spark.ingest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import polya.Failure;
import polya.params.Nearest;
import polya.spark.Causes;
import polya.spark.SqlRefusal;
import polya.spark.ingest.lines.Excerpt;

/**
 * Rows that Spark reads, a document each. Rows of a table have no position: they are told apart by
 * their ids, and put in the order of all that is read of them, so that the same rows in any order
 * are the same corpus. Cost: one sort of what is read.
 */
final class TableInput {
  private final TableSource source;
  private final TextFields fields;
  private final Optional<WantedVocabulary> wanted;

  /** Rows of the table of a plan, whose columns are these fields. */
  TableInput(IngestPlan plan, TextFields fields) {
    this.source = plan.table().orElseThrow();
    this.fields = fields;
    this.wanted = plan.wanted().filter(WantedVocabulary::wordsOnly);
  }

  /**
   * The drafts of all rows, in the order of their ids.
   *
   * @throws Failure (usage) if the source cannot be understood, or has texts where only words can
   *     be counted; (input) if it is not there, or columns are missing or of other types
   */
  JavaRDD<Draft> drafts(SparkSession spark) {
    try {
      Dataset<Row> rows = open(spark);
      StructType schema = rows.schema();
      Column[] columns =
          IntStream.range(0, fields.names().size())
              .mapToObj(i -> column(schema, i).alias("field" + i))
              .toArray(Column[]::new);
      DataType text = schema.apply(fields.text()).dataType();
      boolean words = isWords(text);
      if (!words && wanted.isPresent()) {
        throw wanted.get().unread("column " + fields.text() + " is of type " + text.simpleString());
      }
      Dataset<Row> selected = rows.select(columns);
      Column[] order = Arrays.stream(selected.columns()).map(functions::col).toArray(Column[]::new);
      TextFields of = fields;
      return selected.orderBy(order).javaRDD().map(row -> draft(of, row, words));
    } catch (Failure e) {
      throw e;
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      throw refused(source, e).orElseThrow(() -> Causes.of(e));
    }
  }

  private Dataset<Row> open(SparkSession spark) {
    DataFrameReader reader = spark.read().options(source.options());
    Dataset<Row> rows;
    if (source.sql().isPresent()) {
      // Within brackets nothing but a query may stand: no statement that changes anything.
      String query = source.sql().get().strip().replaceFirst(";$", "");
      rows = spark.sql("SELECT * FROM (\n" + query + "\n)");
    } else if (source.table().isPresent()) {
      rows = reader.table(source.table().get());
    } else {
      reader = reader.format(source.format().orElseThrow());
      rows =
          source.paths().isEmpty()
              ? reader.load()
              : reader.load(source.paths().toArray(String[]::new));
    }
    return source.where().map(rows::where).orElse(rows);
  }

  private Column column(StructType schema, int i) {
    String name = fields.names().get(i);
    if (!Arrays.asList(schema.fieldNames()).contains(name)) {
      throw refuse(
          "it has no column " + name,
          "--id-field, --text-field or --keep; there are "
              + String.join(", ", schema.fieldNames()));
    }
    DataType type = schema.apply(name).dataType();
    boolean isText = type instanceof StringType;
    boolean fits =
        i == 0 ? isText || type instanceof IntegralType : i > 1 || isText || isWords(type);
    if (!fits) {
      throw refuse("column " + name + " is of type " + type.simpleString(), "the option");
    }
    Column column = functions.col("`" + name.replace("`", "``") + "`");
    if (i == 1 && isWords(type)) {
      return column;
    }
    boolean nested = !isText && type.json().startsWith("{");
    return nested ? functions.to_json(column) : column.cast(DataTypes.StringType);
  }

  private static boolean isWords(DataType type) {
    return type instanceof ArrayType array && array.elementType() instanceof StringType;
  }

  private Failure refuse(String found, String what) {
    return Failure.input(
        "Cannot ingest "
            + source.what()
            + ": "
            + found
            + "; an id (a string or whole number) and a text (a string, or an array of its words) in"
            + " every row are needed. Correct "
            + what
            + ".");
  }

  /**
   * What is to be said where Spark refused the source, or one of its values: a sentence of Spark's
   * own; nothing where it is no matter of the source.
   */
  static Optional<Failure> refused(TableSource source, Throwable thrown) {
    return SqlRefusal.in(thrown).map(found -> refused(source, found));
  }

  private static Failure refused(TableSource source, SqlRefusal found) {
    if (found.isUnknownSource()) {
      return unknown(source.format().orElse(""));
    }
    String sentence =
        "Cannot ingest "
            + source.what()
            + ": "
            + found.sentence()
            + ". Correct "
            + (source.sql().isPresent() ? "--sql" : "--table, --input, --where or --option")
            + ", or the data.";
    return found.usage() ? Failure.usage(sentence) : Failure.input(sentence, found.cause());
  }

  private static Failure unknown(String format) {
    List<String> own =
        Arrays.stream(IngestPlan.Format.values())
            .filter(known -> known != IngestPlan.Format.SOURCE)
            .map(known -> known.name().toLowerCase(Locale.ROOT))
            .toList();
    return Failure.usage(
        "Cannot use --format "
            + format
            + ": neither Polya nor this Spark has it; allowed is "
            + String.join(", ", own)
            + ", or the name of a source of Spark's whose jar is there (--packages, before the"
            + " command). Did you mean "
            + Nearest.to(format, own)
            + "?");
  }

  private static Draft draft(TextFields fields, Row row, boolean words) {
    int n = row.length();
    String[] values = new String[n];
    for (int i = 0; i < n; i++) {
      values[i] = i == 1 && words ? null : row.getString(i);
    }
    if (!words) {
      return fields.draft(0, 0, values, Excerpt.hash(values[0] + "\t" + values[1]));
    }
    List<String> tokens = row.isNullAt(1) ? null : row.getList(1);
    String excerpt = Excerpt.hash(values[0] + "\t" + tokens);
    return fields.draft(values, tokens, excerpt);
  }
}
