package polya.lda;

import java.util.List;
import java.util.Optional;
import polya.Failure;
import polya.infer.CorpusFacts;
import polya.infer.LearningRate;
import polya.infer.LocalOptions;
import polya.infer.Parameter;
import polya.infer.Settings;

/** The parameters of LDA by stochastic variational inference, each declared once. */
final class LdaParameters {
  static final Parameter<Integer> K = Parameter.integer("k", 100, 1, 1 << 20, "Number of topics.");

  static final Parameter<Optional<Integer>> PASSES =
      Parameter.integer(
              "passes",
              10,
              1,
              1_000_000,
              "Passes over the corpus; auto is as many as visit 15 million tokens, between 5 and 40.")
          .orAuto();

  static final Parameter<Integer> STOCHASTIC_PASSES =
      Parameter.integer(
          "stochasticPasses",
          2,
          1,
          1_000_000,
          "cvb0: passes in stochastic mini-batches, before incremental passes in parts that need no step"
              + " size; vb makes stochastic passes only.");

  static final Parameter<Integer> PARTS =
      Parameter.integer(
          "parts",
          16,
          1,
          10_000,
          "cvb0: parts of an incremental pass; at most one in 128 documents.");

  static final Parameter<Integer> MAX_ITER =
      Parameter.integer(
          "maxIter",
          0,
          0,
          Integer.MAX_VALUE,
          "Most rounds (mini-batches); 0 for as many as passes needs.");

  static final Parameter<Long> SEED =
      Parameter.longInteger("seed", 1, "Seed of every random choice; same seed, same bits.");

  static final Parameter<String> VARIATIONAL =
      Parameter.choice(
          "variational",
          "cvb0",
          List.of("cvb0", "vb"),
          "Local step: cvb0 is collapsed variational Bayes with mean topics; vb is textbook mean-field"
              + " with its evidence lower bound.");

  static final Parameter<Optional<List<Double>>> DOC_CONCENTRATION =
      Parameter.reals(
              "docConcentration",
              1e-6,
              1e6,
              "Dirichlet prior α of documents' mixtures: one number for every topic, or k numbers;"
                  + " auto is 5/k each, at most 0.1 for cvb0 and 1 for vb; with --warm-start the"
                  + " earlier model's.")
          .orAuto();

  static final Parameter<Boolean> OPTIMIZE_DOC_CONCENTRATION =
      Parameter.flag(
          "optimizeDocConcentration",
          false,
          "Learn an asymmetric docConcentration while training.");

  static final Parameter<Optional<Double>> TOPIC_CONCENTRATION =
      Parameter.real(
              "topicConcentration",
              0.01,
              true,
              0,
              1e6,
              "Dirichlet prior η of topics; auto is 0.01 for cvb0 and 0.1 for vb.")
          .orAuto();

  static final Parameter<Optional<Double>> SUBSAMPLING_RATE =
      Parameter.real(
              "subsamplingRate",
              0.05,
              true,
              0,
              1,
              "Share of the documents in a mini-batch; 1 is coordinate ascent on the whole corpus; auto is"
                  + " a 64th of the corpus, between 256 and 4,096 documents.")
          .orAuto();

  static final Parameter<Optional<Double>> LEARNING_OFFSET =
      Parameter.real(
              "learningOffset",
              10,
              true,
              0,
              1e9,
              "τ0 of the step size (τ0 + t)^−κ: damps the first rounds; auto is 10, or 100 with"
                  + " --warm-start.")
          .orAuto();

  static final Parameter<Double> LEARNING_DECAY =
      Parameter.real("learningDecay", 0.7, true, 0.5, 1, "κ of the step size (τ0 + t)^−κ.");

  static final Parameter<Integer> DENSE_SWEEPS =
      Parameter.integer(
          "denseSweeps", 3, 1, 1000, "cvb0: sweeps of a document over all topics before pruning.");

  static final Parameter<Double> PRUNING =
      Parameter.real(
          "pruning",
          0.03,
          false,
          0,
          1,
          "cvb0: topics with a smaller share of a document's tokens are dropped from it (its 8 largest"
              + " stay); 0 keeps all.");

  static final Parameter<Optional<Double>> LOCAL_TOLERANCE =
      Parameter.real(
              "localTolerance",
              0.03,
              false,
              0,
              1,
              "A document's local step stops when its counts move by less than this share of its tokens;"
                  + " auto is 0.03 for cvb0 and 0.001 for vb.")
          .orAuto();

  static final Parameter<Optional<Integer>> LOCAL_ITERATIONS =
      Parameter.integer(
              "localIterations",
              10,
              1,
              1_000_000,
              "Most sweeps of a document's local step; auto is 10 for cvb0 and 100 for vb.")
          .orAuto();

  static final Parameter<Optional<Integer>> SEED_DOCUMENTS =
      Parameter.integer(
              "seedDocuments",
              3,
              1,
              10_000,
              "Random documents that start each topic; auto is enough for 300 tokens, between 3 and 60.")
          .orAuto();

  static final Parameter<Integer> CHECKPOINT_INTERVAL =
      Parameter.integer(
              "checkpointInterval",
              20,
              1,
              1_000_000,
              "Rounds between checkpoints that --resume goes on from, of which at most one a minute is"
                  + " written; also between those of what tiles remember (vb on the whole corpus"
                  + " only).")
          .asOperational();

  static final List<Parameter<?>> ALL =
      List.of(
          K,
          PASSES,
          STOCHASTIC_PASSES,
          PARTS,
          MAX_ITER,
          SEED,
          VARIATIONAL,
          DOC_CONCENTRATION,
          OPTIMIZE_DOC_CONCENTRATION,
          TOPIC_CONCENTRATION,
          SUBSAMPLING_RATE,
          LEARNING_OFFSET,
          LEARNING_DECAY,
          DENSE_SWEEPS,
          PRUNING,
          LOCAL_TOLERANCE,
          LOCAL_ITERATIONS,
          SEED_DOCUMENTS,
          CHECKPOINT_INTERVAL);

  /**
   * τ0 after a warm start. Steps of a fifth, made to forget random topics at once, would let the
   * first ten mini-batches take the place of four fifths of what the earlier model knows; with
   * steps of a 25th, twenty take that of half. On documents held out of the training halves of
   * 20news and debian, K = 100, the first rounds were at worst 1.4 % above the earlier model (τ0 =
   * 10: 7 %), and with twice the documents never; six passes ended within 0.6 % of those with τ0 =
   * 10.
   */
  static final double WARM_OFFSET = 100;

  private static final double COLD_OFFSET = 10;
  private static final double DOC_CONCENTRATION_SUM = 5;
  private static final double CVB0_MOST = 0.1;
  private static final double VB_MOST = 1;
  private static final double TOKENS_TO_VISIT = 15e6;
  private static final int LEAST_TOPICS = 8;
  private static final double SEED_TOKENS = 300;

  private LdaParameters() {}

  static boolean vb(Settings settings) {
    return settings.get(VARIATIONAL).equals("vb");
  }

  /** α, K numbers. */
  static double[] docConcentration(Settings settings) {
    int k = settings.get(K);
    List<Double> given =
        settings
            .get(DOC_CONCENTRATION)
            .orElse(
                List.of(Math.min(vb(settings) ? VB_MOST : CVB0_MOST, DOC_CONCENTRATION_SUM / k)));
    if (given.size() != 1 && given.size() != k) {
      throw Failure.usage(
          "Cannot set docConcentration to "
              + given.size()
              + " numbers: with k = "
              + k
              + " allowed are 1 or "
              + k
              + ". Change docConcentration or k.");
    }
    double[] alpha = new double[k];
    for (int i = 0; i < k; i++) {
      alpha[i] = given.get(given.size() == 1 ? 0 : i);
    }
    return alpha;
  }

  static double topicConcentration(Settings settings) {
    return settings.get(TOPIC_CONCENTRATION).orElse(vb(settings) ? 0.1 : 0.01);
  }

  static double batchDocuments(Settings settings, CorpusFacts facts) {
    return settings
        .get(SUBSAMPLING_RATE)
        .map(rate -> rate * facts.documents())
        .orElse(Math.min(4096, Math.max(256, facts.documents() / 64.0)));
  }

  static int passes(Settings settings, CorpusFacts facts) {
    int enough = (int) Math.ceil(TOKENS_TO_VISIT / Math.max(1, facts.tokens()));
    return settings.get(PASSES).orElse(Math.min(40, Math.max(5, enough)));
  }

  static LearningRate learningRate(Settings settings) {
    double offset = settings.get(LEARNING_OFFSET).orElse(COLD_OFFSET);
    return new LearningRate(offset, settings.get(LEARNING_DECAY));
  }

  static LocalOptions localOptions(Settings settings) {
    boolean vb = vb(settings);
    return new LocalOptions(
        settings.get(DENSE_SWEEPS),
        settings.get(PRUNING),
        LEAST_TOPICS,
        settings.get(LOCAL_TOLERANCE).orElse(vb ? 1e-3 : 0.03),
        settings.get(LOCAL_ITERATIONS).orElse(vb ? 100 : 10));
  }

  static int seedDocumentsPerTopic(Settings settings, CorpusFacts facts) {
    double length = Math.max(1, facts.tokens() / (double) Math.max(1, facts.documents()));
    int enough = (int) Math.min(60, Math.max(3, Math.ceil(SEED_TOKENS / length)));
    return settings.get(SEED_DOCUMENTS).orElse(enough);
  }
}
