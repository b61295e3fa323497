package polya.describe;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Of every topic the documents that have the largest share of it, and how many documents have it as
 * their largest topic, of equal ones the lower. Documents shorter than asked for come behind all
 * others: their shares say little. Documents without tokens are left out. Of equal shares the
 * longer document is first, then the id decides, so documents may be added in any order and parts
 * merged in any grouping. Memory: a few documents a topic. Not thread-safe.
 */
public final class Representatives implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int most;
  private final double longEnough;
  private final long[] documentsK;
  private final ArrayList<ArrayList<TopicDocument>> bestK = new ArrayList<>();

  /**
   * No documents yet.
   *
   * @param most how many documents a topic, ≥ 0
   * @param longEnough tokens of documents that come first
   */
  public Representatives(int topics, int most, double longEnough) {
    this.most = most;
    this.longEnough = longEnough;
    documentsK = new long[topics];
    for (int k = 0; k < topics; k++) {
      bestK.add(new ArrayList<>());
    }
  }

  /** Adds a document with its shares of the topics. */
  public void add(String id, long tokens, double[] thetaK) {
    if (tokens == 0) {
      return;
    }
    int largest = 0;
    for (int k = 0; k < thetaK.length; k++) {
      largest = thetaK[k] > thetaK[largest] ? k : largest;
      offer(k, id, thetaK[k], tokens);
    }
    documentsK[largest]++;
  }

  private void offer(int topic, String id, double share, long tokens) {
    List<TopicDocument> best = bestK.get(topic);
    if (best.size() < most || most > 0 && first(share, tokens, id, best.get(most - 1))) {
      offer(best, new TopicDocument(id, share, tokens));
    }
  }

  private void offer(List<TopicDocument> best, TopicDocument document) {
    int at = best.size();
    while (at > 0 && first(document.share(), document.tokens(), document.id(), best.get(at - 1))) {
      at--;
    }
    best.add(at, document);
    if (best.size() > most) {
      best.remove(most);
    }
  }

  private boolean first(double share, long tokens, String id, TopicDocument other) {
    boolean enough = tokens >= longEnough;
    if (enough != other.tokens() >= longEnough) {
      return enough;
    }
    if (share != other.share()) {
      return share > other.share();
    }
    return tokens != other.tokens() ? tokens > other.tokens() : id.compareTo(other.id()) < 0;
  }

  /** Adds all documents of another part; returns this. */
  public Representatives add(Representatives other) {
    for (int k = 0; k < documentsK.length; k++) {
      documentsK[k] += other.documentsK[k];
      List<TopicDocument> best = bestK.get(k);
      other.bestK.get(k).forEach(document -> offer(best, document));
    }
    return this;
  }

  /** How many documents have each topic as their largest. */
  public long[] documents() {
    return documentsK.clone();
  }

  /** The documents that stand for a topic, best first. */
  public List<TopicDocument> of(int topic) {
    return List.copyOf(bestK.get(topic));
  }

  /** The documents that stand for any topic, each once, by id. */
  public List<String> ids() {
    return bestK.stream()
        .flatMap(List::stream)
        .map(TopicDocument::id)
        .distinct()
        .sorted(Comparator.naturalOrder())
        .toList();
  }
}
