package polya.heldout.marginal;

import java.util.LinkedHashMap;
import java.util.Map;
import polya.corpus.Document;
import polya.heldout.Estimate;
import polya.heldout.Estimator;
import polya.heldout.HeldOut;
import polya.heldout.LogWeights;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;
import polya.mixing.DocumentPrior;
import polya.topics.Phi;

/**
 * log p(w_d | φ, α) from one special assignment z*: p(w) = p(w, z*) / p(z* | w), after Chib (JASA
 * 90, 1995) in the form of Murray and Salakhutdinov (NIPS 2008), whose p̂ is unbiased. With T the
 * Gibbs sweep from the first token to the last and z_1 … z_S states of its chain,
 *
 * <pre>  p̂ = p(w, z*) / (1/S · Σ_s T(z* ← z_s))</pre>
 *
 * where one z_s, s uniform, is drawn by the reversed sweep from z*, those after it by sweeps, those
 * before it by reversed sweeps. z* is where a short chain ends that then climbs to the nearest
 * mode.
 *
 * <p>p̂ is the mean of {@value LeftToRight#REPLICATES} independent runs of S states, each with a z*
 * of its own; the standard error is what their difference says. With many tokens p(z* | w) is tiny
 * and the sum rests on a few states: such documents show a large error. An empty document gives
 * {@link Estimate#NONE}. Cost a document: 2 · S sweeps a run.
 */
public final class Chib implements Estimator {
  private static final long serialVersionUID = 1L;

  /** Its name. */
  public static final String NAME = "chib";

  /** Its round in the streams of {@link Purpose#ESTIMATION}; one more a run. */
  private static final int ROUND = 200;

  private static final int CLIMBS = 20;

  private final long seed;
  private final int samples;

  /**
   * An estimator.
   *
   * @param samples S ≥ 1
   */
  public Chib(long seed, int samples) {
    this.seed = seed;
    this.samples = samples;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String quantity() {
    return MARGINAL;
  }

  @Override
  public Map<String, Integer> settings() {
    Map<String, Integer> settings = new LinkedHashMap<>();
    settings.put("samples", samples);
    settings.put("replicates", LeftToRight.REPLICATES);
    return settings;
  }

  @Override
  public Scorer open(Phi topics, DocumentPrior documents) {
    return new ChibScorer(new DocumentWeights(topics, documents));
  }

  private final class ChibScorer implements Scorer {
    private final DocumentWeights weights;
    private final TokenOrder order = new TokenOrder();
    private final AssignedTopics special;
    private final AssignedTopics first;
    private final AssignedTopics state;
    private final AssignedTopics trial;
    private final double[] logTransitions = new double[samples];

    ChibScorer(DocumentWeights weights) {
      this.weights = weights;
      special = new AssignedTopics(weights);
      first = new AssignedTopics(weights);
      state = new AssignedTopics(weights);
      trial = new AssignedTopics(weights);
    }

    @Override
    public Estimate estimate(HeldOut heldOut) {
      Document document = heldOut.document();
      if (document.terms().length == 0) {
        return Estimate.NONE;
      }
      weights.gather(document);
      double[] logs = new double[LeftToRight.REPLICATES];
      for (int r = 0; r < logs.length; r++) {
        order.shuffle(document, 1, seed, r);
        RandomStream stream = Streams.of(seed, Purpose.ESTIMATION, ROUND + r, document.key());
        logs[r] = run(stream);
      }
      return Estimate.ofReplicates(document.tokens(), logs[0], logs[1], Double.NaN);
    }

    private double run(RandomStream stream) {
      double[] phi = weights.phiWK();
      double[] priorW = weights.priorW();
      choose(stream);
      int start = stream.nextInt(samples);
      first.copy(special);
      first.sweepBack(order, phi, priorW, stream);
      state.copy(first);
      for (int s = start; s < samples; s++) {
        if (s > start) {
          state.sweep(order, phi, priorW, stream);
        }
        logTransitions[s] = transition(state);
      }
      for (int s = start - 1; s >= 0; s--) {
        first.sweepBack(order, phi, priorW, stream);
        logTransitions[s] = transition(first);
      }
      double meanTransition = LogWeights.logMean(logTransitions);
      return special.logJoint(order, phi, weights.alphaSum()) - meanTransition;
    }

    /** z*: any choice that looks at none of the states to come leaves p̂ unbiased. */
    private void choose(RandomStream stream) {
      special.seat(order, weights.phiWK(), weights.priorW(), stream);
      for (int sweep = 0; sweep < samples / 10; sweep++) {
        special.sweep(order, weights.phiWK(), weights.priorW(), stream);
      }
      for (int climb = 0; climb < CLIMBS; climb++) {
        if (!special.climb(order, weights.phiWK())) {
          break;
        }
      }
    }

    private double transition(AssignedTopics from) {
      trial.copy(from);
      return trial.logTransition(special, order, weights.phiWK(), weights.priorW());
    }
  }
}
