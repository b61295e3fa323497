package polya.mixing;

import java.util.Arrays;
import polya.topics.Phi;

/**
 * Documents' mixtures of topics: the mean of θ given the document's tokens,
 *
 * <pre>  θ_k = (α_k + n_k) / (α_0 + N),  n_k = Σ_w c_w θ_k φ_wk / Σ_j θ_j φ_wj</pre>
 *
 * by the fold-in of document completion on all tokens, until it converges unless the number of
 * sweeps is given. That is the posterior mean E[θ | w, φ, α] with the expected counts taken at a
 * point instead of over the posterior (zeroth order). On documents of 7 tokens over 3 topics it is
 * off by 0.01 in total variation for α = 1 and by 0.05 for α_0 = 0.55. Without tokens it is the
 * prior mean α_k / α_0, exactly. α is that of the document's group. Documents of another kind than
 * Dirichlet have the θ of their own fold-in.
 *
 * <p>Deterministic: the same bits on every machine for the same terms in the same order. Scratch of
 * one thread, which grows to the longest document; cost as that of completion.
 */
public final class Mixtures {
  private final FoldIn foldIn;
  private final int vocabulary;
  private final DocumentPrior documents;
  private final double[] alphaK;
  private long outOfVocabulary;

  /**
   * Scratch for documents under these topics.
   *
   * @param topics mean topics: each topic's weights add up to 1 over the terms
   */
  public Mixtures(Phi topics, DocumentPrior documents) {
    this(topics, documents, FoldInSweeps.converged());
  }

  /**
   * Scratch for documents under these topics.
   *
   * @param topics mean topics: each topic's weights add up to 1 over the terms
   * @param sweeps by how many documents are folded in
   */
  public Mixtures(Phi topics, DocumentPrior documents, FoldInSweeps sweeps) {
    foldIn = documents.foldIn(topics, sweeps);
    vocabulary = topics.terms();
    this.documents = documents;
    alphaK = new double[documents.topics()];
  }

  /**
   * The mixture of one document. Terms outside the vocabulary, at V or above or below 0, have no
   * part in it; {@link #outOfVocabulary} counts their tokens.
   *
   * @param group the document's, see {@link DocumentPrior#in}
   * @param terms distinct terms
   * @param counts how often each occurs, ≥ 0
   * @return K numbers that add up to 1, each &gt; 0 but those of topics outside the document's
   *     support; a new array
   */
  public double[] of(int group, int[] terms, int[] counts) {
    int known = 0;
    outOfVocabulary = 0;
    for (int i = 0; i < terms.length; i++) {
      if (known(terms[i])) {
        known++;
      } else {
        outOfVocabulary += counts[i];
      }
    }
    return known == terms.length
        ? fit(group, terms, counts)
        : fitKnown(group, terms, counts, known);
  }

  /** The mixture of a document without attributes. */
  public double[] of(int[] terms, int[] counts) {
    return of(0, terms, counts);
  }

  /** How many tokens of the document asked for last were outside the vocabulary. */
  public long outOfVocabulary() {
    return outOfVocabulary;
  }

  private boolean known(int term) {
    return term >= 0 && term < vocabulary;
  }

  private double[] fitKnown(int group, int[] terms, int[] counts, int known) {
    int[] knownTerms = new int[known];
    int[] knownCounts = new int[known];
    int n = 0;
    for (int i = 0; i < terms.length; i++) {
      if (known(terms[i])) {
        knownTerms[n] = terms[i];
        knownCounts[n++] = counts[i];
      }
    }
    return fit(group, knownTerms, knownCounts);
  }

  private double[] fit(int group, int[] terms, int[] counts) {
    if (Arrays.stream(counts).allMatch(c -> c == 0)) {
      return priorMean(group);
    }
    double[] thetaK = new double[alphaK.length];
    foldIn.gather("a document", terms);
    foldIn.fit(group, counts, terms.length);
    double sum = 0;
    for (int k = 0; k < thetaK.length; k++) {
      thetaK[k] = foldIn.theta(k);
      sum += thetaK[k];
    }
    for (int k = 0; k < thetaK.length; k++) {
      thetaK[k] /= sum;
    }
    return thetaK;
  }

  private double[] priorMean(int group) {
    documents.alpha(group, null, alphaK);
    double sum = Arrays.stream(alphaK).sum();
    return Arrays.stream(alphaK).map(a -> a / sum).toArray();
  }
}
