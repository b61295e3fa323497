package polya.infer;

/**
 * What a round added up beside the rows by term.
 *
 * @param documents documents visited: the actual |M|, empty ones included
 * @param tokens tokens visited
 * @param sums the pass's own sums, see {@link VariationalSums}
 */
public record Batch(long documents, long tokens, double[] sums) {}
