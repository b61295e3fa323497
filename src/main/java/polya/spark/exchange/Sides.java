package polya.spark.exchange;

import java.io.Serializable;
import polya.topics.TermStatistics;

/** What a round sent beside its rows. No record: Kryo cannot write one. */
final class Sides implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TermStatistics statistics;
  private final long bytes;
  private final boolean hasRows;

  /**
   * It.
   *
   * @param statistics documents, tokens, sums and tables
   * @param bytes of all that was sent, rows included
   * @param hasRows whether there were any
   */
  Sides(TermStatistics statistics, long bytes, boolean hasRows) {
    this.statistics = statistics;
    this.bytes = bytes;
    this.hasRows = hasRows;
  }

  TermStatistics statistics() {
    return statistics;
  }

  long bytes() {
    return bytes;
  }

  boolean hasRows() {
    return hasRows;
  }
}
