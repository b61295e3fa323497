package polya.spark.pass;

import java.io.Serializable;
import java.util.Arrays;
import polya.corpus.Document;
import polya.corpus.DocumentKey;
import polya.quality.labels.ClassScore;
import polya.quality.labels.LabelScores;

/** What is predicted of a document, and what it truly has. A class and not a record, for Kryo. */
final class Predicted implements Serializable {
  private static final long serialVersionUID = 1L;

  final String id;
  final long tokens;
  final long outOfVocabulary;

  /** By label of the model, or by topic where these are clusters. */
  final double[] scores;

  private final int[] labels;
  private final int unseen;

  Predicted(LabelledDocument of, double[] scores) {
    Document document = of.document;
    id = document.id();
    tokens = document.tokens();
    outOfVocabulary = of.outOfVocabulary;
    labels = of.labels;
    unseen = of.unseen;
    this.scores = scores;
  }

  /**
   * Its labels beside its scores.
   *
   * @param constant scores that are the same for all documents, instead of its own; or null
   */
  LabelScores labelScores(double[] constant) {
    return new LabelScores(
        DocumentKey.of(id), labels, unseen, constant == null ? scores : constant);
  }

  /** Whether it has a class. */
  boolean hasClass() {
    return labels.length + unseen > 0;
  }

  /** Its class beside the proportions of its scores, or of constant ones. */
  ClassScore classScore(double[] constant) {
    double[] given = constant == null ? scores : constant;
    double sum = Arrays.stream(given).sum();
    double[] logs = Arrays.stream(given).map(score -> StrictMath.log(score / sum)).toArray();
    return ClassScore.of(
        DocumentKey.of(id), labels.length == 0 ? ClassScore.UNSEEN : labels[0], logs);
  }

  /** Its class. */
  int trueClass() {
    return labels[0];
  }

  /** The n highest scores' places, all at most; the lower one first among equals. */
  int[] best(int n) {
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(scores[b], scores[a])); // Stable.
    return Arrays.stream(order).limit(n).mapToInt(i -> i).toArray();
  }
}
