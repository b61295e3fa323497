package polya.heldout.marginal;

import java.util.Arrays;
import polya.corpus.Document;
import polya.heldout.Estimate;
import polya.heldout.Estimator;
import polya.heldout.HeldOut;
import polya.infer.variational.LocalOptions;
import polya.infer.variational.MeanField;
import polya.mixing.DocumentPrior;
import polya.topics.Phi;

/**
 * The evidence lower bound of log p(w_d | φ, α), all tokens of the document, θ and z integrated
 * over a mean-field posterior (Blei, Ng, Jordan 2003, eq. 15 with the responsibilities put in):
 *
 * <pre>  L_d = Σ_w c_w log Σ_k e^{E log θ_k} φ_wk − KL(Dir(γ) ‖ Dir(α)) ≤ log p(w_d | φ, α)</pre>
 *
 * <p>γ is iterated from α_k + N/K in float64 until it moves by less than {@value #TOLERANCE} of the
 * tokens, at most {@value #SWEEPS} times; stopping early leaves it a bound. Perplexity from it is
 * an <em>upper</em> bound. The gap depends on the model: never compare two models by it, still less
 * two inferences. The topics are taken as given; no topic prior enters, so that the number does not
 * change with V·K over the tokens of a test set.
 *
 * <p>Deterministic. An empty document gives {@link Estimate#NONE}. Cost a document: 2·K·words fused
 * multiply-adds and K digammas a sweep.
 */
public final class Bound implements Estimator {
  private static final long serialVersionUID = 1L;

  /** Its name. */
  public static final String NAME = "bound";

  static final int SWEEPS = 500;
  static final double TOLERANCE = 1e-6;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String quantity() {
    return "lower bound of log p(w | topics, prior) of whole documents; the gap depends on the"
        + " model";
  }

  @Override
  public boolean isBound() {
    return true;
  }

  @Override
  public Scorer open(Phi topics, DocumentPrior documents) {
    return new BoundScorer(topics, documents);
  }

  private static final class BoundScorer implements Scorer {
    private final DocumentWeights weights;
    private double[] alpha;
    private MeanField meanField;
    private double[] gammaK;
    private int[] slots = new int[0];

    BoundScorer(Phi phi, DocumentPrior documents) {
      weights = new DocumentWeights(phi, documents);
    }

    /** Makes room for documents of this α. */
    private void enter(double[] next) {
      alpha = next;
      meanField = new MeanField(alpha, new LocalOptions(0, 0, alpha.length, TOLERANCE, SWEEPS));
      gammaK = new double[alpha.length];
    }

    @Override
    public Estimate estimate(HeldOut heldOut) {
      Document document = heldOut.document();
      int words = document.terms().length;
      if (words == 0) {
        return Estimate.NONE;
      }
      weights.gather(document);
      if (alpha != weights.alpha()) {
        enter(weights.alpha());
      }
      if (slots.length < words) {
        slots = new int[words];
        Arrays.setAll(slots, w -> w);
      }
      long tokens = document.tokens();
      MeanField.seat(alpha, tokens, gammaK, 0);
      meanField.fit(weights.phiWK(), slots, document.counts(), 0, words, gammaK, 0);
      return new Estimate(tokens, meanField.bound(document.counts(), 0, words, gammaK, 0), 0);
    }
  }
}
