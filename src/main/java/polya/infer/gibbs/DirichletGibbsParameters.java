package polya.infer.gibbs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import polya.infer.CorpusFacts;
import polya.infer.ModelPlacement;
import polya.infer.Phase;
import polya.infer.SeedParameters;
import polya.infer.variational.DirichletParameters;
import polya.infer.variational.VariationalParameters;
import polya.params.Parameter;
import polya.params.Settings;

/**
 * The parameters of families whose documents' mixtures are Dirichlet, by Gibbs sampling, each
 * declared once; some are those of svi. A family extends this class by the list of those that it
 * has.
 */
public abstract class DirichletGibbsParameters extends GibbsParameters {
  /** α, or where it begins. */
  public static final Parameter<Optional<List<Double>>> DOC_CONCENTRATION =
      Parameter.reals(
              DirichletParameters.DOC_CONCENTRATION.name(),
              DirichletParameters.LEAST_CONCENTRATION,
              1e6,
              "Dirichlet prior α of documents' mixtures, or where it begins: one number for every topic,"
                  + " or k numbers; auto is that of svi, but 2/k each where documents have fewer than"
                  + " 20 tokens; with --warm-start the earlier model's.")
          .orAuto()
          .alsoKnownAs(DirichletParameters.DOC_CONCENTRATION);

  /** Whether it is learned. */
  public static final Parameter<Boolean> OPTIMIZE_DOC_CONCENTRATION =
      Parameter.flag(
              DirichletParameters.OPTIMIZE_DOC_CONCENTRATION.name(),
              true,
              "Learn an asymmetric docConcentration, by hyperparameterMethod.")
          .alsoKnownAs(DirichletParameters.OPTIMIZE_DOC_CONCENTRATION);

  /** How. */
  public static final Parameter<String> HYPERPARAMETER_METHOD =
      Parameter.choice(
          "hyperparameterMethod",
          "auto",
          List.of("auto", "fixedPoint", "sampled"),
          "How priors are learned: by the fixed point of their posterior, or by exact draws from it;"
              + " auto is the first while burning in and the second while sampling, but leaves"
              + " docConcentration as it is where documents have fewer than 20 tokens.");

  /** Σ α of short documents: less would leave them no second topic to go to. */
  private static final double SHORT_PRIOR = 2;

  /** For subclasses, which have no instances either. */
  protected DirichletGibbsParameters() {}

  /** All parameters of a family: its own first ones, then what families of this kind share. */
  protected static List<Parameter<?>> after(List<Parameter<?>> first) {
    List<Parameter<?>> all = new ArrayList<>(first);
    all.addAll(
        List.of(
            MAX_ITER,
            VariationalParameters.SEED,
            START,
            START_PASSES,
            BURN_IN,
            SAMPLES,
            THINNING,
            KEEP_SAMPLES,
            LOCAL_SWEEPS,
            PHI_THRESHOLD,
            DOC_CONCENTRATION,
            OPTIMIZE_DOC_CONCENTRATION,
            TOPIC_CONCENTRATION,
            OPTIMIZE_TOPIC_CONCENTRATION,
            SeedParameters.SEEDS,
            SeedParameters.SEED_MODEL,
            SeedParameters.SEED_WEIGHT,
            HYPERPARAMETER_METHOD,
            HYPERPARAMETER_INTERVAL,
            VariationalParameters.CHECKPOINT_INTERVAL,
            ModelPlacement.PARAMETER,
            Phase.PARAMETER));
    return List.copyOf(all);
  }

  /**
   * The settings of the variational start.
   *
   * @param all the sampler's parameters
   * @param ofSvi those of the family's svi
   * @param support how many topics a document may use, on average
   */
  protected static Settings ofStart(
      Settings settings,
      CorpusFacts facts,
      List<Parameter<?>> all,
      List<Parameter<?>> ofSvi,
      double support) {
    Map<String, String> given = new HashMap<>(settings.texts());
    if (settings.get(DOC_CONCENTRATION).isEmpty() && areShort(facts)) {
      double each = SHORT_PRIOR / support;
      given.put(DOC_CONCENTRATION.name(), Double.toString(each));
    }
    Settings chosen = Settings.of(all, given);
    return ofStart(
        chosen,
        facts,
        ofSvi,
        DOC_CONCENTRATION.name(),
        SeedParameters.SEEDS.name(),
        SeedParameters.SEED_MODEL.name(),
        SeedParameters.SEED_WEIGHT.name());
  }

  /** Whether docConcentration is learned. */
  public static boolean learnsDocConcentration(Settings settings, CorpusFacts facts) {
    boolean leavesShort = settings.get(HYPERPARAMETER_METHOD).equals("auto");
    return settings.get(OPTIMIZE_DOC_CONCENTRATION) && !(leavesShort && areShort(facts));
  }
}
