package polya.ml.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import polya.corpus.Vocabulary;
import polya.describe.TopicLabels;
import polya.describe.TopicTerms;
import polya.infer.ModelInfo;
import polya.infer.Posterior;
import polya.spark.store.TopicNaming;

/**
 * A model's topics as they are shown, wherever the model is from.
 *
 * @param name what the model is called
 * @param info what its manifest says
 * @param vocabulary its terms
 * @param posterior what it answers
 * @param terms the topics' terms
 * @param labels what topics are called
 */
public record ShownTopics(
    String name,
    ModelInfo info,
    Vocabulary vocabulary,
    Posterior posterior,
    TopicTerms terms,
    TopicLabels labels) {
  /**
   * The topics of a model.
   *
   * @param given what a person calls some of them, by topic
   */
  public static ShownTopics of(
      String name,
      ModelInfo info,
      Vocabulary vocabulary,
      Posterior posterior,
      TopicTerms terms,
      Map<Integer, String> given) {
    Optional<List<String>> names = TopicNaming.of(posterior, info);
    TopicLabels labels = TopicLabels.of(terms, vocabulary, names, given);
    return new ShownTopics(name, info, vocabulary, posterior, terms, labels);
  }

  /** K. */
  public int topics() {
    return terms.topics();
  }
}
