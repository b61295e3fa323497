package polya.spark.ingest;

/**
 * A column of a corpus whose values stand in a file of their own, beside the input.
 *
 * @param name the column's name
 * @param file its values: one a line in the order of the documents; of users with a tab behind them
 *     where documents are users
 */
public record SideColumn(String name, String file) {}
