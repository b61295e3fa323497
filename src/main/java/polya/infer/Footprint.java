package polya.infer;

/**
 * What a run takes, from its corpus and parameters alone: bytes of numbers, wherever they lie. It
 * is a floor: what Spark needs, and copies on the way, come on top.
 *
 * @param start the topics' rows while the run starts, dense; 0 where it has no such start
 * @param model the tables between rounds
 * @param published the weights of a round, as every JVM that reads documents has them
 * @param drawn the same where they are not the model's own rows, else 0: what they take beside
 *     these in one JVM
 * @param states what tiles remember, before and after a round, all together; 0 where it is little,
 *     or may lie on disk
 * @param inPhases what tiles remember beside that between phases of a round, likewise
 * @param sent of a round
 * @param termFrequencies f_w, or nothing; not to be changed
 * @param packed the tables between rounds as executors keep them, each once: rows encoded, as
 *     {@code PackedBlock} has them
 * @param task what one task has beside the weights that it reads
 */
public record Footprint(
    double start,
    double model,
    double published,
    double drawn,
    double states,
    double inPhases,
    Sent sent,
    long[] termFrequencies,
    double packed,
    double task) {
  /** Of a run that takes next to nothing. */
  public static final Footprint NONE =
      new Footprint(0, 0, 0, 0, 0, 0, tasks -> 0, new long[0], 0, 0);

  /** What a round's tasks send. */
  public interface Sent {
    /** By so many tasks together, in bytes. */
    double by(int tasks);
  }

  /** Weights in the largest round of all, the start's among them: its rows are dense, once. */
  public double mostPublished() {
    return mostPublished(1);
  }

  /** The same of the rows that tasks have in one of so many phases; a start has no phases. */
  public double mostPublished(int phases) {
    return Math.max(published / phases, start / 2);
  }

  /** Whether tiles remember anything between rounds. */
  public boolean remembers() {
    return states > 0;
  }

  /** What tiles remember, in rounds of so many phases. */
  public double mostStates(int phases) {
    return phases > 1 ? states + inPhases : states;
  }

  /**
   * How many terms a random part of the corpus is expected to have.
   *
   * @param share the part's
   */
  public double terms(double share) {
    double terms = 0;
    for (long frequency : termFrequencies) {
      terms -= Math.expm1(-frequency * share);
    }
    return terms;
  }

  /** What the model's side of a run takes at most at a time. */
  public double mostModel() {
    return Math.max(start, model);
  }

  /**
   * What tasks send of terms, each pair of a term and a topic once a task: with m_w topics that a
   * term of frequency f_w has, P tasks meet P m_w (1 − e^(−f_w / (P m_w))) pairs.
   *
   * @param termFrequencies f_w
   * @param share m_w is this share of min(k, f_w)
   * @param bytes a pair
   */
  public static Sent pairs(long[] termFrequencies, int k, double share, double bytes) {
    return tasks -> {
      double pairs = 0;
      for (long frequency : termFrequencies) {
        double cells = tasks * Math.max(1, share * Math.min(k, frequency));
        pairs -= cells * Math.expm1(-frequency / cells);
      }
      return bytes * pairs;
    };
  }

  /**
   * What tasks send of terms, a row for each term that a task meets and in it a pair for each of
   * its topics: with m_w topics that a term of frequency f_w has, P tasks meet P m_w (1 − e^(−f_w /
   * (P m_w))) pairs in P (1 − e^(−f_w / P)) rows. Two bytes a row and two a pair, as {@link
   * polya.topics.TermStatistics} has them; a third one where two topics of a row lie 128 apart or
   * more, as (1 − 128 / K)^n of n do.
   *
   * @param termFrequencies f_w
   * @param share m_w is this share of min(k, f_w)
   */
  public static Sent rows(long[] termFrequencies, int k, double share) {
    double apart = Math.max(0, 1 - 128.0 / k);
    return tasks -> {
      double bytes = 0;
      for (long frequency : termFrequencies) {
        if (frequency > 0) {
          double rows = -tasks * Math.expm1(-(double) frequency / tasks);
          double cells = tasks * Math.max(1, share * Math.min(k, frequency));
          double pairs = Math.max(rows, -cells * Math.expm1(-frequency / cells));
          bytes += 2 * rows + pairs * (2 + Math.pow(apart, pairs / rows));
        }
      }
      return bytes;
    };
  }
}
