package polya.quality;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import polya.corpus.Vocabulary;
import polya.topics.Phi;
import polya.topics.SumsLayout;
import polya.topics.TermBlock;

/**
 * How much topics of two models have in common, by probability: Σ_w min(φ_wk, φ'_wj), which is 1
 * less the total variation distance. Terms are matched by their texts; a term that one model lacks
 * has no probability there.
 */
public final class TopicOverlap {
  private static final String PAIRS = "pairs";

  /** Pairs of topics that are added up at a time. */
  private static final int RUN = 1 << 22;

  private TopicOverlap() {}

  /**
   * All pairs of topics. Cost V·K·K' of the terms in common, wherever the topics lie; memory beside
   * the result: some {@value #RUN} numbers a core, as runs of topics are added up one after the
   * other.
   *
   * @return K × K', each from 0 to 1
   */
  public static double[][] of(Phi phi, Vocabulary terms, Phi other, Vocabulary otherTerms) {
    int[] there = new int[terms.size()];
    Arrays.setAll(there, w -> otherTerms.indexOf(terms.term(w)));
    int topics = phi.topics();
    int others = other.topics();
    Phi arranged = other.moved(other.blocks().arranged(there), null);
    double[][] overlap = new double[topics][];
    int run = Math.max(1, RUN / others);
    for (int from = 0; from < topics; from += run) {
      int first = from;
      int end = Math.min(topics, from + run);
      SumsLayout layout =
          SumsLayout.none()
              .vector(PAIRS, Math.multiplyExact(end - first, others), SumsLayout.REAL, 0x1p10);
      double[] flat =
          phi.sums(
                  arranged,
                  layout,
                  (one, two, block, sums) -> sums.add(PAIRS, overlaps(one, two, block, first, end)))
              .vector(PAIRS);
      for (int k = first; k < end; k++) {
        int at = (k - first) * others;
        overlap[k] = Arrays.copyOfRange(flat, at, at + others);
      }
    }
    return overlap;
  }

  private static double[] overlaps(Phi phi, Phi other, TermBlock block, int from, int end) {
    double[] rowK = new double[phi.topics()];
    double[] rowJ = new double[other.topics()];
    double[] overlap = new double[(end - from) * rowJ.length];
    for (int w = block.from(); w < block.from() + block.size(); w++) {
      phi.expand(w, rowK, 0);
      other.expand(w, rowJ, 0);
      for (int k = from; k < end; k++) {
        int first = (k - from) * rowJ.length;
        for (int j = 0; j < rowJ.length; j++) {
          overlap[first + j] += Math.min(rowK[k], rowJ[j]);
        }
      }
    }
    return overlap;
  }

  /** Share of a topic's top terms that are also top terms of another model's topic. */
  public static double ofTopTerms(
      int[] top, Vocabulary terms, int[] otherTop, Vocabulary otherTerms) {
    Set<String> there = new HashSet<>();
    for (int term : otherTop) {
      there.add(otherTerms.term(term));
    }
    int common = 0;
    for (int term : top) {
      common += there.contains(terms.term(term)) ? 1 : 0;
    }
    return common / (double) top.length;
  }
}
