package polya.describe;

/**
 * What a term is to a topic, but for {@link Frex}, which depends on all terms.
 *
 * @param probability φ
 * @param lift φ/p: how many times likelier the term is here than in the whole corpus; 0 if φ is 0
 * @param relevance λ log φ + (1 − λ) log(φ/p), natural logarithms; −∞ if φ is 0
 * @param contrast φ log(φ/p); these add up over all terms to the Kullback–Leibler divergence of the
 *     topic from the corpus; 0 if φ is 0
 */
public record TermFigures(double probability, double lift, double relevance, double contrast) {
  /**
   * The figures of a term.
   *
   * @param phi φ
   * @param p the term's probability in the corpus, &gt; 0 where φ is
   * @param lambda λ, the weight of log φ in the relevance, 0 … 1
   */
  static TermFigures of(double phi, double p, double lambda) {
    if (!(phi > 0)) {
      return new TermFigures(0, 0, Double.NEGATIVE_INFINITY, 0);
    }
    double lift = phi / p;
    double relevance = lambda * Math.log(phi) + (1 - lambda) * Math.log(lift);
    return new TermFigures(phi, lift, relevance, phi * Math.log(lift));
  }
}
