package polya.infer.variational;

import java.util.List;
import java.util.Optional;
import polya.Failure;
import polya.infer.CorpusFacts;
import polya.params.Parameter;
import polya.params.Settings;

/**
 * The parameters that every family with Dirichlet topics shares under stochastic variational
 * inference, each declared once. A family extends this class by those of its documents. What they
 * amount to is known to {@link VariationalSchedule}, {@link LearningRate}, {@link LocalOptions} and
 * {@link TopicSeeding}; here is only what families ask.
 */
public abstract class VariationalParameters {
  public static final Parameter<Integer> K =
      Parameter.integer("k", 100, 1, 1 << 20, "Number of topics.")
          .alsoKnownAs(
              "num_topics",
              "n_topics",
              "n_components",
              "topics",
              "topic_count",
              "components",
              "rank");

  public static final Parameter<Optional<Integer>> PASSES =
      Parameter.integer(
              "passes",
              10,
              1,
              1_000_000,
              "Passes over the corpus; auto is as many as visit 15 million tokens, between 5 and"
                  + " 60.")
          .orAuto()
          .alsoKnownAs(
              "iterations",
              "num_iterations",
              "n_iter",
              "iter",
              "max_iter",
              "max_iterations",
              "epochs",
              "n_epochs",
              "num_passes",
              "sweeps",
              "burnIn",
              "samples");

  public static final Parameter<Integer> STOCHASTIC_PASSES =
      Parameter.integer(
          "stochasticPasses",
          2,
          1,
          1_000_000,
          "Passes in stochastic mini-batches, before incremental passes in parts, which need no"
              + " step size.");

  public static final Parameter<Optional<Integer>> PARTS =
      Parameter.integer(
              "parts",
              4,
              1,
              10_000,
              "Parts of an incremental pass, at most one in 128 documents; auto is one for every"
                  + " million tokens, between 4 and 32.")
          .orAuto();

  public static final Parameter<Integer> MAX_ITER =
      Parameter.integer(
          "maxIter",
          0,
          0,
          Integer.MAX_VALUE,
          "Most rounds (mini-batches); 0 for as many as passes needs.");

  public static final Parameter<Long> SEED =
      Parameter.longInteger("seed", 1, "Seed of every random choice; same seed, same bits.")
          .alsoKnownAs("random_state", "random_seed", "rng_seed");

  public static final Parameter<String> VARIATIONAL =
      Parameter.choice(
          "variational",
          "cvb0",
          List.of("cvb0", "vb", "hybrid"),
          "Local step: cvb0 is collapsed variational Bayes with mean topics; vb is textbook"
              + " mean-field with its evidence lower bound; hybrid has the topics of cvb0 and the"
              + " documents of vb.");

  public static final Parameter<Optional<Double>> TOPIC_CONCENTRATION =
      Parameter.real(
              "topicConcentration",
              0.01,
              true,
              0,
              1e6,
              "Dirichlet prior η of topics; auto is 0.01, and 0.1 for vb; with --warm-start the"
                  + " earlier model's.")
          .orAuto()
          .alsoKnownAs("beta", "eta", "topic_word_prior", "topic_word_concentration");

  public static final Parameter<Optional<Boolean>> OPTIMIZE_TOPIC_CONCENTRATION =
      Parameter.flag(
              "optimizeTopicConcentration",
              false,
              "Learn topicConcentration, one number for all topics, at the end of every incremental or"
                  + " whole-corpus pass; stochastic passes leave it as it is. auto is false.")
          .orAuto()
          .alsoKnownAs("optimize_beta", "optimize_eta");

  public static final Parameter<Optional<Double>> SUBSAMPLING_RATE =
      Parameter.real(
              "subsamplingRate",
              0.05,
              true,
              0,
              1,
              "Share of the documents in a mini-batch; 1 is coordinate ascent on the whole corpus;"
                  + " auto is some 128th of the corpus, between 256 and 4,096 documents.")
          .orAuto()
          .alsoKnownAs(
              "chunksize",
              "batch_size",
              "mini_batch_size",
              "mini_batch_fraction",
              "learning_method",
              "update_every");

  public static final Parameter<Optional<Integer>> LANES =
      Parameter.integer(
              "lanes",
              32,
              1,
              1 << 20,
              "Lanes of a mini-batch: 128 documents each, which one task at a time visits, so that as many"
                  + " tasks may work in a stochastic round; not together with subsamplingRate; auto is"
                  + " a power of two, between 2 and 32, and near one for every 2 million documents"
                  + " where that is more.")
          .orAuto();

  public static final Parameter<Optional<Integer>> LANE_STEPS =
      Parameter.integer(
              "laneSteps",
              8,
              1,
              1000,
              "cvb0 and hybrid: a mini-batch is divided into lanes of one tile (128 documents)"
                  + " each, and every lane takes this many stochastic steps by itself before they"
                  + " meet, so that a round is worth its cost; auto is as many as some 200,000"
                  + " tokens need at k = 100, between 1 and 8.")
          .orAuto();

  public static final Parameter<Optional<Double>> LEARNING_OFFSET =
      Parameter.real(
              "learningOffset",
              10,
              true,
              0,
              1e9,
              "τ0 of the step size (τ0 + t)^−κ: damps the first rounds; auto is 10, or 100 with"
                  + " --warm-start.")
          .orAuto()
          .alsoKnownAs("offset", "tau0");

  public static final Parameter<Double> LEARNING_DECAY =
      Parameter.real("learningDecay", 0.7, true, 0.5, 1, "κ of the step size (τ0 + t)^−κ.")
          .alsoKnownAs("decay", "kappa");

  public static final Parameter<Integer> DENSE_SWEEPS =
      Parameter.integer(
          "denseSweeps",
          2,
          1,
          1000,
          "cvb0 and hybrid: sweeps of a document over all topics before pruning.");

  public static final Parameter<Optional<Double>> PRUNING =
      Parameter.real(
              "pruning",
              0.03,
              false,
              0,
              1,
              "cvb0 and hybrid: topics with a smaller share of a document's tokens are dropped from"
                  + " it (its 3 largest stay); 0 keeps all; auto is 2.5 tokens, less for short"
                  + " documents, 1 % of long ones.")
          .orAuto()
          .alsoKnownAs("minimum_probability", "minimum_phi_value");

  public static final Parameter<Optional<Double>> LOCAL_TOLERANCE =
      Parameter.real(
              "localTolerance",
              0.03,
              false,
              0,
              1,
              "A document's local step stops when its counts move by less than this share of its"
                  + " tokens; auto is 0.03, and 0.001 for vb.")
          .orAuto()
          .alsoKnownAs("gamma_threshold", "mean_change_tol");

  public static final Parameter<Optional<Integer>> LOCAL_ITERATIONS =
      Parameter.integer(
              "localIterations",
              10,
              1,
              1_000_000,
              "Most sweeps of a document's local step; auto is 10, and 100 for vb.")
          .orAuto()
          .alsoKnownAs("iterations", "max_doc_update_iter", "doc_iterations");

  public static final Parameter<Optional<Integer>> SEED_DOCUMENTS =
      Parameter.integer(
              "seedDocuments",
              3,
              1,
              10_000,
              "Random documents that start each topic; auto is enough for 100 tokens, between 3 and"
                  + " 60.")
          .orAuto();

  public static final Parameter<Integer> CHECKPOINT_INTERVAL =
      Parameter.integer(
              "checkpointInterval",
              20,
              1,
              1_000_000,
              "Rounds between checkpoints that --resume goes on from, of which at most one a minute"
                  + " is written; also between those of what tiles remember (vb and gibbs).")
          .asOperational()
          .alsoKnownAs("output_state_interval", "output_model_interval", "save_every");

  private static final double PRIOR_SUM = 5;
  private static final double MOST_PRIOR = 0.1;
  private static final double VB_MOST_PRIOR = 1;
  private static final double LENGTH_TO_PRIOR = 0.05;

  /** For subclasses, which have no instances either. */
  protected VariationalParameters() {}

  /** Whether the local step is textbook mean-field. */
  public static boolean vb(Settings settings) {
    return settings.get(VARIATIONAL).equals("vb");
  }

  /** Whether documents weigh topics as mean-field does, under mean topics. */
  public static boolean hybrid(Settings settings) {
    return settings.get(VARIATIONAL).equals("hybrid");
  }

  /** Whether η is learned. */
  public static boolean learnsTopicConcentration(Settings settings) {
    return settings.get(OPTIMIZE_TOPIC_CONCENTRATION).orElse(false);
  }

  /** η at the start. */
  public static double topicConcentration(Settings settings) {
    return settings.get(TOPIC_CONCENTRATION).orElse(vb(settings) ? 0.1 : 0.01);
  }

  /**
   * The concentrations of documents' priors, K numbers: as given, or all the same.
   *
   * @throws Failure (usage) if neither 1 nor K numbers were given
   */
  public static double[] documentsPrior(
      Settings settings, Parameter<Optional<List<Double>>> parameter, CorpusFacts facts) {
    return documentsPrior(settings, parameter, facts, settings.get(K));
  }

  /**
   * The same of documents that may use some topics.
   *
   * @param support how many of them, on average
   */
  protected static double[] documentsPrior(
      Settings settings,
      Parameter<Optional<List<Double>>> parameter,
      CorpusFacts facts,
      double support) {
    double sum = vb(settings) ? PRIOR_SUM : priorSum(facts);
    double auto = Math.min(vb(settings) ? VB_MOST_PRIOR : MOST_PRIOR, sum / support);
    return documentsPrior(settings, parameter, auto);
  }

  /** As given: nothing, one number or K. */
  public static double[] documentsPrior(
      Settings settings, Parameter<Optional<List<Double>>> parameter, double auto) {
    int k = settings.get(K);
    List<Double> values = settings.get(parameter).orElse(List.of(auto));
    if (values.size() != 1 && values.size() != k) {
      throw Failure.usage(
          "Cannot set "
              + parameter.name()
              + " to "
              + values.size()
              + " numbers: with k = "
              + k
              + " allowed are 1 or "
              + k
              + ". Change "
              + parameter.name()
              + " or k.");
    }
    double[] prior = new double[k];
    for (int i = 0; i < k; i++) {
      prior[i] = values.get(values.size() == 1 ? 0 : i);
    }
    return prior;
  }

  /** Short texts are about few topics, which a prior as large as they are long would drown. */
  private static double priorSum(CorpusFacts facts) {
    return Math.min(PRIOR_SUM, LENGTH_TO_PRIOR * facts.meanLength());
  }

  /** What a run by svi takes over from an earlier model beside the documents' prior. */
  public static void inherit(Inherited inherited) {
    inherit(inherited, TOPIC_CONCENTRATION);
  }

  /** As {@link #inherit(Inherited)} where a family declares the topics' prior itself. */
  public static void inherit(Inherited inherited, Parameter<Optional<Double>> topicConcentration) {
    inherited
        .take(topicConcentration, TopicState.TOPIC_CONCENTRATION)
        .setAuto(LEARNING_OFFSET, Double.toString(LearningRate.WARM_OFFSET));
  }
}
