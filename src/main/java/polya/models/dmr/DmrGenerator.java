package polya.models.dmr;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import polya.corpus.AttributeRow;
import polya.corpus.Covariates;
import polya.corpus.Encoding;
import polya.infer.CovariateParameters;
import polya.infer.DocumentLengths;
import polya.infer.Generator;
import polya.infer.ModelState;
import polya.infer.Simulation;
import polya.infer.variational.DirichletParameters;
import polya.infer.variational.SimulatedTopics;
import polya.infer.variational.TopicState;
import polya.infer.variational.VariationalParameters;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;
import polya.params.Parameter;
import polya.params.Settings;
import polya.topics.Blocks;
import polya.topics.Globals;

/**
 * The story of topics by one category: φ_k ~ Dirichlet(V η m); log α_vk = log α_k + λ_vk with
 * effects λ_vk ~ N(0, σ²); documents as {@link DmrSimulation} draws them.
 */
final class DmrGenerator implements Generator {
  static final Parameter<Integer> VALUES =
      Parameter.integer(
          "covariateValues",
          10,
          1,
          100_000,
          "Values of the category that documents have, each as often as any other.");

  static final Parameter<Optional<List<Double>>> DOC_CONCENTRATION =
      Parameter.reals(
              DirichletParameters.DOC_CONCENTRATION.name(),
              DirichletParameters.LEAST_CONCENTRATION,
              1e6,
              "Dirichlet prior α of documents' mixtures without effects: one number for every"
                  + " topic, or k numbers; auto is 5/k each, at most 0.1.")
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

  private static final double MOST_EACH = 0.1;
  private static final double SUM = 5;

  @Override
  public List<Parameter<?>> parameters() {
    return List.of(
        VariationalParameters.K,
        VALUES,
        DmrParameters.COVARIATE_VARIANCE,
        DOC_CONCENTRATION,
        TOPIC_CONCENTRATION);
  }

  /** Rows are expected counts, tokens · mean_v α_vk / α_v0 · φ_wk, without any prior added. */
  @Override
  public ModelState truth(Settings settings, double[] termShares, double tokens, long seed) {
    int topics = settings.get(VariationalParameters.K);
    double[] alpha =
        DirichletParameters.documentsPrior(
            settings, DOC_CONCENTRATION, Math.min(MOST_EACH, SUM / topics));
    double deviation = Math.sqrt(settings.get(DmrParameters.COVARIATE_VARIANCE));
    int values = settings.get(VALUES);
    double[][] rows = new double[1 + values][topics];
    rows[0] = alpha;
    double[] mean = new double[topics];
    double[] counts = new double[topics];
    for (int v = 1; v <= values; v++) {
      RandomStream random = Streams.of(seed, Purpose.SEEDING, 1, v);
      double sum = 0;
      for (int k = 0; k < topics; k++) {
        rows[v][k] = alpha[k] * StrictMath.exp(deviation * random.nextGaussian());
        mean[k] += rows[v][k] / values;
        sum += rows[v][k];
      }
      for (int k = 0; k < topics; k++) {
        counts[k] += tokens / values * rows[v][k] / sum;
      }
    }
    double eta = settings.get(TOPIC_CONCENTRATION);
    Blocks blocks = SimulatedTopics.blocks(termShares, eta, counts, seed);
    return ModelState.of(
        blocks,
        Globals.none()
            .with(TopicState.TOPIC_CONCENTRATION, eta)
            .with(DmrState.DOC_CONCENTRATION, mean)
            .with(DmrState.POOLED_CONCENTRATION, alpha)
            .with(DmrState.VALUE_CONCENTRATION, rows));
  }

  /** v01, v02, …: how many documents have one is what is expected. */
  @Override
  public Encoding labels(ModelState truth, long documents) {
    int values = truth.globals().shape(DmrState.VALUE_CONCENTRATION)[0] - 1;
    int digits = Integer.toString(values).length();
    String column = CovariateParameters.COLUMNS.defaultValue();
    List<AttributeRow> rows = new ArrayList<>(values);
    for (int i = 0; i < values; i++) {
      String name = String.format(Locale.ROOT, "v%0" + digits + "d", i + 1);
      long has = Math.max(1, Math.round((double) documents / values));
      rows.add(new AttributeRow(Covariates.KIND, column, i, Covariates.label(column, name), has));
    }
    return Encoding.ofCovariates(rows);
  }

  @Override
  public Simulation simulation(ModelState parameters, DocumentLengths lengths) {
    return new DmrSimulation(new DmrPosterior(parameters).topics(), parameters.globals(), lengths);
  }
}
