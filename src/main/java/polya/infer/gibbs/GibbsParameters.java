package polya.infer.gibbs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import polya.infer.CorpusFacts;
import polya.infer.Prefixes;
import polya.infer.variational.Inherited;
import polya.infer.variational.VariationalParameters;
import polya.params.Parameter;
import polya.params.Settings;

/**
 * The parameters that every family shares under Gibbs sampling, each declared once, some of them
 * those of {@link VariationalParameters}. A family extends this class by those of its documents.
 * What they amount to in sweeps is known to {@link GibbsSchedule}.
 */
public abstract class GibbsParameters {
  public static final Parameter<Integer> MAX_ITER =
      Parameter.integer(
          VariationalParameters.MAX_ITER.name(),
          0,
          0,
          Integer.MAX_VALUE,
          "Most rounds; 0 for as many as the start, burn-in and samples need.");

  /** The start by growing {@link Prefixes}. */
  static final String PREFIX = "prefix";

  /** The start by topics of svi. */
  static final String VARIATIONAL = "variational";

  public static final Parameter<String> START =
      Parameter.choice(
          "start",
          VARIATIONAL,
          List.of(VARIATIONAL, PREFIX, "random", "model"),
          "Where tokens get their first topics from: the topics of a short run by svi; the counts"
              + " of those before, in sweeps of a 32nd of the documents, then of twice as many,"
              + " until all are in; nothing but the prior; or the earlier model, with"
              + " --warm-start.");

  public static final Parameter<Optional<Integer>> START_PASSES =
      Parameter.integer(
              "startPasses",
              2,
              1,
              1_000_000,
              "Passes of the variational start, or sweeps of each prefix; auto is as many as svi"
                  + " takes, at most 10, and 1 where documents have fewer than 20 tokens; of"
                  + " prefixes as many as visit 4 million tokens, between 2 and 8.")
          .orAuto();

  public static final Parameter<Optional<Integer>> BURN_IN =
      Parameter.integer(
              "burnIn",
              50,
              0,
              1_000_000,
              "Sweeps under mean topics before samples are taken; auto is 4.")
          .orAuto()
          .alsoKnownAs(
              "iterations",
              "num_iterations",
              "n_iter",
              "iter",
              "max_iter",
              "max_iterations",
              "epochs",
              "passes",
              "sweeps",
              "optimize_burn_in");

  public static final Parameter<Optional<Integer>> SAMPLES =
      Parameter.integer(
              "samples",
              20,
              0,
              1_000_000,
              "Samples that the saved topics are averaged over, each by the number of its sweep; with"
                  + " 0 they are those of the last sweep. auto is as many as visit 200 million"
                  + " tokens, between 20 and 200.")
          .orAuto()
          .alsoKnownAs(
              "iterations",
              "num_iterations",
              "n_iter",
              "iter",
              "max_iter",
              "max_iterations",
              "epochs",
              "passes",
              "sweeps",
              "num_samples");

  public static final Parameter<Integer> THINNING =
      Parameter.integer("thinning", 1, 1, 1_000_000, "Sweeps under drawn topics for each sample.")
          .alsoKnownAs("thin", "lag", "sample_interval");

  public static final Parameter<Integer> KEEP_SAMPLES =
      Parameter.integer(
          "keepSamples",
          0,
          0,
          1_000_000,
          "How many of the samples are kept with the model, evenly spaced, each as large as the"
              + " model: perplexity can average over them (--topics).");

  public static final Parameter<Optional<Integer>> LOCAL_SWEEPS =
      Parameter.integer(
              "localSweeps",
              1,
              1,
              1000,
              "Sweeps of every document under one publication of the topics; more pay where a round"
                  + " costs more than a sweep: auto is 2 with fewer than 500,000 tokens and no"
                  + " prefixes, else 1.")
          .orAuto();

  public static final Parameter<Double> PHI_THRESHOLD =
      Parameter.real(
          "phiThreshold",
          0.1,
          false,
          0,
          1,
          "τ: what is drawn for a term under a topic that has none of its tokens is rounded to τ or"
              + " nothing, without bias, so that topics stay sparse; 0 is exact and dense.");

  public static final Parameter<Optional<Double>> TOPIC_CONCENTRATION =
      Parameter.real(
              VariationalParameters.TOPIC_CONCENTRATION.name(),
              0.01,
              true,
              0,
              1e6,
              "Dirichlet prior β of topics, or where it begins; auto is 0.04 where documents have"
                  + " fewer than 20 tokens, else 0.03 where there are 10000 tokens a topic or more,"
                  + " else 0.01.")
          .orAuto()
          .alsoKnownAs(VariationalParameters.TOPIC_CONCENTRATION);

  public static final Parameter<Optional<Boolean>> OPTIMIZE_TOPIC_CONCENTRATION =
      Parameter.flag(
              VariationalParameters.OPTIMIZE_TOPIC_CONCENTRATION.name(),
              false,
              "Learn topicConcentration, every hyperparameterInterval sweeps; auto does where"
                  + " documents are mixtures of Dirichlet topics and have 20 tokens or more.")
          .orAuto()
          .alsoKnownAs(VariationalParameters.OPTIMIZE_TOPIC_CONCENTRATION);

  public static final Parameter<Integer> HYPERPARAMETER_INTERVAL =
      Parameter.integer(
              "hyperparameterInterval",
              5,
              1,
              1_000_000,
              "Sweeps between changes of priors, and between values of logLikelihood.")
          .alsoKnownAs("optimize_interval", "optim_interval");

  /** Mean tokens below which documents are short. */
  public static final double SHORT = 20;

  private static final double TOKENS_A_TOPIC = 10_000;
  private static final double MANY_TOKENS_PRIOR = 0.03;
  private static final double FEW_TOKENS_PRIOR = 0.01;

  /**
   * Of short texts: topics of many terms, since a document tells little of which terms go along.
   */
  private static final double SHORT_TEXTS_PRIOR = 0.04;

  /** For subclasses, which have no instances either. */
  protected GibbsParameters() {}

  /** Whether documents are too short, on average, to learn their prior from. */
  public static boolean areShort(CorpusFacts facts) {
    return facts.meanLength() < SHORT;
  }

  /** β, or where it begins: by the corpus where it is auto. */
  public static double topicConcentration(Settings settings, CorpusFacts facts) {
    return settings.get(TOPIC_CONCENTRATION).orElse(autoTopicConcentration(settings, facts));
  }

  /** Whether β is learned: of short texts it would be so small that topics have too few terms. */
  public static boolean learnsTopicConcentration(Settings settings, CorpusFacts facts) {
    return settings.get(OPTIMIZE_TOPIC_CONCENTRATION).orElse(!areShort(facts));
  }

  private static double autoTopicConcentration(Settings settings, CorpusFacts facts) {
    if (areShort(facts)) {
      return SHORT_TEXTS_PRIOR;
    }
    boolean many = facts.tokens() >= TOKENS_A_TOPIC * settings.get(VariationalParameters.K);
    return many ? MANY_TOKENS_PRIOR : FEW_TOKENS_PRIOR;
  }

  /**
   * The settings of the variational start: of the sampler's own what both have in common, defaults
   * for the rest.
   *
   * @param declared the parameters of svi
   * @param names of the documents' parameters that both have
   */
  protected static Settings ofStart(
      Settings settings, CorpusFacts facts, List<Parameter<?>> declared, String... names) {
    Map<String, String> texts = settings.texts();
    Map<String, String> given = new HashMap<>();
    for (Parameter<?> common : List.of(VariationalParameters.K, VariationalParameters.SEED)) {
      given.put(common.name(), texts.get(common.name()));
    }
    given.put(TOPIC_CONCENTRATION.name(), Double.toString(topicConcentration(settings, facts)));
    for (String name : names) {
      given.put(name, texts.get(name));
    }
    int passes =
        GibbsSchedule.startsVariationally(settings)
            ? GibbsSchedule.startPasses(settings, facts)
            : 1;
    given.put(VariationalParameters.PASSES.name(), Integer.toString(passes));
    return Settings.of(declared, given);
  }

  /** What a run by Gibbs sampling takes over from an earlier model beside the documents' prior. */
  public static void inherit(Inherited inherited) {
    inherited.setMissing(START, "model");
  }
}
