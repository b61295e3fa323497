package polya.describe;

import java.io.Serializable;

/** A document that stands for a topic. A class and not a record, for Kryo. */
public final class TopicDocument implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String id;
  private final double share;
  private final long tokens;

  TopicDocument(String id, double share, long tokens) {
    this.id = id;
    this.share = share;
    this.tokens = tokens;
  }

  /** Its id. */
  public String id() {
    return id;
  }

  /** How much of it is the topic's. */
  public double share() {
    return share;
  }

  /** How long it is. */
  public long tokens() {
    return tokens;
  }
}
