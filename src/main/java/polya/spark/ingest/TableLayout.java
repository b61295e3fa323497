package polya.spark.ingest;

import java.io.Serializable;

/**
 * How a table is written.
 *
 * @param delimiter what stands between its fields
 * @param header whether the first line of every file has the names of its columns; of csv it always
 *     does
 */
public record TableLayout(char delimiter, boolean header) implements Serializable {}
