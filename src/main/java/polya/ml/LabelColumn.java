package polya.ml;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.AtomicType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import polya.Failure;
import polya.corpus.ColumnKind;
import polya.corpus.Covariates;
import polya.corpus.LabelSyntax;
import polya.spark.store.CovariateSets;

/**
 * The column of a Dataset with the labels of its rows: strings, or arrays of strings; or those with
 * their covariates: numbers, strings, or whatever has a text.
 *
 * @param name the column; null if no labels are read
 * @param arrays whether it has arrays
 * @param syntax how its strings are read
 * @param covariates with their bins, if these are read; null for labels
 */
record LabelColumn(String name, boolean arrays, LabelSyntax syntax, Covariates covariates)
    implements Serializable {
  /** No labels are read. */
  static final LabelColumn NONE = new LabelColumn(null, false, null, null);

  /**
   * A column of labels.
   *
   * @param separator what stands between the labels of a string; not empty
   * @throws Failure (usage) if there is no such column, or it has neither strings nor arrays of
   *     them
   */
  static LabelColumn of(StructType schema, String name, String separator) {
    String[] names = schema.fieldNames();
    boolean there = List.of(names).contains(name);
    DataType type = there ? schema.apply(name).dataType() : null;
    boolean arrays = type instanceof ArrayType array && array.elementType() instanceof StringType;
    if (!arrays && !(type instanceof StringType)) {
      String found =
          there
              ? "it holds " + type.catalogString()
              : "there is none; there are " + String.join(", ", names);
      throw Failure.usage(
          "Cannot read labels from column "
              + name
              + ": "
              + found
              + "; allowed are strings and arrays of strings. Give another column.");
    }
    return new LabelColumn(name, arrays, new LabelSyntax(ColumnKind.LABELS, separator), null);
  }

  /**
   * Columns of covariates.
   *
   * @throws Failure (usage) if there is no such column, or one has no text
   */
  static LabelColumn of(StructType schema, Covariates covariates) {
    String[] names = schema.fieldNames();
    for (String name : covariates.columns()) {
      boolean there = List.of(names).contains(name);
      if (!there || !(schema.apply(name).dataType() instanceof AtomicType)) {
        String found =
            there
                ? "it holds " + schema.apply(name).dataType().catalogString()
                : "there is none; there are " + String.join(", ", names);
        throw Failure.usage(
            "Cannot read covariates from column "
                + name
                + ": "
                + found
                + "; allowed are strings, numbers, dates and truth values. Give other"
                + " covariateCols.");
      }
    }
    return new LabelColumn(covariates.text(), false, null, covariates);
  }

  /** The columns; one of nulls if no labels are read. */
  List<Column> columns() {
    if (covariates != null) {
      return covariates.columns().stream()
          .map(column -> StageColumns.named(column).cast("string"))
          .toList();
    }
    return List.of(name == null ? functions.lit(null).cast("string") : StageColumns.named(name));
  }

  /** The canonical text of a row's labels; null if no labels are read. */
  String text(Row row, int at) {
    if (name == null) {
      return null;
    }
    if (covariates != null) {
      return CovariateSets.text(covariates, row, at, at + covariates.columns().size());
    }
    if (!arrays) {
      return syntax.text(row.getString(at));
    }
    List<String> labels = row.isNullAt(at) ? List.of() : row.getList(at);
    return LabelSyntax.text(LabelSyntax.sorted(labels));
  }
}
