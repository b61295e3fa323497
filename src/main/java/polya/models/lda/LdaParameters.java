package polya.models.lda;

import java.util.List;
import java.util.Optional;
import polya.infer.CorpusFacts;
import polya.infer.variational.VariationalParameters;
import polya.params.Parameter;
import polya.params.Settings;

/** The parameters of LDA by stochastic variational inference, each declared once. */
final class LdaParameters extends VariationalParameters {
  static final double LEAST_CONCENTRATION = 1e-6;

  static final Parameter<Optional<List<Double>>> DOC_CONCENTRATION =
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

  static final Parameter<Boolean> OPTIMIZE_DOC_CONCENTRATION =
      Parameter.flag(
              "optimizeDocConcentration",
              true,
              "Choose an asymmetric docConcentration by the data: cvb0 and hybrid once training is"
                  + " over, by completing training documents; vb while training.")
          .alsoKnownAs(
              "optimize_alpha", "optimize_interval", "optim_interval", "use_symmetric_alpha");

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
          LANE_STEPS,
          LEARNING_OFFSET,
          LEARNING_DECAY,
          DENSE_SWEEPS,
          PRUNING,
          LOCAL_TOLERANCE,
          LOCAL_ITERATIONS,
          SEED_DOCUMENTS,
          CHECKPOINT_INTERVAL);

  /** The most that auto gives a topic without vb. */
  static final double MOST = 0.1;

  private LdaParameters() {}

  /** α, K numbers. */
  static double[] docConcentration(Settings settings, CorpusFacts facts) {
    return documentsPrior(settings, DOC_CONCENTRATION, facts);
  }
}
