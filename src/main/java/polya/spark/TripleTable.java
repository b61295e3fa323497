package polya.spark;

import java.io.Serializable;

/**
 * How a table of triples is written.
 *
 * @param delimiter what stands between its fields
 * @param header whether the first line of every file has the names of its columns
 */
public record TripleTable(char delimiter, boolean header) implements Serializable {}
