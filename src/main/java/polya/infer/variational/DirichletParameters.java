package polya.infer.variational;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import polya.infer.CorpusFacts;
import polya.infer.ModelPlacement;
import polya.infer.SeedParameters;
import polya.params.Parameter;
import polya.params.Settings;

/**
 * The parameters of families whose documents' mixtures are Dirichlet, by stochastic variational
 * inference, each declared once. A family extends this class by the list of those that it has.
 */
public abstract class DirichletParameters extends VariationalParameters {
  /** The least α. */
  public static final double LEAST_CONCENTRATION = 1e-6;

  /** α. */
  public static final Parameter<Optional<List<Double>>> DOC_CONCENTRATION =
      Parameter.reals(
              "docConcentration",
              LEAST_CONCENTRATION,
              1e6,
              "Dirichlet prior α of documents' mixtures: one number for every topic, or k numbers;"
                  + " auto is 5/k each, at most 0.1 and at most 1 for vb; but for vb, a twentieth"
                  + " of the mean document length instead of 5 if that is less; with --warm-start"
                  + " the earlier model's, unless it will be chosen at the end.")
          .orAuto()
          .alsoKnownAs("alpha", "doc_topic_prior", "doc_topic_concentration", "shape");

  /** Whether it is learned. */
  public static final Parameter<Boolean> OPTIMIZE_DOC_CONCENTRATION =
      Parameter.flag(
              "optimizeDocConcentration",
              true,
              "Choose an asymmetric docConcentration by the data: cvb0 and hybrid once training is"
                  + " over, by completing training documents; vb while training.")
          .alsoKnownAs(
              "optimize_alpha", "optimize_interval", "optim_interval", "use_symmetric_alpha");

  /** The most that auto gives a topic without vb. */
  public static final double MOST = 0.1;

  /** For subclasses, which have no instances either. */
  protected DirichletParameters() {}

  /** All parameters of a family: its own first ones, then what families of this kind share. */
  protected static List<Parameter<?>> after(List<Parameter<?>> first) {
    List<Parameter<?>> all = new ArrayList<>(first);
    all.addAll(
        List.of(
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
            SeedParameters.SEEDS,
            SeedParameters.SEED_MODEL,
            SeedParameters.SEED_WEIGHT,
            SUBSAMPLING_RATE,
            LANES,
            LANE_STEPS,
            LEARNING_OFFSET,
            LEARNING_DECAY,
            DENSE_SWEEPS,
            PRUNING,
            LOCAL_TOLERANCE,
            LOCAL_ITERATIONS,
            SEED_DOCUMENTS,
            CHECKPOINT_INTERVAL,
            ModelPlacement.PARAMETER));
    return List.copyOf(all);
  }

  /** α of documents that may use all topics, K numbers. */
  public static double[] docConcentration(Settings settings, CorpusFacts facts) {
    return documentsPrior(settings, DOC_CONCENTRATION, facts);
  }

  /**
   * α of documents that may use some topics, K numbers.
   *
   * @param support how many of them, on average
   */
  public static double[] docConcentration(Settings settings, CorpusFacts facts, double support) {
    return documentsPrior(settings, DOC_CONCENTRATION, facts, support);
  }
}
