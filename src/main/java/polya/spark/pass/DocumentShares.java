package polya.spark.pass;

import java.util.Arrays;
import polya.corpus.Document;
import polya.mixing.DocumentPrior;
import polya.mixing.Mixtures;

/** A document's shares of the topics: its mixture, or what its intensities are in proportion. */
final class DocumentShares {
  private DocumentShares() {}

  /** K numbers that add up to 1. */
  static double[] of(Document document, Mixtures mixtures, DocumentPrior prior) {
    double[] theta = mixtures.of(document.group(), document.terms(), document.counts());
    return of(theta, prior.expected(theta, document.tokens()));
  }

  /** The same of what {@link DocumentPrior#expected} gave. */
  static double[] of(double[] theta, double[] expected) {
    if (expected == theta) {
      return theta;
    }
    double sum = Arrays.stream(expected).sum();
    return Arrays.stream(expected).map(x -> x / sum).toArray();
  }
}
