package polya.models.lda;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import polya.infer.DirichletSimulation;
import polya.infer.DocumentLengths;
import polya.infer.Generator;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.infer.Simulation;
import polya.infer.variational.SimulatedTopics;
import polya.infer.variational.TopicState;
import polya.infer.variational.VariationalParameters;
import polya.params.Parameter;
import polya.params.Settings;
import polya.topics.Blocks;
import polya.topics.Globals;

/**
 * The generative story of LDA: φ_k ~ Dirichlet(V η m), with m uniform the Dirichlet_V(η) that is
 * trained; documents as {@link DirichletSimulation} draws them.
 */
final class LdaGenerator implements Generator {
  static final Parameter<Optional<List<Double>>> DOC_CONCENTRATION =
      Parameter.reals(
              "docConcentration",
              1e-6,
              1e6,
              "Dirichlet prior α of documents' mixtures: one number for every topic, or k numbers;"
                  + " auto is 5/k each, at most 0.1.")
          .orAuto()
          .alsoKnownAs(LdaParameters.DOC_CONCENTRATION);

  static final Parameter<Double> TOPIC_CONCENTRATION =
      Parameter.real(
              "topicConcentration",
              0.1,
              true,
              0,
              1e6,
              "Dirichlet prior η of topics: small ones make topics of few terms.")
          .alsoKnownAs(VariationalParameters.TOPIC_CONCENTRATION);

  @Override
  public List<Parameter<?>> parameters() {
    return List.of(VariationalParameters.K, DOC_CONCENTRATION, TOPIC_CONCENTRATION);
  }

  /** Rows are expected counts, tokens · α_k / Σα · φ_wk, without any prior added to them. */
  @Override
  public ModelState truth(Settings settings, double[] termShares, double tokens, long seed) {
    double[] alpha =
        LdaParameters.documentsPrior(
            settings,
            DOC_CONCENTRATION,
            Math.min(LdaParameters.MOST, 5.0 / settings.get(VariationalParameters.K)));
    double eta = settings.get(TOPIC_CONCENTRATION);
    double sum = 0;
    for (double a : alpha) {
      sum += a;
    }
    double perAlpha = tokens / sum;
    double[] counts = Arrays.stream(alpha).map(a -> perAlpha * a).toArray();
    Blocks blocks = SimulatedTopics.blocks(termShares, eta, counts, seed);
    Map<String, double[]> globals =
        Map.of(
            LdaState.DOC_CONCENTRATION, alpha, TopicState.TOPIC_CONCENTRATION, new double[] {eta});
    return ModelState.of(blocks, Globals.of(globals));
  }

  @Override
  public Simulation simulation(ModelState parameters, DocumentLengths lengths) {
    Posterior posterior = new LdaPosterior(parameters);
    return new DirichletSimulation(posterior.topics(), posterior.documents().alpha(), lengths);
  }
}
