package polya.heldout.marginal;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;
import polya.corpus.Document;
import polya.heldout.Estimate;
import polya.heldout.Estimator;
import polya.heldout.HeldOut;
import polya.math.Special;
import polya.mixing.DocumentPrior;
import polya.mixing.Lengths;
import polya.topics.Phi;

/**
 * log p(x_d | φ, a, b) of a document's counts, its length included, where topics have intensities:
 * x_dw ~ Poisson(Σ_k θ_dk φ_wk), θ_dk ~ Gamma(a_k, rate b_k). With θ integrated out and a_0 = Σ a_k
 *
 * <pre>
 *   p(x) = Π_k (b_k / (1 + b_k))^a_k · Γ(a_0 + N) / (Γ(a_0) Π_w x_w!) · p(w | φ_wk / (1 + b_k), a)
 * </pre>
 *
 * <p>where p(w | …) is the marginal likelihood of words under Dirichlet(a) mixtures, which an
 * estimator of it gives for any weights. Where rates are equal that is the negative binomial of the
 * length times the multinomial coefficient times p(w | φ, a), to the last bit of the estimator. An
 * estimator that is unbiased stays so, and a bound stays a bound.
 *
 * <p>Where every document has a rate of its own, one for all topics, with q = 1/(1 + b_d) ~ Beta(c,
 * e) a priori, that is integrated out too, and what is left is again a closed form, p(w | φ, a)
 * being without b_d:
 *
 * <pre>
 *   p(x) = B(c + N, e + a_0) / B(c, e) · Γ(a_0 + N) / (Γ(a_0) Π_w x_w!) · p(w | φ, a)
 * </pre>
 *
 * <p>Under Beta(1, 1) a length then has probability a_0 / ((a_0 + N)(a_0 + N + 1)): lengths have no
 * mean.
 *
 * <p>An empty document has the probability of no tokens at all, Π_k (b_k / (1 + b_k))^a_k or B(c, e
 * + a_0) / B(c, e): its estimate has 0 tokens and a log probability below 0. Counts are those of
 * the vocabulary; tokens outside it have no part. Perplexity made of it speaks of counts and not of
 * words: it is comparable with nothing else. Cost beyond the estimator's: a log Γ a distinct term.
 */
public final class CountLikelihood implements Estimator {
  private static final long serialVersionUID = 1L;

  /** Its name as {@link Estimator#likelihood}. */
  public static final String NAME = "counts";

  private final Estimator words;

  /**
   * The likelihood of counts by an estimator of that of words, under documents that have {@link
   * DocumentPrior#lengths}.
   *
   * @param words {@link Estimator#isMarginal}
   */
  public CountLikelihood(Estimator words) {
    if (!words.isMarginal()) {
      throw new IllegalArgumentException(words.name() + " does not score whole documents");
    }
    this.words = words;
  }

  @Override
  public String name() {
    return words.name();
  }

  @Override
  public String likelihood() {
    return NAME;
  }

  @Override
  public String quantity() {
    return "for w read counts, document length included: " + words.quantity();
  }

  @Override
  public Map<String, Integer> settings() {
    return words.settings();
  }

  @Override
  public boolean isBound() {
    return words.isBound();
  }

  @Override
  public Optional<String> lacks(DocumentPrior documents) {
    return words.lacks(documents);
  }

  @Override
  public boolean escalates() {
    return words.escalates();
  }

  /**
   * A scorer for one thread.
   *
   * @throws IllegalArgumentException if documents have no lengths
   */
  @Override
  public Scorer open(Phi topics, DocumentPrior documents) {
    Lengths lengths =
        documents
            .lengths()
            .orElseThrow(() -> new IllegalArgumentException(documents.whyNoLengths()));
    // No factors at all for a common rate: then words are scored as by LDA.
    Phi weighed = lengths.factors().map(topics::times).orElse(topics);
    return new CountScorer(words.open(weighed, documents), lengths, documents);
  }

  private static final class CountScorer implements Scorer {
    private final Scorer words;
    private final Lengths lengths;
    private final DocumentAlpha alpha;

    /** The logarithm of what rates make of a document of so many tokens, under the last α. */
    private LongToDoubleFunction rate;

    private double alphaSum;

    CountScorer(Scorer words, Lengths lengths, DocumentPrior documents) {
      this.words = words;
      this.lengths = lengths;
      alpha = new DocumentAlpha(documents);
      enter();
    }

    private void enter() {
      double[] alphaK = alpha.wholeAlpha();
      alphaSum = Arrays.stream(alphaK).sum();
      rate = lengths.ofCounts(alphaK);
    }

    @Override
    public Estimate estimate(HeldOut heldOut) {
      Document document = heldOut.document();
      long tokens = document.tokens();
      if (alpha.enter(document.group())) {
        enter();
      }
      double log = rate.applyAsDouble(tokens);
      if (tokens == 0) {
        return new Estimate(0, log, 0);
      }
      log += Special.lgamma(alphaSum + tokens) - Special.lgamma(alphaSum);
      for (int count : document.counts()) {
        log -= Special.lgamma(count + 1.0);
      }
      return words.estimate(heldOut).plus(log);
    }
  }
}
