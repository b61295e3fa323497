package polya.describe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Shares of the topics in groups of documents, with their errors: what commands write and the
 * report draws.
 *
 * @param groups those whose documents have tokens, in their order
 * @param all all their documents together
 */
public record TrendTable(List<Group> groups, Group all) {
  /** Standard errors to either side of a 95 % interval. */
  private static final double WIDTH = 1.959963984540054;

  /**
   * A group.
   *
   * @param documents those that have tokens
   * @param shareK each topic's share of the tokens; adds up to 1
   * @param errorK its standard error; NaN of a single document
   */
  public record Group(String name, long documents, long tokens, double[] shareK, double[] errorK) {
    static Group of(String name, ShareSums sums) {
      return new Group(name, sums.documents(), sums.tokens(), sums.shares(), sums.standardErrors());
    }

    /** The lower end of a share's 95 % interval, not below 0; NaN of a single document. */
    public double low(int topic) {
      double low = shareK[topic] - WIDTH * errorK[topic];
      return low < 0 ? 0 : low;
    }

    /** The upper end, not above 1; NaN of a single document. */
    public double high(int topic) {
      double high = shareK[topic] + WIDTH * errorK[topic];
      return high > 1 ? 1 : high;
    }
  }

  /**
   * The table of some groups, of which those without tokens are left out.
   *
   * @param topics K
   */
  public static TrendTable of(int topics, long seed, Map<String, ShareSums> sums) {
    ShareSums all = new ShareSums(topics, seed);
    List<Group> groups = new ArrayList<>();
    for (String name : Period.ordered(sums.keySet())) {
      if (sums.get(name).tokens() > 0) {
        groups.add(Group.of(name, sums.get(name)));
        all.add(sums.get(name));
      }
    }
    return new TrendTable(groups, Group.of("all", all));
  }
}
