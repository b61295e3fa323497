package polya.calibration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import polya.Failure;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;

/**
 * Simulation-based calibration (Talts, Betancourt, Simpson, Vehtari and Gelman, "Validating
 * Bayesian inference algorithms with simulation-based calibration", 2018, algorithm 1): a truth is
 * drawn from the prior and data from the truth; an inference gives L posterior draws from the data;
 * and the rank of a quantity f of the truth is the number of draws below it,
 *
 * <pre>  θ̃ ~ π(θ),  ỹ ~ π(y | θ̃),  θ_1 … θ_L ~ q(θ | ỹ),  r = Σ_l 1[f(θ_l, ỹ) &lt; f(θ̃, ỹ)]
 * </pre>
 *
 * <p>If q is the posterior, r is uniform over 0 … L, whatever f. {@link RankHistogram} holds ranks
 * of many replicates and tests them; for variational inference it tests what Yao et al. (2018) ask.
 * Ties are broken at random, which keeps ranks uniform for quantities with atoms.
 *
 * <p>The caller sees to three things. Draws of one replicate are independent, or nearly: a Markov
 * chain is thinned (their algorithm 2), or ranks heap up at both ends. Quantities do not change
 * when what the model cannot tell apart changes places, topics for instance ({@link
 * TopicQuantities}), unless the inference mixes over it. One of them looks at the data, or an
 * inference that ignores data and returns its prior passes (Modrák et al. 2023). A simulator may
 * drop data that it does not like and draw truth and data again, as long as it judges by the data
 * alone.
 *
 * <p>Immutable if what it is made of is. A replicate depends on the seed and its number alone, so
 * replicates may be ranked in any order, by any number of threads or machines, and merged. Cost: of
 * a replicate one simulation, one inference and L + 1 values of each quantity.
 *
 * @param <T> what is inferred, for instance topics and hyperparameters
 * @param <Y> data, for instance documents
 */
public final class SimulationBasedCalibration<T, Y> {
  /**
   * A truth and data drawn from it.
   *
   * @param truth θ̃
   * @param data ỹ
   */
  public record Simulated<T, Y>(T truth, Y data) {}

  /** The model run forwards. */
  @FunctionalInterface
  public interface Simulator<T, Y> {
    /** Draws θ̃ from its prior and ỹ from it. */
    Simulated<T, Y> draw(RandomStream stream);
  }

  /** The inference under test. */
  @FunctionalInterface
  public interface Inference<T, Y> {
    /**
     * Posterior draws.
     *
     * @param draws L
     * @param stream for its randomness; one that wants a seed takes a long from it
     * @return L draws
     */
    List<T> draws(Y data, int draws, RandomStream stream);
  }

  /** A number f(θ, y) that is ranked. */
  @FunctionalInterface
  public interface Quantity<T, Y> {
    /** Its value, not NaN; the same for the same arguments. */
    double of(T parameters, Y data);
  }

  /** Rounds of the streams of {@link Purpose#CALIBRATION}: the key is the replicate. */
  private static final int SIMULATION = 0;

  private static final int INFERENCE = 1;
  private static final int TIES = 2;

  private final Simulator<T, Y> simulator;
  private final Inference<T, Y> inference;
  private final Map<String, Quantity<T, Y>> quantities;
  private final int draws;
  private final long seed;

  /**
   * A calibration to be.
   *
   * @param quantities by name, in the order of the histograms; at least one
   * @param draws L ≥ 1; with one less than a power of 2 ranks can be put into bins later, as Talts
   *     et al. advise
   * @throws Failure (usage) if there is no quantity or no draw
   */
  public SimulationBasedCalibration(
      Simulator<T, Y> simulator,
      Inference<T, Y> inference,
      Map<String, Quantity<T, Y>> quantities,
      int draws,
      long seed) {
    if (quantities.isEmpty()) {
      throw Failure.usage(
          "Cannot calibrate an inference: 0 quantities are given; at least one is needed. Name a"
              + " quantity to rank.");
    }
    demand(draws >= 1, "draws", draws);
    this.simulator = simulator;
    this.inference = inference;
    this.quantities = new LinkedHashMap<>(quantities);
    this.draws = draws;
    this.seed = seed;
  }

  private static void demand(boolean fits, String what, int found) {
    if (!fits) {
      throw Failure.usage(
          "Cannot calibrate an inference with "
              + found
              + " "
              + what
              + ": allowed is 1 or more. Give more "
              + what
              + ".");
    }
  }

  /**
   * The ranks of one replicate.
   *
   * @param replicate ≥ 0
   * @return a rank 0 … L for each quantity, in their order
   * @throws Failure (usage) if the inference gives another number of draws; (resources) if a
   *     quantity is NaN
   */
  public int[] ranks(int replicate) {
    Simulated<T, Y> simulated = simulator.draw(stream(SIMULATION, replicate));
    Y data = simulated.data();
    List<T> drawn = inference.draws(data, draws, stream(INFERENCE, replicate));
    if (drawn.size() != draws) {
      throw Failure.usage(
          "Cannot rank replicate "
              + replicate
              + ": the inference gives "
              + drawn.size()
              + " draws; it must give "
              + draws
              + ". Return as many as are asked for.");
    }
    RandomStream ties = stream(TIES, replicate);
    int[] ranks = new int[quantities.size()];
    int q = 0;
    for (Map.Entry<String, Quantity<T, Y>> named : quantities.entrySet()) {
      double truth = value(named, simulated.truth(), data, replicate);
      int below = 0;
      int equal = 0;
      for (T draw : drawn) {
        double value = value(named, draw, data, replicate);
        below += value < truth ? 1 : 0;
        equal += value == truth ? 1 : 0;
      }
      ranks[q++] = below + ties.nextInt(equal + 1);
    }
    return ranks;
  }

  private double value(
      Map.Entry<String, Quantity<T, Y>> named, T parameters, Y data, int replicate) {
    double value = named.getValue().of(parameters, data);
    if (Double.isNaN(value)) {
      throw Failure.resources(
          "Cannot rank "
              + named.getKey()
              + " of replicate "
              + replicate
              + ": it is NaN; allowed are numbers. Change the quantity or what it is taken of.");
    }
    return value;
  }

  private RandomStream stream(int round, int replicate) {
    return Streams.of(seed, Purpose.CALIBRATION, round, replicate);
  }

  /**
   * Ranks of the replicates 0 … n − 1, one after the other.
   *
   * @param replicates n ≥ 1
   * @return a histogram for each quantity, in their order
   */
  public List<RankHistogram> histograms(int replicates) {
    demand(replicates >= 1, "replicates", replicates);
    long[][] counts = new long[quantities.size()][draws + 1];
    for (int r = 0; r < replicates; r++) {
      int[] ranks = ranks(r);
      for (int q = 0; q < ranks.length; q++) {
        counts[q][ranks[q]]++;
      }
    }
    List<RankHistogram> histograms = new ArrayList<>();
    for (String name : quantities.keySet()) {
      histograms.add(new RankHistogram(name, counts[histograms.size()]));
    }
    return histograms;
  }
}
