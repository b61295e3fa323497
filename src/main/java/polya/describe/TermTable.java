package polya.describe;

import java.util.ArrayList;
import java.util.List;

/**
 * The first terms of every topic with all their figures: what commands write and the report draws.
 *
 * @param order what terms are ranked by
 * @param lambda λ of relevance
 * @param rows topic after topic, by rank
 */
public record TermTable(TermOrder order, double lambda, List<Row> rows) {
  /**
   * A term of a topic.
   *
   * @param rank from 1
   * @param term its index
   */
  public record Row(int topic, int rank, int term, TermFigures figures, double frex) {}

  /**
   * The first terms in an order. Cost: that of {@link TopicTerms#top} and of {@link Frex}.
   *
   * @param n how many a topic, ≥ 1
   */
  public static TermTable of(TopicTerms terms, TermOrder order, int n) {
    int[][] topK = terms.top(order, n);
    double[][] frexK = Frex.of(terms, topK);
    terms.fetch(topK);
    List<Row> rows = new ArrayList<>();
    for (int k = 0; k < topK.length; k++) {
      for (int i = 0; i < topK[k].length; i++) {
        TermFigures figures = terms.figures(k, topK[k][i]);
        rows.add(new Row(k, i + 1, topK[k][i], figures, frexK[k][i]));
      }
    }
    return new TermTable(order, terms.lambda(), rows);
  }

  /** The rows of one topic. */
  public List<Row> of(int topic) {
    int each = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).rank();
    return rows.subList(topic * each, (topic + 1) * each);
  }
}
