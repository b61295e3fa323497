package polya.models.mixture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import polya.infer.ModelPlacement;
import polya.infer.variational.DirichletParameters;
import polya.infer.variational.VariationalParameters;
import polya.params.Parameter;
import polya.params.Settings;

/** The parameters of the mixture by variational inference, each declared once. */
final class MixtureParameters extends VariationalParameters {
  static final Parameter<String> VARIATIONAL =
      Parameter.choice(
          VariationalParameters.VARIATIONAL.name(),
          "cvb0",
          List.of("cvb0", "vb"),
          "How documents weigh topics: cvb0 by mean topics; vb by expected logarithms, with its"
              + " evidence lower bound, which never falls in incremental passes.");

  static final Parameter<Optional<Double>> DOC_CONCENTRATION =
      Parameter.real(
              DirichletParameters.DOC_CONCENTRATION.name(),
              0.1,
              true,
              0,
              1e6,
              "Dirichlet prior α of the topics' shares of documents, one number for every topic, or"
                  + " where it begins; auto is 0.1; with --warm-start the earlier model's.")
          .orAuto()
          .alsoKnownAs(DirichletParameters.DOC_CONCENTRATION);

  static final Parameter<Boolean> OPTIMIZE_DOC_CONCENTRATION =
      Parameter.flag(
              DirichletParameters.OPTIMIZE_DOC_CONCENTRATION.name(),
              true,
              "Learn docConcentration from how many documents each topic has.")
          .alsoKnownAs(DirichletParameters.OPTIMIZE_DOC_CONCENTRATION);

  static final Parameter<Optional<Double>> TOPIC_CONCENTRATION =
      Parameter.real(
              VariationalParameters.TOPIC_CONCENTRATION.name(),
              0.2,
              true,
              0,
              1e6,
              "Dirichlet prior η of topics, or where it begins: the larger, the more topics lose all"
                  + " documents to others; auto is 0.2, and 0.5 for vb; with --warm-start the earlier"
                  + " model's.")
          .orAuto()
          .alsoKnownAs(VariationalParameters.TOPIC_CONCENTRATION);

  /** α where it is auto. */
  private static final double AUTO = 0.1;

  /** η and β where they are auto, but for vb. */
  static final double AUTO_TOPIC_CONCENTRATION = 0.2;

  private static final double VB_TOPIC_CONCENTRATION = 0.5;

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
          OPTIMIZE_TOPIC_CONCENTRATION,
          SUBSAMPLING_RATE,
          LEARNING_OFFSET,
          LEARNING_DECAY,
          SEED_DOCUMENTS,
          CHECKPOINT_INTERVAL,
          ModelPlacement.PARAMETER);

  private MixtureParameters() {}

  /** α, or where it begins. */
  static double docConcentration(Settings settings) {
    return settings.get(DOC_CONCENTRATION).orElse(AUTO);
  }

  /** What trains Dirichlet topics reads more than there is to say: that is fixed here. */
  static Settings complete(Settings settings) {
    Map<String, String> texts = new HashMap<>(settings.texts());
    texts.put(LANE_STEPS.name(), "1");
    double auto =
        settings.get(VARIATIONAL).equals("vb") ? VB_TOPIC_CONCENTRATION : AUTO_TOPIC_CONCENTRATION;
    double eta = settings.get(TOPIC_CONCENTRATION).orElse(auto);
    texts.put(TOPIC_CONCENTRATION.name(), Double.toString(eta));
    List<Parameter<?>> all = new ArrayList<>(ALL);
    all.addAll(
        List.of(
            VariationalParameters.VARIATIONAL,
            VariationalParameters.TOPIC_CONCENTRATION,
            LANES,
            LANE_STEPS));
    return Settings.of(all, texts);
  }
}
