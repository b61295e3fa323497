package polya.heldout.marginal;

import java.util.LinkedHashMap;
import java.util.Map;
import polya.corpus.Document;
import polya.heldout.Estimate;
import polya.heldout.Estimator;
import polya.heldout.LogWeights;
import polya.heldout.ParetoTail;
import polya.math.Purpose;
import polya.math.Streams;
import polya.mixing.DocumentPrior;
import polya.topics.Phi;

/**
 * The bound with a judgement of the mean-field posterior that it comes from (Yao, Vehtari, Simpson
 * and Gelman, "Yes, but did it work?", ICML 2018): θ_s ~ q = Dirichlet(γ) are weighed by p(w, θ_s)
 * / q(θ_s), every z summed out, and {@link Estimate#paretoK} is k̂ of these weights ({@link
 * ParetoTail}). Below ½ q is near the posterior, up to 0.7 it will do for expectations, above it
 * misses where the posterior lies. {@link Estimate#effectiveSamples} is what S draws are worth as
 * draws of the posterior; bound and tokens are those of {@link Bound}.
 *
 * <p>q is fitted to 1e-4 of the tokens here. Cost a document: that of the bound, another fit, and S
 * · (K gamma draws + K fused multiply-adds a distinct term).
 */
public final class PosteriorCheck implements Estimator {
  private static final long serialVersionUID = 1L;

  /** Its round in the streams of {@link Purpose#ESTIMATION}. */
  private static final int ROUND = 200;

  private final Bound bound = new Bound();
  private final long seed;
  private final int samples;

  /**
   * A check.
   *
   * @param samples S ≥ 100
   */
  public PosteriorCheck(long seed, int samples) {
    this.seed = seed;
    this.samples = samples;
  }

  @Override
  public String name() {
    return bound.name();
  }

  @Override
  public String quantity() {
    return bound.quantity();
  }

  @Override
  public boolean isBound() {
    return true;
  }

  @Override
  public Map<String, Integer> settings() {
    Map<String, Integer> settings = new LinkedHashMap<>();
    settings.put("samples", samples);
    return settings;
  }

  @Override
  public Scorer open(Phi topics, DocumentPrior documents) {
    Scorer scorer = bound.open(topics, documents);
    DocumentWeights weights = new DocumentWeights(topics, documents);
    MixtureDraws draws = new MixtureDraws(weights, Proposal.MEAN_FIELD);
    double[] logWeights = new double[samples];
    return heldOut -> {
      Document document = heldOut.document();
      Estimate estimate = scorer.estimate(heldOut);
      if (!estimate.scored()) {
        return estimate;
      }
      weights.gather(document);
      draws.weigh(
          document, Streams.of(seed, Purpose.ESTIMATION, ROUND, document.key()), logWeights);
      double effective = LogWeights.estimate(1, logWeights).effectiveSamples();
      return new Estimate(
          estimate.tokens(), estimate.logProbability(), 0, effective, ParetoTail.k(logWeights));
    };
  }
}
