package polya.mixing;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;
import polya.math.Special;

/**
 * How long documents are where topics have intensities: what the probability of a document's counts
 * has beside that of its words.
 */
public interface Lengths extends Serializable {
  /** Of topics' weights under which words are scored: K factors, at most 1; empty for none. */
  Optional<double[]> factors();

  /**
   * The logarithm of what rates make of a document of so many tokens.
   *
   * @param alpha a, K numbers &gt; 0
   */
  LongToDoubleFunction ofCounts(double[] alpha);

  /**
   * The logarithm of the probability of a length under these factors, but for Γ(a_0 + N)/(Γ(a_0)
   * N!): c_N of Σ_n c_n t^n = Π_k (1 − q_k t)^−a_k. For one thread. Empty where there are no
   * factors, since words then say nothing of lengths.
   *
   * @param alpha a, K numbers &gt; 0
   */
  Optional<LongToDoubleFunction> ofLength(double[] alpha);

  /**
   * Rates of topics: Π_k (b_k / (1 + b_k))^a_k before any token, and 1/(1 + b_k) a token.
   *
   * @param rates b, K numbers &gt; 0
   */
  static Lengths ofRates(double[] rates) {
    return new OfRates(rates.clone());
  }

  /**
   * A rate a document, 1/(1 + b_d) ~ Beta(c, e), integrated out: B(c + N, e + a_0) / B(c, e).
   *
   * @param prior c and e, both &gt; 0
   */
  static Lengths ofDocumentRates(double[] prior) {
    return new OfDocumentRates(prior[0], prior[1]);
  }

  /** See {@link Lengths#ofRates}. */
  record OfRates(double[] rates) implements Lengths {
    private static final long serialVersionUID = 1L;

    private double least() {
      return Arrays.stream(rates).min().orElseThrow();
    }

    @Override
    public Optional<double[]> factors() {
      double least = least();
      boolean common = Arrays.stream(rates).allMatch(b -> b == least);
      return common
          ? Optional.empty()
          : Optional.of(Arrays.stream(rates).map(b -> (1 + least) / (1 + b)).toArray());
    }

    @Override
    public LongToDoubleFunction ofCounts(double[] alpha) {
      double nothing = 0;
      for (int k = 0; k < alpha.length; k++) {
        nothing += alpha[k] * (StrictMath.log(rates[k]) - StrictMath.log1p(rates[k]));
      }
      double none = nothing;
      double token = -StrictMath.log1p(least());
      return n -> none + n * token;
    }

    @Override
    public Optional<LongToDoubleFunction> ofLength(double[] alpha) {
      return factors()
          .map(
              ratio -> {
                LengthSeries lengths = new LengthSeries(alpha, ratio);
                return n -> lengths.log(Math.toIntExact(n));
              });
    }
  }

  /** See {@link Lengths#ofDocumentRates}. */
  record OfDocumentRates(double c, double e) implements Lengths {
    private static final long serialVersionUID = 1L;

    @Override
    public Optional<double[]> factors() {
      return Optional.empty();
    }

    @Override
    public LongToDoubleFunction ofCounts(double[] alpha) {
      double all = e + Arrays.stream(alpha).sum();
      double none = logBeta(c, e);
      return n -> logBeta(c + n, all) - none;
    }

    private static double logBeta(double a, double b) {
      return Special.lgamma(a) + Special.lgamma(b) - Special.lgamma(a + b);
    }

    @Override
    public Optional<LongToDoubleFunction> ofLength(double[] alpha) {
      return Optional.empty();
    }
  }
}
