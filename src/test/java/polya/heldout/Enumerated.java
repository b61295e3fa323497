package polya.heldout;

import java.util.function.LongFunction;
import polya.corpus.Document;
import polya.mixing.DirichletDocuments;
import polya.mixing.DocumentPrior;
import polya.topics.Phi;

/** Exact marginal likelihoods of tiny documents, and what an estimator's mean makes of them. */
public final class Enumerated {
  private Enumerated() {}

  /** p(w | φ, α), the sum of p(w, z) over all K^N assignments; θ integrated out: Pólya's urn. */
  public static double probability(double[][] phi, double[] alpha, int[] tokens) {
    int topics = alpha.length;
    double alphaSum = 0;
    for (double a : alpha) {
      alphaSum += a;
    }
    double sum = 0;
    for (long code = 0; code < Math.pow(topics, tokens.length); code++) {
      double[] n = new double[topics];
      double p = 1;
      long z = code;
      for (int i = 0; i < tokens.length; i++, z /= topics) {
        int k = (int) (z % topics);
        p *= (n[k] + alpha[k]) / (i + alphaSum) * phi[tokens[i]][k];
        n[k]++;
      }
      sum += p;
    }
    return sum;
  }

  /** The document's tokens in the order of its terms. */
  public static int[] tokens(Document d) {
    int[] tokens = new int[(int) d.tokens()];
    int at = 0;
    for (int i = 0; i < d.terms().length; i++) {
      for (int c = 0; c < d.counts()[i]; c++) {
        tokens[at++] = d.terms()[i];
      }
    }
    return tokens;
  }

  /**
   * The mean of p̂/p over seeds.
   *
   * @param mean E[p̂]/p as found
   * @param error its standard error
   * @param errorRatio what the estimator says of the variance of log p̂, over that variance
   */
  public record Ratio(double mean, double error, double errorRatio) {
    /** How many standard errors E[p̂]/p is from 1. */
    public double deviation() {
      return (mean - 1) / error;
    }
  }

  /** Runs an estimator with the seeds 1 … times on one document. */
  public static Ratio ratio(
      LongFunction<Estimator> seeded, int times, Phi phi, double[] alpha, Document document) {
    return ratio(seeded, times, phi, new DirichletDocuments(alpha), document);
  }

  /** The same where α is that of the document's group; 0 for a topic that it may not use. */
  public static Ratio ratio(
      LongFunction<Estimator> seeded,
      int times,
      Phi phi,
      DocumentPrior documents,
      Document document) {
    double[] alpha = new double[documents.topics()];
    documents.alpha(document.group(), null, alpha);
    double p = probability(Tiny.dense(phi), alpha, tokens(document));
    double sum = 0;
    double squares = 0;
    double logs = 0;
    double logSquares = 0;
    double claimed = 0;
    for (long seed = 1; seed <= times; seed++) {
      Estimate e = seeded.apply(seed).open(phi, documents).estimate(HeldOut.of(document, 0));
      double ratio = Math.exp(e.logProbability()) / p;
      sum += ratio;
      squares += ratio * ratio;
      logs += e.logProbability();
      logSquares += e.logProbability() * e.logProbability();
      claimed += e.standardError() * e.standardError();
    }
    double mean = sum / times;
    double error = Math.sqrt(Math.max(0, squares / times - mean * mean) / times);
    double variance = logSquares / times - logs / times * (logs / times);
    return new Ratio(mean, error, claimed / times / variance);
  }
}
