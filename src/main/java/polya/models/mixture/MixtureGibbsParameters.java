package polya.models.mixture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import polya.infer.CorpusFacts;
import polya.infer.ModelPlacement;
import polya.infer.Phase;
import polya.infer.gibbs.GibbsParameters;
import polya.infer.variational.VariationalParameters;
import polya.params.Parameter;
import polya.params.Settings;

/** The parameters of the mixture by Gibbs sampling, each declared once; some are those of svi. */
final class MixtureGibbsParameters extends GibbsParameters {
  static final Parameter<Optional<Double>> TOPIC_CONCENTRATION =
      Parameter.real(
              VariationalParameters.TOPIC_CONCENTRATION.name(),
              0.2,
              true,
              0,
              1e6,
              "Dirichlet prior β of topics, or where it begins: the larger, the more topics lose all"
                  + " documents to others; auto is 0.2.")
          .orAuto()
          .alsoKnownAs(VariationalParameters.TOPIC_CONCENTRATION);

  static final Parameter<String> HYPERPARAMETER_METHOD =
      Parameter.choice(
          "hyperparameterMethod",
          "auto",
          List.of("auto", "fixedPoint", "sampled"),
          "How priors are learned: by the fixed point of their posterior, or by exact draws from it;"
              + " auto is the first while burning in and the second while sampling.");

  static final List<Parameter<?>> ALL =
      List.of(
          VariationalParameters.K,
          MAX_ITER,
          VariationalParameters.SEED,
          START,
          START_PASSES,
          BURN_IN,
          SAMPLES,
          THINNING,
          KEEP_SAMPLES,
          MixtureParameters.DOC_CONCENTRATION,
          MixtureParameters.OPTIMIZE_DOC_CONCENTRATION,
          TOPIC_CONCENTRATION,
          OPTIMIZE_TOPIC_CONCENTRATION,
          HYPERPARAMETER_METHOD,
          HYPERPARAMETER_INTERVAL,
          VariationalParameters.CHECKPOINT_INTERVAL,
          ModelPlacement.PARAMETER,
          Phase.PARAMETER);

  private MixtureGibbsParameters() {}

  /**
   * What samples Dirichlet topics reads more than there is to say. τ is 0: a topic that has a
   * rounded zero for a term would be forbidden to every document with that term. β decides how many
   * topics keep documents, so it is learned only where that was asked for.
   */
  static Settings complete(Settings settings) {
    Map<String, String> texts = new HashMap<>(settings.texts());
    texts.put(PHI_THRESHOLD.name(), "0");
    double beta =
        settings.get(TOPIC_CONCENTRATION).orElse(MixtureParameters.AUTO_TOPIC_CONCENTRATION);
    texts.put(TOPIC_CONCENTRATION.name(), Double.toString(beta));
    boolean learns = settings.get(OPTIMIZE_TOPIC_CONCENTRATION).orElse(false);
    texts.put(OPTIMIZE_TOPIC_CONCENTRATION.name(), Boolean.toString(learns));
    List<Parameter<?>> all = new ArrayList<>(ALL);
    all.addAll(List.of(PHI_THRESHOLD, GibbsParameters.TOPIC_CONCENTRATION));
    return Settings.of(all, texts);
  }

  /** The settings of the variational start, complete. */
  static Settings ofStart(Settings complete, CorpusFacts facts) {
    return MixtureParameters.complete(
        ofStart(
            complete,
            facts,
            MixtureParameters.ALL,
            MixtureParameters.DOC_CONCENTRATION.name(),
            MixtureParameters.OPTIMIZE_DOC_CONCENTRATION.name()));
  }
}
