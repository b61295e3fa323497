package polya.models.hdp;

import java.util.Arrays;
import java.util.List;
import polya.infer.DirichletSimulation;
import polya.infer.DocumentLengths;
import polya.infer.Generator;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.infer.Simulation;
import polya.infer.gibbs.TopicProcess;
import polya.infer.variational.SimulatedTopics;
import polya.infer.variational.TopicState;
import polya.infer.variational.VariationalParameters;
import polya.math.Draws;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;
import polya.mixing.GammaHyperparameters;
import polya.params.Parameter;
import polya.params.Settings;
import polya.topics.Globals;

/**
 * The generative story: weights r_k ~ Gamma(γ/K, c), topics φ_k ~ Dirichlet(V β m), with m uniform
 * the Dirichlet_V(β) that is trained, and documents with mixtures θ ~ Dirichlet(r).
 */
final class HdpGenerator implements Generator {
  static final Parameter<Double> MASS =
      Parameter.real(
          "processMass",
          10.0,
          false,
          GammaHyperparameters.LEAST,
          GammaHyperparameters.MOST,
          "Mass γ of the gamma process: the larger, the more topics have a weight that counts.");

  static final Parameter<Double> DECAY =
      Parameter.real(
          "processDecay",
          10.0,
          false,
          GammaHyperparameters.LEAST,
          GammaHyperparameters.MOST,
          "Decay c of the gamma process: weights r_k ~ Gamma(γ/k, c) add up to γ/c on average, and"
              + " the less that is, the fewer topics a document has.");

  static final Parameter<Double> TOPIC_CONCENTRATION =
      Parameter.real(
              "topicConcentration",
              0.1,
              true,
              0,
              1e6,
              "Dirichlet prior η of topics: small ones make topics of few terms.")
          .alsoKnownAs(VariationalParameters.TOPIC_CONCENTRATION);

  /** The stream of weights; those of topics have round 1, those of documents 0. */
  private static final int WEIGHTS_ROUND = 2;

  @Override
  public List<Parameter<?>> parameters() {
    return List.of(VariationalParameters.K, MASS, DECAY, TOPIC_CONCENTRATION);
  }

  /** Rows are expected counts, tokens · r_k / Σr · φ_wk, without any prior added to them. */
  @Override
  public ModelState truth(Settings settings, double[] termShares, double tokens, long seed) {
    TopicProcess process =
        new TopicProcess(weights(settings, seed), settings.get(MASS), settings.get(DECAY));
    double eta = settings.get(TOPIC_CONCENTRATION);
    double perWeight = tokens / Arrays.stream(process.weights()).sum();
    double[] counts = Arrays.stream(process.weights()).map(r -> perWeight * r).toArray();
    Globals globals = Globals.none().with(TopicState.TOPIC_CONCENTRATION, eta);
    return ModelState.of(
        SimulatedTopics.blocks(termShares, eta, counts, seed), HdpState.with(globals, process));
  }

  private static double[] weights(Settings settings, long seed) {
    RandomStream stream = Streams.of(seed, Purpose.SIMULATION, WEIGHTS_ROUND, 0);
    double[] weights = new double[settings.get(VariationalParameters.K)];
    double shape = settings.get(MASS) / weights.length;
    for (int k = 0; k < weights.length; k++) {
      weights[k] = GammaHyperparameters.within(Draws.gamma(stream, shape) / settings.get(DECAY));
    }
    return weights;
  }

  @Override
  public Simulation simulation(ModelState parameters, DocumentLengths lengths) {
    Posterior posterior = new HdpPosterior(parameters);
    return new DirichletSimulation(posterior.topics(), posterior.documents().alpha(), lengths);
  }
}
