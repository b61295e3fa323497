package polya.heldout.marginal;

import java.util.LinkedHashMap;
import java.util.Map;
import polya.corpus.Document;
import polya.heldout.Estimate;
import polya.heldout.Estimator;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;
import polya.mixing.DocumentPrior;
import polya.topics.Phi;

/**
 * log p(w_d | φ, α), θ and z integrated out, by a particle filter over the document's tokens: the
 * left-to-right estimator of Wallach, Murray, Salakhutdinov and Mimno (ICML 2009) as a fully
 * adapted sequential Monte Carlo with adaptive resampling and rejuvenation moves (see {@link
 * ParticleFilter}). p̂ is unbiased, so that log p̂ is on average too low, by half its variance.
 *
 * <p>p̂ is the mean of {@value #REPLICATES} independent runs, each in a token order of its own
 * ({@link TokenOrder}); {@link Estimate#standardError} is what their difference says, order
 * included. {@link Estimate#effectiveSamples} is the smallest number of effective particles at any
 * position before resampling, the mean of the two runs.
 *
 * <p>An empty document gives {@link Estimate#NONE}. Cost a document: K a distinct term, then
 * {@value #REPLICATES} · N · particles · (1 + moves) steps over the topics that a particle uses,
 * which is linear in N but for the copies at resampling, which show from some 10^5 tokens on.
 * Memory 4 · particles · N bytes.
 */
public final class LeftToRight implements Estimator {
  private static final long serialVersionUID = 1L;

  /** Its name. */
  public static final String NAME = "left-to-right";

  /** Independent runs. */
  static final int REPLICATES = 2;

  private final long seed;
  private final int particles;
  private final int moves;

  /**
   * An estimator.
   *
   * @param particles R ≥ 2
   * @param moves tokens whose topic each particle draws again after every token, ≥ 0
   */
  public LeftToRight(long seed, int particles, int moves) {
    this.seed = seed;
    this.particles = particles;
    this.moves = moves;
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
    settings.put("particles", particles);
    settings.put("rejuvenationMoves", moves);
    settings.put("replicates", REPLICATES);
    return settings;
  }

  @Override
  public Scorer open(Phi topics, DocumentPrior documents) {
    DocumentWeights weights = new DocumentWeights(topics, documents);
    TokenOrder order = new TokenOrder();
    ParticleFilter filter = new ParticleFilter(weights, particles, moves);
    return heldOut -> {
      Document document = heldOut.document();
      if (document.terms().length == 0) {
        return Estimate.NONE;
      }
      weights.gather(document);
      double[] logs = new double[REPLICATES];
      double effective = 0;
      for (int r = 0; r < REPLICATES; r++) {
        order.shuffle(document, particles, seed, r);
        RandomStream stream = Streams.of(seed, Purpose.ESTIMATION, r, document.key());
        logs[r] = filter.logProbability(order, stream);
        effective += filter.effectiveParticles() / REPLICATES;
      }
      return Estimate.ofReplicates(document.tokens(), logs[0], logs[1], effective);
    };
  }
}
