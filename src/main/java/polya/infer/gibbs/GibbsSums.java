package polya.infer.gibbs;

import polya.infer.CorpusFacts;
import polya.topics.SumsLayout;

/** The sums that a Gibbs pass sends beside its rows, by name; all are whole numbers. */
public final class GibbsSums {
  /** Tokens whose topic changed in the last local sweep. */
  public static final String CHANGED = "changed";

  /** Topics that hold a hundredth of a document or more, summed over documents with tokens. */
  public static final String ACTIVE = "activeTopics";

  /** Documents with tokens. */
  public static final String FITTED = "fitted";

  /**
   * Tokens whose term has no finite positive weight in any topic: they keep their topic, or are
   * seated by their document's other tokens and prior alone. Counted in every local sweep.
   */
  public static final String UNWEIGHTED = "unweighted";

  /** n_k, K numbers: the tokens of each topic in the visited tiles. */
  public static final String TOPIC_TOTALS = "topicTotals";

  /** The most local sweeps, and seating. */
  private static final double SWEEPS = 1e6;

  private GibbsSums() {}

  /** The sums of a run whose documents share a prior. */
  public static SumsLayout of(CorpusFacts facts, int topics) {
    return of(facts, topics, true);
  }

  /**
   * The sums of a run.
   *
   * @param isShared whether documents share a prior; if not {@link DocumentTables} are among them
   */
  static SumsLayout of(CorpusFacts facts, int topics, boolean isShared) {
    double documents = facts.documents() + 1.0;
    double tokens = facts.tokens() + 1.0;
    SumsLayout sums =
        SumsLayout.none()
            .scalar(CHANGED, SumsLayout.WHOLE, SWEEPS * tokens)
            .scalar(ACTIVE, SumsLayout.WHOLE, documents * topics)
            .scalar(FITTED, SumsLayout.WHOLE, documents)
            .scalar(UNWEIGHTED, SumsLayout.WHOLE, SWEEPS * tokens)
            .vector(TOPIC_TOTALS, topics, SumsLayout.WHOLE, tokens);
    return isShared ? sums : DocumentTables.with(sums, documents, tokens, topics);
  }
}
