package polya.infer;

import java.util.Collection;
import java.util.List;
import polya.topics.Sums;
import polya.topics.TermRows;
import polya.topics.TermStatistics;

/**
 * What all documents of the corpus sent at their last visits. Nothing is added up before it is
 * asked for.
 *
 * @param sent by tasks of one round or of several, together every document once
 */
public record CorpusStatistics(List<TermStatistics> sent) {
  /**
   * The corpus's, if it is known after a round.
   *
   * @param statistics what the round sent
   * @param sent what every part sent at its last incremental visit, the round's own included
   * @return null if some documents were never visited, or in another phase only
   */
  public static CorpusStatistics of(
      Round round, List<TermStatistics> statistics, Collection<List<TermStatistics>> sent) {
    if (round.wholeCorpus()) {
      return new CorpusStatistics(statistics);
    }
    return round.incremental() && sent.size() == round.parts()
        ? new CorpusStatistics(sent.stream().flatMap(List::stream).toList())
        : null;
  }

  /** The pass's own sums over all documents. */
  public Sums sums() {
    return TermStatistics.sums(sent);
  }

  /** How many blocks there are, those of pseudo-terms included. */
  public int blocks() {
    return sent.stream().mapToInt(TermStatistics::blocks).max().orElse(0);
  }

  /** The rows of one block over all documents; cost: their entries over all senders. */
  public TermRows rows(int block) {
    return TermStatistics.rows(sent, block);
  }
}
