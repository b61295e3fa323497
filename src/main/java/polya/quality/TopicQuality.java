package polya.quality;

import java.util.Arrays;
import java.util.BitSet;
import polya.topics.Phi;
import polya.topics.SumsLayout;
import polya.topics.TermBlock;

/** What topics are like by themselves, without a corpus. One walk over V·K weights. */
public final class TopicQuality {
  private static final String ENTROPY = "entropy";

  private final double[] exclusivityK;
  private final double[] effectiveTermsK;
  private final double diversity;

  private TopicQuality(double[] exclusivityK, double[] effectiveTermsK, double diversity) {
    this.exclusivityK = exclusivityK;
    this.effectiveTermsK = effectiveTermsK;
    this.diversity = diversity;
  }

  /**
   * The quality of these topics.
   *
   * @param phi mean topics: each adds up to 1 over the terms
   * @param termsK their first terms, whatever they are ranked by: K lists, each as long
   */
  public static TopicQuality of(Phi phi, int[][] termsK) {
    int topics = phi.topics();
    SumsLayout layout = SumsLayout.none().vector(ENTROPY, topics, SumsLayout.REAL, 0x1p10);
    double[] entropyK =
        phi.sums(layout, (own, block, sums) -> sums.add(ENTROPY, entropies(own, block)))
            .vector(ENTROPY);
    BitSet terms = new BitSet();
    Arrays.stream(termsK).flatMapToInt(Arrays::stream).forEach(terms::set);
    Phi here = phi.here(terms);
    double[] rowK = new double[topics];
    double[] exclusivityK = new double[topics];
    for (int k = 0; k < topics; k++) {
      for (int term : termsK[k]) {
        here.expand(term, rowK, 0);
        double sum = Arrays.stream(rowK).sum();
        exclusivityK[k] += sum > 0 ? rowK[k] / sum / termsK[k].length : 0;
      }
    }
    double[] effectiveTermsK = Arrays.stream(entropyK).map(Math::exp).toArray();
    double diversity = terms.cardinality() / ((double) topics * termsK[0].length);
    return new TopicQuality(exclusivityK, effectiveTermsK, diversity);
  }

  private static double[] entropies(Phi phi, TermBlock block) {
    double[] rowK = new double[phi.topics()];
    double[] entropyK = new double[rowK.length];
    for (int w = block.from(); w < block.from() + block.size(); w++) {
      phi.expand(w, rowK, 0);
      for (int k = 0; k < rowK.length; k++) {
        entropyK[k] -= rowK[k] > 0 ? rowK[k] * Math.log(rowK[k]) : 0;
      }
    }
    return entropyK;
  }

  /** Mean of φ_kw / Σ_j φ_jw over the topic's first terms w: 1 if no other topic has them. */
  public double exclusivity(int topic) {
    return exclusivityK[topic];
  }

  /** exp(−Σ_w φ_kw log φ_kw): as many equally probable terms would be as hard to guess. */
  public double effectiveTerms(int topic) {
    return effectiveTermsK[topic];
  }

  /**
   * Share of distinct terms among all first terms: 1 if no two topics share any. Dieng, Ruiz and
   * Blei, TACL 2020.
   */
  public double diversity() {
    return diversity;
  }
}
