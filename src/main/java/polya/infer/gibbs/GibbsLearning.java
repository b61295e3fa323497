package polya.infer.gibbs;

import java.util.SortedMap;
import polya.infer.DocumentLearning;
import polya.infer.Sent;
import polya.math.RandomStream;
import polya.topics.Globals;
import polya.topics.Sums;

/**
 * How a documents' side is learned by Gibbs sampling: its step given the topics of all tokens, its
 * part of the joint probability.
 */
public interface GibbsLearning extends DocumentLearning {
  /**
   * Whether what is learned after a sweep is drawn from its posterior, or climbs it.
   *
   * @param isDrawn whether the sweep was under drawn topics
   */
  default boolean draws(boolean isDrawn) {
    return true;
  }

  /** Whether priors are learned of {@link polya.infer.GroupTables}. */
  default boolean byGroup() {
    return false;
  }

  /**
   * What every sweep counts of documents, if globals keep any of it.
   *
   * @param globals those before
   * @param sums what the sweep sent
   */
  default Globals swept(Globals globals, Sums sums) {
    return globals;
  }

  /**
   * What is learned of documents.
   *
   * @param globals those before, with the topics' totals after the sweep
   * @param sent what documents say of their prior: {@link SentCounts}, or tables and exposure
   * @param draws as {@link #draws} says
   */
  Globals learned(Globals globals, Sent sent, RandomStream stream, boolean draws);

  /**
   * The documents' part of log p(tokens, topics), θ integrated out, in nats.
   *
   * @param globals those under which the round's tokens were drawn
   * @param totals n_k
   */
  double logDocuments(Globals globals, Sent sent, double[] totals);

  /**
   * What is told of a round beside what every sampler tells.
   *
   * @param globals those under which the round's tokens were drawn
   * @param seen by the names of {@code metrics.jsonl}; added to
   */
  default void tell(Globals globals, SortedMap<String, Double> seen) {}
}
