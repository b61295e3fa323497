package polya.quality;

import java.util.HashSet;
import java.util.Set;
import polya.corpus.Vocabulary;
import polya.topics.Phi;
import polya.topics.TopTerms;

/**
 * How much topics of two models have in common, by probability: Σ_w min(φ_wk, φ'_wj), which is 1
 * less the total variation distance. Terms are matched by their texts; a term that one model lacks
 * has no probability there.
 */
public final class TopicOverlap {
  private TopicOverlap() {}

  /**
   * All pairs of topics. Cost V·K·K' of the terms in common; a row of φ' at a time.
   *
   * @return K × K', each from 0 to 1
   */
  public static double[][] of(Phi phi, Vocabulary terms, Phi other, Vocabulary otherTerms) {
    double[][] overlap = new double[phi.topics()][other.topics()];
    double[] rowK = new double[phi.topics()];
    double[] rowJ = new double[other.topics()];
    for (int w = 0; w < terms.size(); w++) {
      int there = otherTerms.indexOf(terms.term(w));
      if (there >= 0) {
        phi.expand(w, rowK, 0);
        other.expand(there, rowJ, 0);
        for (int k = 0; k < rowK.length; k++) {
          double[] sums = overlap[k];
          for (int j = 0; j < rowJ.length; j++) {
            sums[j] += Math.min(rowK[k], rowJ[j]);
          }
        }
      }
    }
    return overlap;
  }

  /** Share of a topic's top terms that are also top terms of another model's topic. */
  public static double ofTopTerms(
      TopTerms top,
      Vocabulary terms,
      int topic,
      TopTerms otherTop,
      Vocabulary otherTerms,
      int other) {
    Set<String> there = new HashSet<>();
    for (int i = 0; i < otherTop.size(); i++) {
      there.add(otherTerms.term(otherTop.term(other, i)));
    }
    int common = 0;
    for (int i = 0; i < top.size(); i++) {
      common += there.contains(terms.term(top.term(topic, i))) ? 1 : 0;
    }
    return common / (double) top.size();
  }
}
