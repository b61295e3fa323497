package polya.heldout;

import polya.corpus.Document;
import polya.topics.Phi;

/**
 * The kernel of {@link DocumentCompletion}: scratch of one thread, which grows to the longest
 * document.
 */
final class CompletionScorer implements Estimator.Scorer {
  private final TokenSplit split;
  private final FoldIn foldIn;
  private int[] observed = new int[0];

  CompletionScorer(Phi phi, double[] alpha, TokenSplit split, double tolerance) {
    this.split = split;
    foldIn = new FoldIn(phi, alpha, tolerance);
  }

  @Override
  public Estimate estimate(HeldOut heldOut) {
    Document document = heldOut.document();
    return heldOut.observed() == null ? halves(document) : given(heldOut.observed(), document);
  }

  private Estimate halves(Document document) {
    int terms = document.terms().length;
    if (observed.length < terms) {
      observed = new int[terms];
    }
    long seen = split.observed(document, observed);
    long scored = document.tokens() - seen;
    if (seen == 0 || scored == 0) {
      return Estimate.NONE;
    }
    gather(document);
    foldIn.fit(observed, terms);
    for (int i = 0; i < terms; i++) {
      observed[i] = document.counts()[i] - observed[i];
    }
    return score(observed, terms, scored);
  }

  private Estimate given(Document seen, Document document) {
    if (seen.terms().length == 0 || document.terms().length == 0) {
      return Estimate.NONE;
    }
    gather(seen);
    foldIn.fit(seen.counts(), seen.terms().length);
    gather(document);
    return score(document.counts(), document.terms().length, document.tokens());
  }

  private void gather(Document document) {
    foldIn.gather("document " + document.id(), document.terms());
  }

  /**
   * Σ c log Σ_k θ_k φ_k over the terms at hand; StrictMath, so that every machine gives the same
   * bits.
   */
  private Estimate score(int[] tokens, int terms, long scored) {
    double logProbability = 0;
    for (int i = 0; i < terms; i++) {
      if (tokens[i] > 0) {
        logProbability += tokens[i] * StrictMath.log(foldIn.probability(i));
      }
    }
    return new Estimate(scored, logProbability, 0);
  }
}
