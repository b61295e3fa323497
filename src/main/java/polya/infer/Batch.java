package polya.infer;

import java.util.List;
import polya.topics.Sums;
import polya.topics.TermStatistics;

/**
 * What a round added up beside the rows by term.
 *
 * @param documents documents visited: the actual |M|, empty ones included
 * @param tokens tokens visited
 * @param sums the pass's own sums
 * @param corpus what the corpus sent at the last visits of its documents, this round's included;
 *     null in a stochastic round on a part of it, and in incremental rounds until every part has
 *     been visited
 */
public record Batch(long documents, long tokens, Sums sums, CorpusStatistics corpus) {
  /** What the tasks of a round sent, beside the rows. */
  public static Batch of(List<TermStatistics> statistics, CorpusStatistics corpus) {
    return new Batch(
        TermStatistics.documents(statistics),
        TermStatistics.tokens(statistics),
        TermStatistics.sums(statistics),
        corpus);
  }
}
