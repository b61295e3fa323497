package polya.recommend;

/**
 * How well lists of n meet what was withheld, as means over documents that have withheld terms.
 *
 * @param n the length of the lists
 * @param documents over how many documents; all means are NaN for none
 * @param precision share of a list that was withheld
 * @param recall share of what was withheld that is in the list
 * @param ndcg normalised discounted cumulative gain
 */
public record RankingResult(int n, long documents, Mean precision, Mean recall, Mean ndcg) {
  /**
   * A mean over documents.
   *
   * @param value the mean
   * @param standardError its standard error, of the choice of documents; NaN for fewer than two
   */
  public record Mean(double value, double standardError) {}
}
