package polya.cli;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import polya.Failure;
import polya.spark.pass.MixturePass;
import polya.spark.store.CorpusStore;
import polya.spark.store.LakeTable;

/**
 * The rows of {@code transform}: one a document with its mixture, or one a share.
 *
 * @param options what shapes them
 * @param corpus the documents
 * @param table where they go, if not to a folder
 */
record MixtureRows(MixtureOptions options, CorpusStore corpus, Optional<LakeTable> table) {
  private static final List<String> LONG = List.of("id", "topic", "share");

  /** The kept columns that rows have: all, where there is a place for them. */
  List<String> kept() {
    return table.isEmpty() && !options.rows
        ? List.of()
        : corpus.keptColumns().stream().filter(name -> !missing().contains(name)).toList();
  }

  /** The kept columns that the table has no place for. */
  List<String> missing() {
    return table.map(t -> t.without(corpus.keptColumns())).orElse(List.of());
  }

  /**
   * Demands that columns have names of their own, and fill the table.
   *
   * @throws Failure (usage) if a kept column has the name of another; (input) if they do not fill
   *     the table
   */
  void demand(MixturePass pass) {
    StructType columns = pass.columns(options.largest());
    List<String> own = own(columns);
    List<String> taken = new ArrayList<>(own); // Long rows are made of those a document.
    taken.addAll(Arrays.asList(columns.fieldNames()));
    for (String name : kept()) {
      Usage.demand(
          taken.stream().noneMatch(name::equalsIgnoreCase),
          options.rows ? "--long" : "--output-table",
          "given where the kept column " + name + " has the name of a column of mixtures",
          "columns of other names than " + String.join(", ", new TreeSet<>(taken)));
    }
    List<String> all = new ArrayList<>(own);
    kept().stream().filter(name -> !isPartition(name)).forEach(all::add);
    table.ifPresent(t -> t.demand(all));
  }

  private List<String> own(StructType columns) {
    return options.rows ? LONG : Arrays.asList(columns.fieldNames());
  }

  private boolean isPartition(String column) {
    return table.flatMap(t -> t.value(column)).isPresent();
  }

  /** The rows; lazy, so the pass must stay open until they are used. */
  Dataset<Row> of(MixturePass pass) {
    Dataset<Row> rows = pass.rows(corpus, options.largest(), kept());
    if (!options.rows) {
      return rows;
    }
    List<Column> columns = new ArrayList<>(List.of(col("id"), col("topic"), col("share")));
    kept().forEach(name -> columns.add(CorpusStore.named(name)));
    String shares =
        options.top == null ? "posexplode(mixture) AS (topic, share)" : "inline(topics)";
    List<String> selected = new ArrayList<>(List.of("id", shares));
    kept().forEach(name -> selected.add("`" + name.replace("`", "``") + "`"));
    Dataset<Row> all =
        rows.selectExpr(selected.toArray(String[]::new)).select(columns.toArray(Column[]::new));
    return options.minShare == null ? all : all.where(col("share").geq(options.minShare));
  }

  /**
   * Writes rows to the table.
   *
   * @param rows as {@link #of} made them
   * @throws Failure (input) if a document is of another partition than that which is written
   */
  void write(Dataset<Row> rows) {
    Dataset<Row> left = rows;
    for (String name : kept()) {
      if (isPartition(name)) {
        demandSame(rows, name, table.get().value(name).get());
        left = left.drop(CorpusStore.named(name));
      }
    }
    table.get().write(left);
  }

  private static void demandSame(Dataset<Row> rows, String column, String value) {
    Column same = CorpusStore.named(column).eqNullSafe(value);
    List<Row> others =
        rows.where(not(same))
            .select(col("id"), CorpusStore.named(column))
            .orderBy("id")
            .limit(1)
            .collectAsList();
    if (!others.isEmpty()) {
      throw Failure.input(
          "Cannot write the partition "
              + column
              + "="
              + value
              + ": document "
              + others.get(0).getString(0)
              + " has the "
              + column
              + " "
              + others.get(0).getString(1)
              + "; all must be of the partition. Choose rows with --where, or correct --partition.");
    }
  }
}
