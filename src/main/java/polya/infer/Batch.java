package polya.infer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import polya.topics.Sums;

/**
 * What a round added up, as its global step sees it.
 *
 * @param sent by the documents visited
 * @param corpus what all documents of the corpus sent at their last visits, this round's included;
 *     null in a stochastic round on a part of it, and in incremental rounds until every part has
 *     been visited
 */
public record Batch(Sent sent, Sent corpus) {
  /**
   * The batch of a round.
   *
   * @param sent what the round sent
   * @param others what the other parts sent at their last incremental visits
   */
  public static Batch of(Round round, Sent sent, Collection<Sent> others) {
    if (round.wholeCorpus()) {
      return new Batch(sent, sent);
    }
    List<Sent> all = new ArrayList<>(others);
    boolean every = round.incremental() && all.size() + 1 == round.parts();
    return new Batch(sent, every ? sent.and(all) : null);
  }

  /**
   * Whether after this round, the last of a pass, the rows of expected counts are those of the
   * corpus and nothing else.
   */
  public boolean countsAreKnown(Round round) {
    return round.endsPass() && corpus != null && !round.lanes();
  }

  /** Documents visited: the actual |M|, empty ones included. */
  public long documents() {
    return sent.documents();
  }

  /** Tokens visited. */
  public long tokens() {
    return sent.tokens();
  }

  /** The pass's own sums. */
  public Sums sums() {
    return sent.sums();
  }
}
