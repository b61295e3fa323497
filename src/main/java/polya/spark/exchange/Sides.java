package polya.spark.exchange;

import java.io.Serializable;
import polya.topics.TermStatistics;

/** What a round sent beside its rows. No record: Kryo cannot write one. */
final class Sides implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TermStatistics statistics;
  private final long bytes;
  private final long received;
  private final boolean hasRows;

  /**
   * It.
   *
   * @param statistics documents, tokens, sums and tables
   * @param bytes of all that was sent, rows included
   * @param received of Φ, by tasks that asked for rows of their own
   * @param hasRows whether there were any
   */
  Sides(TermStatistics statistics, long bytes, long received, boolean hasRows) {
    this.statistics = statistics;
    this.bytes = bytes;
    this.received = received;
    this.hasRows = hasRows;
  }

  TermStatistics statistics() {
    return statistics;
  }

  long bytes() {
    return bytes;
  }

  long received() {
    return received;
  }

  boolean hasRows() {
    return hasRows;
  }
}
