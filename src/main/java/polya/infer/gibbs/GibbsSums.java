package polya.infer.gibbs;

/**
 * The sums that a Gibbs pass sends beside its rows; those by topic stand from {@link
 * #TOPIC_TOTALS_K} on. And how its rows are laid out: K + 1 columns of whole counts.
 */
public final class GibbsSums {
  /** Tokens whose topic changed in the last local sweep. */
  public static final int CHANGED = 0;

  /** Topics that hold a hundredth of a document or more, summed over documents with tokens. */
  public static final int ACTIVE = 1;

  /** Documents with tokens. */
  public static final int FITTED = 2;

  /**
   * Tokens whose term has no finite positive weight in any topic: they keep their topic, or are
   * seated by their document's other tokens and prior alone. Counted in every local sweep.
   */
  public static final int UNWEIGHTED = 3;

  /** Where n_k begins: the tokens of each topic in the visited tiles. */
  public static final int TOPIC_TOTALS_K = 4;

  private GibbsSums() {}

  /** How many sums there are for K topics. */
  public static int count(int topics) {
    return TOPIC_TOTALS_K + topics;
  }
}
