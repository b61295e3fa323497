package polya.describe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import polya.quality.TopicQuality;

/**
 * The topics with what is known of each: what commands write and the report draws.
 *
 * @param rows a row a topic, by number
 */
public record TopicTable(List<Row> rows) {
  /**
   * A topic.
   *
   * @param share its share of the tokens by the model
   * @param documents how many documents have it as their largest topic; null without documents
   * @param effectiveWords exp of the entropy of its terms
   * @param exclusivity mean of φ_kw / Σ_j φ_jw over its first terms in the order that topics are
   *     judged by
   * @param npmi how these go together in documents, −1 … 1; null without documents, and where fewer
   *     than two of the terms occur
   */
  public record Row(
      int topic,
      String label,
      double share,
      Long documents,
      double effectiveWords,
      double exclusivity,
      Double npmi) {}

  /**
   * The table of a model's topics.
   *
   * @param documents K counts; empty without documents
   * @param npmi K numbers, NaN where there is none; empty without documents
   */
  public static TopicTable of(
      TopicTerms terms,
      TopicLabels labels,
      TopicQuality quality,
      Optional<long[]> documents,
      Optional<double[]> npmi) {
    List<Row> rows = new ArrayList<>();
    for (int k = 0; k < terms.topics(); k++) {
      int topic = k;
      rows.add(
          new Row(
              k,
              labels.of(k),
              terms.share(k),
              documents.map(counts -> counts[topic]).orElse(null),
              quality.effectiveTerms(k),
              quality.exclusivity(k),
              npmi.map(values -> values[topic]).filter(x -> !Double.isNaN(x)).orElse(null)));
    }
    return new TopicTable(rows);
  }
}
