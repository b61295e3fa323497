package polya.models.labeled;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import polya.Failure;
import polya.corpus.AttributeRow;
import polya.corpus.ColumnKind;
import polya.corpus.Encoding;
import polya.corpus.LabelSyntax;
import polya.infer.DocumentLengths;
import polya.infer.Generator;
import polya.infer.LabelParameters;
import polya.infer.ModelState;
import polya.infer.Simulation;
import polya.infer.variational.DirichletParameters;
import polya.infer.variational.SimulatedTopics;
import polya.infer.variational.TopicState;
import polya.infer.variational.VariationalParameters;
import polya.params.Parameter;
import polya.params.Settings;
import polya.topics.Blocks;
import polya.topics.Globals;

/**
 * The story of labeled topics: φ_k ~ Dirichlet(V η m), with m uniform the Dirichlet_V(η) that is
 * trained; documents as {@link LabeledSimulation} draws them.
 */
final class LabeledGenerator implements Generator {
  static final Parameter<Integer> LABELS =
      Parameter.integer("labels", 10, 1, 1_000_000, "How many labels there are.");

  static final Parameter<Double> LABELS_PER_DOCUMENT =
      Parameter.real(
          "labelsPerDocument",
          3,
          true,
          0,
          1e6,
          "Labels of a document, on average: each is on it by itself, with the same probability.");

  static final Parameter<Optional<List<Double>>> DOC_CONCENTRATION =
      Parameter.reals(
              DirichletParameters.DOC_CONCENTRATION.name(),
              DirichletParameters.LEAST_CONCENTRATION,
              1e6,
              "Dirichlet prior α of documents' mixtures over their own topics: one number for every"
                  + " topic, or one each; auto is 0.5.")
          .orAuto()
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

  private static final double AUTO = 0.5;

  @Override
  public List<Parameter<?>> parameters() {
    return List.of(
        LABELS,
        LABELS_PER_DOCUMENT,
        LabeledParameters.TOPICS_PER_LABEL,
        LabeledParameters.BACKGROUND_TOPICS,
        DOC_CONCENTRATION,
        TOPIC_CONCENTRATION);
  }

  /** Rows are expected counts, tokens · s_k α_k / Σ s α · φ_wk, without any prior added to them. */
  @Override
  public ModelState truth(Settings settings, double[] termShares, double tokens, long seed) {
    LabelTopics layout =
        new LabelTopics(
            settings.get(LABELS),
            settings.get(LabeledParameters.TOPICS_PER_LABEL),
            settings.get(LabeledParameters.BACKGROUND_TOPICS),
            true);
    double share = settings.get(LABELS_PER_DOCUMENT) / layout.labels();
    if (share > 1) {
      throw Failure.usage(
          "Cannot simulate "
              + settings.get(LABELS_PER_DOCUMENT)
              + " labels a document: there are "
              + layout.labels()
              + "; allowed are at most so many. Raise labels, or lower labelsPerDocument.");
    }
    double[] alpha = alpha(settings, layout.topics());
    double[] shareK = new double[alpha.length];
    Arrays.setAll(shareK, k -> k < layout.labels() * layout.each() ? share : 1);
    double[] counts = new double[alpha.length];
    double sum = 0;
    for (int k = 0; k < alpha.length; k++) {
      counts[k] = alpha[k] * shareK[k];
      sum += counts[k];
    }
    double perAlpha = tokens / sum;
    Arrays.setAll(counts, k -> perAlpha * counts[k]);
    double eta = settings.get(TOPIC_CONCENTRATION);
    Blocks blocks = SimulatedTopics.blocks(termShares, eta, counts, seed);
    Globals globals =
        Globals.none()
            .with(TopicState.TOPIC_CONCENTRATION, eta)
            .with(LabeledState.DOC_CONCENTRATION, alpha)
            .with(LabeledState.SUPPORT_SHARE, shareK)
            .with(LabeledState.LABEL_TOPICS, LabeledState.numbers(layout));
    return ModelState.of(blocks, globals);
  }

  /** label01, label02, …: how many documents have one is what is expected. */
  @Override
  public Encoding labels(ModelState truth, long documents) {
    LabelTopics layout = LabeledState.layout(truth.globals());
    double[] share = truth.globals().vector(LabeledState.SUPPORT_SHARE);
    int digits = Integer.toString(layout.labels()).length();
    LabelSyntax syntax = new LabelSyntax(ColumnKind.LABELS, LabelSyntax.SEPARATOR);
    List<AttributeRow> rows = new ArrayList<>(layout.labels());
    for (int i = 0; i < layout.labels(); i++) {
      String name = String.format(Locale.ROOT, "label%0" + digits + "d", i + 1);
      long has = Math.max(1, Math.round(documents * share[i * layout.each()]));
      String column = LabelParameters.COLUMN.defaultValue();
      rows.add(new AttributeRow(ColumnKind.LABELS.word(), column, i, name, has));
    }
    return Encoding.of(syntax, rows);
  }

  private static double[] alpha(Settings settings, int topics) {
    List<Double> given = settings.get(DOC_CONCENTRATION).orElse(List.of(AUTO));
    if (given.size() != 1 && given.size() != topics) {
      throw Failure.usage(
          "Cannot set docConcentration to "
              + given.size()
              + " numbers: there are "
              + topics
              + " topics; allowed are 1 or "
              + topics
              + ". Change docConcentration.");
    }
    double[] alpha = new double[topics];
    Arrays.setAll(alpha, k -> given.get(given.size() == 1 ? 0 : k));
    return alpha;
  }

  @Override
  public Simulation simulation(ModelState parameters, DocumentLengths lengths) {
    return new LabeledSimulation(
        new LabeledPosterior(parameters).topics(), parameters.globals(), lengths);
  }
}
