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
 * log p(w_d | φ, α) by importance sampling of θ, with every z summed out: p̂ is the mean over draws
 * θ_s ~ q of
 *
 * <pre>  w_s = p(θ_s | α) / q(θ_s) · Π_w (Σ_k θ_sk φ_wk)^c_w</pre>
 *
 * <p>q is chosen by {@link Proposal}. p̂ is unbiased; {@link Estimate#standardError} is √(1/ESS −
 * 1/S) with ESS = (Σ w)² / Σ w², the delta method for its logarithm. Weights say themselves when
 * they cannot be trusted: k̂ ({@link ParetoTail}) above 0.7 hands the document over to {@link
 * LeftToRight}, whose estimate then stands with the k̂ that caused it. (Choosing by the weights is
 * what makes a corpus of such estimates slightly biased, and usable.)
 *
 * <p>An empty document gives {@link Estimate#NONE}. Cost a document: a mean-field fit, then samples
 * · (K gamma draws + K fused multiply-adds a distinct term).
 */
public final class Importance implements Estimator {
  private static final long serialVersionUID = 1L;

  /** Its name. */
  public static final String NAME = "importance";

  /** Its round in the streams of {@link Purpose#ESTIMATION}. */
  private static final int ROUND = 100;

  private final long seed;
  private final int samples;
  private final Proposal proposal;
  private final LeftToRight otherwise;

  /**
   * An estimator with draws around the mean-field posterior.
   *
   * @param samples S ≥ 100
   * @param otherwise takes documents over whose weights have a heavy tail
   */
  public Importance(long seed, int samples, LeftToRight otherwise) {
    this(seed, samples, Proposal.POSTERIOR, otherwise);
  }

  /**
   * An estimator.
   *
   * @param otherwise null for none: documents keep their estimate whatever k̂ says
   */
  Importance(long seed, int samples, Proposal proposal, LeftToRight otherwise) {
    this.seed = seed;
    this.samples = samples;
    this.proposal = proposal;
    this.otherwise = otherwise;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String quantity() {
    return "log p(w | topics, prior) of whole documents; left-to-right where k > "
        + ParetoTail.LARGEST;
  }

  @Override
  public Map<String, Integer> settings() {
    Map<String, Integer> settings = new LinkedHashMap<>();
    settings.put("samples", samples);
    if (otherwise != null) {
      settings.putAll(otherwise.settings());
    }
    return settings;
  }

  @Override
  public boolean escalates() {
    return otherwise != null;
  }

  @Override
  public Scorer open(Phi topics, DocumentPrior documents) {
    DocumentWeights weights = new DocumentWeights(topics, documents);
    MixtureDraws draws = new MixtureDraws(weights, proposal);
    Scorer escalation = otherwise == null ? null : otherwise.open(topics, documents);
    double[] logWeights = new double[samples];
    return heldOut -> {
      Document document = heldOut.document();
      if (document.terms().length == 0) {
        return Estimate.NONE;
      }
      weights.gather(document);
      draws.weigh(
          document, Streams.of(seed, Purpose.ESTIMATION, ROUND, document.key()), logWeights);
      Estimate estimate = LogWeights.estimate(document.tokens(), logWeights);
      double k = ParetoTail.k(logWeights);
      Estimate judged = estimate.withParetoK(k);
      return escalation != null && judged.heavyTailed()
          ? escalation.estimate(heldOut).withParetoK(k)
          : judged;
    };
  }
}
