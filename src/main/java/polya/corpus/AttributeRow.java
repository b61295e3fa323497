package polya.corpus;

/**
 * One value of an {@link Encoding}, as a model's table {@code attributes} keeps it.
 *
 * @param kind how the column's values are read: a {@link ColumnKind#word}, or {@link
 *     Covariates#KIND}
 * @param column the column's name, or {@link Covariates#text}
 * @param index the value's index
 * @param value the value
 * @param documents how many training documents have it
 */
public record AttributeRow(String kind, String column, int index, String value, long documents) {}
