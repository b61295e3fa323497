package polya.describe;

import java.io.Serializable;

/** A group of documents with its shares of the topics. A class and not a record, for Kryo. */
public final class TrendGroup implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Standard errors to either side of a 95 % interval. */
  private static final double WIDTH = 1.959963984540054;

  private final String name;
  private final long documents;
  private final long tokens;
  private final double[] shareK;
  private final double[] errorK;

  private TrendGroup(String name, ShareSums sums) {
    this.name = name;
    documents = sums.documents();
    tokens = sums.tokens();
    shareK = sums.shares();
    errorK = sums.standardErrors();
  }

  /** What the sums of a group's documents amount to. */
  public static TrendGroup of(String name, ShareSums sums) {
    return new TrendGroup(name, sums);
  }

  /** What its documents have in common. */
  public String name() {
    return name;
  }

  /** How many of its documents have tokens. */
  public long documents() {
    return documents;
  }

  /** Their tokens. */
  public long tokens() {
    return tokens;
  }

  /** A topic's share of the tokens; all shares add up to 1. */
  public double share(int topic) {
    return shareK[topic];
  }

  /** Its standard error; NaN of a single document. */
  public double error(int topic) {
    return errorK[topic];
  }

  /** The lower end of the share's 95 % interval, not below 0; NaN of a single document. */
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
