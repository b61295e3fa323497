package polya.mixing;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import polya.topics.Phi;

/**
 * Documents with intensities of topics, θ_k ~ Gamma(a_k, b_k) a priori, whose proportions are their
 * mixtures. Where the b are equal mixtures are Dirichlet(a), exactly; where they are not, that is
 * what is taken for them, and likelihoods of whole documents correct for it ({@link #lengths}).
 * Rates may also be each document's own: one with a beta prior ({@link #withDocumentRates}), or
 * activities ({@link #withActivities}).
 */
public final class GammaDocuments implements DocumentPrior {
  private static final long serialVersionUID = 1L;

  private final double[] shape;
  private final double[] rate;

  /** c and e, or null. */
  private final double[] ratePrior;

  /** Null where there are none. */
  private final Activity activity;

  private GammaDocuments(double[] shape, double[] rate, double[] ratePrior, Activity activity) {
    this.shape = shape.clone();
    this.rate = rate.clone();
    this.ratePrior = ratePrior == null ? null : ratePrior.clone();
    this.activity = activity;
  }

  /**
   * Documents of these shapes and rates.
   *
   * @param shape a, K numbers &gt; 0
   * @param rate b, K numbers &gt; 0
   */
  public static GammaDocuments of(double[] shape, double[] rate) {
    return new GammaDocuments(shape, rate, null, null);
  }

  /**
   * The same where every document has a rate b_d of its own, for all topics, with 1/(1 + b_d) ~
   * Beta(c, e) a priori; {@link #rates} are then those of documents of the mean length.
   *
   * @param prior c and e, both &gt; 0
   */
  public GammaDocuments withDocumentRates(double[] prior) {
    return new GammaDocuments(shape, rate, prior, null);
  }

  /**
   * The same where every document has an activity ξ_d, from which its rates follow; {@link #rates}
   * are then those of a common document.
   *
   * @param prior of ξ
   * @param scaleK S, K numbers &gt; 0: what topics' weights add up to where ξ is the rate of θ
   */
  public GammaDocuments withActivities(SharedRate prior, double[] scaleK) {
    return new GammaDocuments(shape, rate, null, new Activity(prior, scaleK));
  }

  @Override
  public int topics() {
    return shape.length;
  }

  @Override
  public void alpha(int group, double[] own, double[] out) {
    System.arraycopy(shape, 0, out, 0, shape.length);
  }

  /** b, K numbers; a new array. */
  public double[] rates() {
    return rate.clone();
  }

  @Override
  public DocumentPrior withAlpha(double[] other) {
    return new GammaDocuments(other, rate, ratePrior, activity);
  }

  @Override
  public FoldIn foldIn(Phi topics, FoldInSweeps sweeps) {
    return new SweptFoldIn(topics, this, activity, sweeps);
  }

  @Override
  public double[] expected(double[] thetaK, long tokens) {
    return ratePrior == null
        ? Intensities.of(thetaK, tokens, shape, rate, activity)
        : Intensities.ofDocumentRates(thetaK, tokens, shape, ratePrior);
  }

  @Override
  public List<String> columns() {
    return List.of("intensity");
  }

  @Override
  public double[] values(double[] expectedK) {
    return new double[] {Arrays.stream(expectedK).sum()};
  }

  @Override
  public OptionalDouble intensity(int topic) {
    return OptionalDouble.of(shape[topic] / rate[topic]);
  }

  @Override
  public Optional<Lengths> lengths() {
    if (activity != null) {
      return Optional.empty();
    }
    return Optional.of(
        ratePrior == null ? Lengths.ofRates(rate) : Lengths.ofDocumentRates(ratePrior));
  }

  @Override
  public String whyNoLengths() {
    return "its documents have activities, over which it does not integrate";
  }
}
