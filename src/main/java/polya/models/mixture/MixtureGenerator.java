package polya.models.mixture;

import java.util.Arrays;
import java.util.List;
import polya.infer.DocumentLengths;
import polya.infer.Generator;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.infer.Simulation;
import polya.infer.variational.DirichletParameters;
import polya.infer.variational.SimulatedTopics;
import polya.infer.variational.TopicState;
import polya.infer.variational.VariationalParameters;
import polya.math.Draws;
import polya.math.Purpose;
import polya.math.Streams;
import polya.params.Parameter;
import polya.params.Settings;
import polya.topics.Blocks;
import polya.topics.Globals;

/**
 * The story of the mixture: π ~ Dirichlet(α), φ_k ~ Dirichlet(V η m), with m uniform the
 * Dirichlet_V(η) that is trained; documents as {@link MixtureSimulation} draws them.
 */
final class MixtureGenerator implements Generator {
  static final Parameter<Double> DOC_CONCENTRATION =
      Parameter.real(
              DirichletParameters.DOC_CONCENTRATION.name(),
              1,
              true,
              0,
              1e6,
              "Dirichlet prior α of the topics' shares of documents, one number for every topic.")
          .alsoKnownAs(DirichletParameters.DOC_CONCENTRATION);

  static final Parameter<Double> TOPIC_CONCENTRATION =
      Parameter.real(
              VariationalParameters.TOPIC_CONCENTRATION.name(),
              0.1,
              true,
              0,
              1e6,
              "Dirichlet prior η of topics: small ones make topics of few terms.")
          .alsoKnownAs(VariationalParameters.TOPIC_CONCENTRATION);

  /** Shares are drawn from the round of topics, whose keys are below K. */
  private static final int ROUND = 1;

  private static final long SHARES = -1;

  @Override
  public List<Parameter<?>> parameters() {
    return List.of(VariationalParameters.K, DOC_CONCENTRATION, TOPIC_CONCENTRATION);
  }

  /**
   * Rows are expected counts, tokens · π_k φ_wk, without any prior added to them; m is taken for
   * tokens · π_k, so large that π is what was drawn.
   */
  @Override
  public ModelState truth(Settings settings, double[] termShares, double tokens, long seed) {
    double alpha = settings.get(DOC_CONCENTRATION);
    double[] alphaK = new double[settings.get(VariationalParameters.K)];
    Arrays.fill(alphaK, alpha);
    double[] counts = new double[alphaK.length];
    Draws.dirichlet(Streams.of(seed, Purpose.SIMULATION, ROUND, SHARES), alphaK, counts);
    Arrays.setAll(counts, k -> tokens * counts[k]);
    double eta = settings.get(TOPIC_CONCENTRATION);
    Blocks blocks = SimulatedTopics.blocks(termShares, eta, counts, seed);
    Globals globals =
        MixtureState.own(alpha, alphaK.length)
            .with(TopicState.TOPIC_CONCENTRATION, eta)
            .with(MixtureState.TOPIC_DOCUMENTS, counts);
    return ModelState.of(blocks, globals);
  }

  @Override
  public Simulation simulation(ModelState parameters, DocumentLengths lengths) {
    Posterior posterior = new MixturePosterior(parameters);
    return new MixtureSimulation(posterior.topics(), posterior.documents().alpha(), lengths);
  }
}
