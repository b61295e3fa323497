package polya.infer.gibbs;

import java.io.Serializable;
import polya.Failure;
import polya.corpus.Tiling;
import polya.infer.CorpusFacts;
import polya.infer.Inference;
import polya.infer.MiniBatches;
import polya.infer.ModelFamily;
import polya.infer.ModelPlacement;
import polya.infer.Phase;
import polya.infer.Prefixes;
import polya.infer.Round;
import polya.infer.variational.VariationalParameters;
import polya.infer.variational.VariationalSchedule;
import polya.params.Settings;

/**
 * What the parameters of Gibbs sampling amount to in rounds: first those of a variational start or
 * of growing prefixes, then sweeps of the corpus, burning in, then sampling.
 *
 * @param startPasses passes before the first sweep of the corpus
 * @param prefixes whether these draw tokens as well
 * @param burnIn sweeps before samples
 * @param thinning sweeps for each sample
 * @param samples in all
 * @param keepSamples how many of them are kept
 * @param interval sweeps between changes of priors
 */
public record GibbsSchedule(
    int startPasses,
    boolean prefixes,
    int burnIn,
    int thinning,
    int samples,
    int keepSamples,
    int interval)
    implements Serializable {
  private static final int MOST_START = 10;

  /** Passes of the start of short texts, whose topics sweeps find sooner. */
  private static final int SHORT_START = 1;

  private static final double PREFIX_TOKENS = 4e6;
  private static final int LEAST_PREFIX = 2;
  private static final int MOST_PREFIX = 8;

  /**
   * Sweeps under mean topics, which let go of what svi smoothed. No more: under drawn topics the
   * counts go on to better places, and early samples fade from the average.
   */
  private static final int ENOUGH_BURN_IN = 4;

  private static final double SAMPLE_TOKENS = 200e6;
  private static final int LEAST_SAMPLES = 20;
  private static final int MOST_SAMPLES = 200;

  /** Tokens below which a round costs more than a sweep. */
  private static final long FEW_TOKENS = 500_000;

  /**
   * The schedule of a run.
   *
   * @throws Failure (usage) if more samples are to be kept than there are
   */
  public static GibbsSchedule of(Settings settings, CorpusFacts facts) {
    return new GibbsSchedule(
        startPasses(settings, facts),
        startsByPrefixes(settings),
        burnIn(settings),
        settings.get(GibbsParameters.THINNING),
        samples(settings, facts),
        keepSamples(settings, facts),
        settings.get(GibbsParameters.HYPERPARAMETER_INTERVAL));
  }

  /** Which sweep of the corpus a round is, from 0; negative before the first. */
  int sweep(Round round) {
    return round.pass() - startPasses;
  }

  /** Whether a round may visit tokens that have no topics yet. */
  boolean seats(Round round) {
    return sweep(round) <= 0;
  }

  /** Whether a sweep is under drawn topics. */
  boolean isDrawn(Round round) {
    return sweep(round) >= burnIn;
  }

  /** Whether the counts that a sweep leaves are a sample. */
  boolean isSample(Round round) {
    return isDrawn(round) && (sweep(round) - burnIn + 1) % thinning == 0;
  }

  /**
   * What a sample counts for in the average: the number of its sweep, so that early ones fade, or 0
   * where the counts of a sweep are none.
   */
  double weight(Round round) {
    return isSample(round) ? sweep(round) + 1 : 0;
  }

  /** Whether a sample stays: as many as are to be kept, evenly spaced, the last among them. */
  boolean keepsSample(Round round) {
    if (!isSample(round)) {
      return false;
    }
    long sample = (sweep(round) - burnIn + 1) / thinning;
    return sample * keepSamples / samples > (sample - 1) * keepSamples / samples;
  }

  /** Whether priors change after a sweep, so that it sends the histogram of counts. */
  boolean hasHistogram(Round round) {
    return sweep(round) >= 0 && (sweep(round) + 1) % interval == 0;
  }

  /** Whether svi finds the first topics. */
  static boolean startsVariationally(Settings settings) {
    return settings.get(GibbsParameters.START).equals(GibbsParameters.VARIATIONAL);
  }

  /** Whether the first model is the sampler's own: counts of nothing. */
  static boolean startsByItself(String start) {
    return start.equals(GibbsParameters.PREFIX) || start.equals("random");
  }

  private static boolean startsByPrefixes(Settings settings) {
    return settings.get(GibbsParameters.START).equals(GibbsParameters.PREFIX);
  }

  /** Passes before the first sweep of the corpus: those of the variational start, or prefixes. */
  static int startPasses(Settings settings, CorpusFacts facts) {
    return startsVariationally(settings)
        ? settings.get(GibbsParameters.START_PASSES).orElse(perStart(facts))
        : prefixes(settings, facts).rounds();
  }

  private static int perStart(CorpusFacts facts) {
    return GibbsParameters.areShort(facts)
        ? SHORT_START
        : Math.min(MOST_START, VariationalSchedule.enough(facts));
  }

  private static int perPrefix(Settings settings, CorpusFacts facts) {
    return settings
        .get(GibbsParameters.START_PASSES)
        .orElse(visiting(PREFIX_TOKENS, LEAST_PREFIX, MOST_PREFIX, facts));
  }

  private static Prefixes prefixes(Settings settings, CorpusFacts facts) {
    int tiles = Tiling.of(facts.documents()).tiles();
    return startsByPrefixes(settings)
        ? Prefixes.of(tiles, perPrefix(settings, facts))
        : Prefixes.none(tiles);
  }

  /** Sweeps before samples. */
  static int burnIn(Settings settings) {
    return settings.get(GibbsParameters.BURN_IN).orElse(ENOUGH_BURN_IN);
  }

  /** Samples in all. */
  static int samples(Settings settings, CorpusFacts facts) {
    return settings
        .get(GibbsParameters.SAMPLES)
        .orElse(visiting(SAMPLE_TOKENS, LEAST_SAMPLES, MOST_SAMPLES, facts));
  }

  /** Sweeps of every document a round; first topics found in prefixes need Φ after each. */
  public static int localSweeps(Settings settings, CorpusFacts facts) {
    boolean more = facts.tokens() < FEW_TOKENS && !startsByPrefixes(settings);
    return settings.get(GibbsParameters.LOCAL_SWEEPS).orElse(more ? 2 : 1);
  }

  /**
   * Samples that are kept.
   *
   * @throws Failure (usage) if there are fewer samples
   */
  static int keepSamples(Settings settings, CorpusFacts facts) {
    int kept = settings.get(GibbsParameters.KEEP_SAMPLES);
    if (kept > samples(settings, facts)) {
      throw Failure.usage(
          "Cannot keep "
              + kept
              + " samples: there will be "
              + samples(settings, facts)
              + "; allowed is as many. Raise samples, or lower keepSamples.");
    }
    return kept;
  }

  /** Sweeps in all. */
  static int sweeps(Settings settings, CorpusFacts facts) {
    long sampling = (long) samples(settings, facts) * settings.get(GibbsParameters.THINNING);
    long sweeps = burnIn(settings) + sampling;
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE / 2, sweeps));
  }

  private static int visiting(double tokens, int least, int most, CorpusFacts facts) {
    double enough = Math.ceil(tokens / Math.max(1, facts.tokens()));
    return (int) Math.max(least, Math.min(most, enough));
  }

  /**
   * A run by Gibbs sampling: first the batches of a variational start, or prefixes, then one part
   * that is the whole corpus.
   *
   * @param variational the method of the first rounds
   * @param ofStart its settings
   */
  public static ModelFamily.Training training(
      GibbsSampler sampler,
      Inference variational,
      Settings settings,
      Settings ofStart,
      CorpusFacts facts) {
    MiniBatches start = VariationalSchedule.batches(ofStart, facts);
    boolean ofSvi = startsVariationally(settings);
    Prefixes prefixes = prefixes(settings, facts);
    MiniBatches before =
        new MiniBatches(
            start.tiles(),
            start.batches(),
            prefixes.rounds() > 0 ? 1 : start.laneTiles(), // Few tiles are spread over tasks.
            ofSvi ? start.stochasticPasses() : 0,
            ofSvi ? start.incrementalPasses() : 0,
            start.parts(),
            0,
            prefixes);
    long all = before.roundsInBatches() + sweeps(settings, facts);
    int most = settings.get(GibbsParameters.MAX_ITER);
    int rounds = (int) Math.min(all, most > 0 ? most : Integer.MAX_VALUE);
    return new ModelFamily.Training(
        sampler.after(variational),
        before.withRounds(rounds),
        settings.get(VariationalParameters.K),
        settings.get(VariationalParameters.SEED),
        settings.get(VariationalParameters.CHECKPOINT_INTERVAL),
        ModelPlacement.of(settings),
        settings.get(Phase.PARAMETER).orElse(0),
        GibbsMemory.of(settings, facts, sampler.sweep()));
  }
}
