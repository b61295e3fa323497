package polya.models.hpf;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import polya.Failure;
import polya.infer.CorpusFacts;
import polya.infer.MiniBatches;
import polya.infer.ModelPlacement;
import polya.infer.variational.VariationalParameters;
import polya.mixing.GammaHyperparameters;
import polya.params.Parameter;
import polya.params.Settings;

/**
 * The parameters of hierarchical Poisson factorization, each declared once: its own, and of those
 * of SVI what textbook mean-field reads.
 */
final class HpfParameters extends VariationalParameters {
  /** What shape and topicConcentration are under auto. */
  private static final double AUTO_SHAPE = 0.3;

  static final Parameter<Optional<List<Double>>> SHAPE =
      Parameter.reals(
              "shape",
              GammaHyperparameters.LEAST,
              GammaHyperparameters.MOST,
              "Shape a of topics' intensities in documents, held as given: one number for every"
                  + " topic, or k numbers; auto is 0.3; with --warm-start the earlier model's.")
          .orAuto()
          .alsoKnownAs("alpha", "doc_topic_prior", "doc_topic_concentration", "docConcentration");

  static final Parameter<Double> ACTIVITY_SHAPE =
      hyperparameter(
          "activityShape",
          0.3,
          "Shape a' of activities ξ_d ~ Gamma(a', a'/b'); small ones let documents differ much.");

  static final Parameter<Double> ACTIVITY_MEAN =
      hyperparameter("activityMean", 1, "Mean b' of activities.");

  static final Parameter<Double> POPULARITY_SHAPE =
      hyperparameter(
          "popularityShape",
          0.3,
          "Shape c' of popularities η_w ~ Gamma(c', c'/d'); small ones let terms differ much.");

  static final Parameter<Double> POPULARITY_MEAN =
      hyperparameter("popularityMean", 1, "Mean d' of popularities.");

  static final Parameter<Optional<Double>> TOPIC_CONCENTRATION =
      Parameter.real(
              VariationalParameters.TOPIC_CONCENTRATION.name(),
              AUTO_SHAPE,
              true,
              0,
              1e6,
              "Shape c of terms' weights in topics; auto is 0.3; with --warm-start the earlier"
                  + " model's.")
          .orAuto()
          .alsoKnownAs(VariationalParameters.TOPIC_CONCENTRATION);

  static final Parameter<Optional<Double>> LOCAL_TOLERANCE =
      Parameter.real(
              VariationalParameters.LOCAL_TOLERANCE.name(),
              0.001,
              false,
              0,
              1,
              "A document's local step stops when its counts move by less than this share of its"
                  + " tokens; auto is 0.001.")
          .orAuto()
          .alsoKnownAs(VariationalParameters.LOCAL_TOLERANCE);

  static final Parameter<Optional<Integer>> LOCAL_ITERATIONS =
      Parameter.integer(
              VariationalParameters.LOCAL_ITERATIONS.name(),
              100,
              1,
              1_000_000,
              "Most sweeps of a document's local step; auto is 100.")
          .orAuto()
          .alsoKnownAs(VariationalParameters.LOCAL_ITERATIONS);

  static final List<Parameter<?>> ALL =
      List.of(
          K,
          PASSES,
          STOCHASTIC_PASSES,
          PARTS,
          MAX_ITER,
          SEED,
          SHAPE,
          ACTIVITY_SHAPE,
          ACTIVITY_MEAN,
          POPULARITY_SHAPE,
          POPULARITY_MEAN,
          TOPIC_CONCENTRATION,
          SUBSAMPLING_RATE,
          LEARNING_OFFSET,
          LEARNING_DECAY,
          LOCAL_TOLERANCE,
          LOCAL_ITERATIONS,
          SEED_DOCUMENTS,
          CHECKPOINT_INTERVAL,
          ModelPlacement.PARAMETER);

  /** All that the rounds and their topics ask for. */
  private static final List<Parameter<?>> OF_ROUNDS =
      List.of(
          K,
          PASSES,
          STOCHASTIC_PASSES,
          PARTS,
          MAX_ITER,
          SEED,
          VARIATIONAL,
          VariationalParameters.TOPIC_CONCENTRATION,
          OPTIMIZE_TOPIC_CONCENTRATION,
          SUBSAMPLING_RATE,
          LANES,
          LANE_STEPS,
          LEARNING_OFFSET,
          LEARNING_DECAY,
          DENSE_SWEEPS,
          PRUNING,
          VariationalParameters.LOCAL_TOLERANCE,
          VariationalParameters.LOCAL_ITERATIONS,
          SEED_DOCUMENTS,
          CHECKPOINT_INTERVAL,
          ModelPlacement.PARAMETER);

  private HpfParameters() {}

  private static Parameter<Double> hyperparameter(String name, double value, String meaning) {
    return Parameter.real(
        name, value, false, GammaHyperparameters.LEAST, GammaHyperparameters.MOST, meaning);
  }

  /** These settings as rounds of textbook mean-field and their topics take them. */
  static Settings ofRounds(Settings settings) {
    Map<String, String> texts = settings.texts();
    texts.keySet().retainAll(OF_ROUNDS.stream().map(Parameter::name).toList());
    texts.put(VARIATIONAL.name(), "vb");
    texts.put(
        TOPIC_CONCENTRATION.name(),
        Double.toString(settings.get(TOPIC_CONCENTRATION).orElse(AUTO_SHAPE)));
    return Settings.of(OF_ROUNDS, texts);
  }

  /**
   * Checks that popularities have rounds to be at work in.
   *
   * @throws Failure (usage) if no round of the run knows all documents
   */
  static void checkPasses(MiniBatches schedule) {
    boolean known =
        IntStream.range(0, schedule.rounds())
            .mapToObj(schedule::round)
            .anyMatch(r -> r.endsPass() && !r.lanes() && (r.incremental() || r.wholeCorpus()));
    if (!known) {
      throw Failure.usage(
          "Cannot train hpf: all "
              + schedule.rounds()
              + " rounds are stochastic; needed is a pass that is incremental or has one round."
              + " Raise passes (or maxIter), or lower stochasticPasses.");
    }
  }

  /** {a', a'/b'}. */
  static double[] activity(Settings settings) {
    double shape = settings.get(ACTIVITY_SHAPE);
    return new double[] {shape, shape / settings.get(ACTIVITY_MEAN)};
  }

  /** {c', c'/d'}. */
  static double[] popularity(Settings settings) {
    double shape = settings.get(POPULARITY_SHAPE);
    return new double[] {shape, shape / settings.get(POPULARITY_MEAN)};
  }

  /** a, K numbers. */
  static double[] shape(Settings settings) {
    return documentsPrior(settings, SHAPE, AUTO_SHAPE);
  }

  /** The rate that is told until intensities are known: that of documents' mean length. */
  static double[] rate(double[] shape, CorpusFacts facts) {
    double[] rate = new double[shape.length];
    Arrays.fill(rate, GammaHyperparameters.commonRate(shape, facts.documents(), facts.tokens()));
    return rate;
  }
}
