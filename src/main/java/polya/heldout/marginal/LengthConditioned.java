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
 * log p(w_d | N_d, φ, a, b) of a document's words, its length given, where topics have intensities
 * of unequal rates: a long document then speaks for topics of small rate. With q_k = 1 / (1 + b_k),
 * a_0 = Σ a_k and p(w | …) the marginal likelihood of words under Dirichlet(a) mixtures, which an
 * estimator gives for any weights, it is that of counts ({@link CountLikelihood}) over that of the
 * length,
 *
 * <pre>
 *   p(w | N) = Γ(a_0 + N) / (Γ(a_0) N! c_N) · p(w | φ_wk q_k, a),   Σ_n c_n t^n = Π_k (1 − q_k t)^−a_k
 * </pre>
 *
 * <p>and p(w | φ, a) itself where rates are equal. What is unbiased stays so, and a bound stays a
 * bound. Cost beyond the estimator's: N²/2 + N K multiply-adds for the longest document.
 */
public final class LengthConditioned implements Estimator {
  private static final long serialVersionUID = 1L;

  private final Estimator words;

  private LengthConditioned(Estimator words) {
    this.words = words;
  }

  /**
   * The likelihood of words, their number given: the estimator itself where it is not {@link
   * Estimator#isMarginal}. Where rates are equal or there are none, or documents have activities
   * (proportions are then taken for Dirichlet), it gives what that gives.
   */
  public static Estimator of(Estimator words) {
    return words.isMarginal() ? new LengthConditioned(words) : words;
  }

  @Override
  public String name() {
    return words.name();
  }

  @Override
  public String quantity() {
    return words.quantity();
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

  @Override
  public Scorer open(Phi topics, DocumentPrior documents) {
    Optional<Lengths> lengths = documents.lengths().filter(l -> l.factors().isPresent());
    if (lengths.isEmpty()) {
      return words.open(topics, documents);
    }
    double[] factors = lengths.get().factors().orElseThrow();
    return new LengthScorer(words.open(topics.times(factors), documents), lengths.get(), documents);
  }

  private static final class LengthScorer implements Scorer {
    private final Scorer scorer;
    private final Lengths lengths;
    private final DocumentAlpha alpha;
    private LongToDoubleFunction ofLength;
    private double alphaSum;

    LengthScorer(Scorer scorer, Lengths lengths, DocumentPrior documents) {
      this.scorer = scorer;
      this.lengths = lengths;
      alpha = new DocumentAlpha(documents);
      enter();
    }

    private void enter() {
      double[] alphaK = alpha.wholeAlpha();
      alphaSum = Arrays.stream(alphaK).sum();
      ofLength = lengths.ofLength(alphaK).orElseThrow();
    }

    @Override
    public Estimate estimate(HeldOut heldOut) {
      Document document = heldOut.document();
      long tokens = document.tokens();
      if (alpha.enter(document.group())) {
        enter();
      }
      Estimate estimate = scorer.estimate(heldOut);
      if (!estimate.scored()) {
        return estimate;
      }
      double log = Special.lgamma(alphaSum + tokens) - Special.lgamma(alphaSum);
      double length = ofLength.applyAsDouble(tokens);
      return estimate.plus(log - Special.lgamma(tokens + 1.0) - length);
    }
  }
}
