package polya.models.dmr;

import java.util.List;
import polya.Failure;
import polya.corpus.Groups;
import polya.infer.CorpusFacts;
import polya.infer.CovariateParameters;
import polya.infer.variational.DirichletParameters;
import polya.params.Parameter;
import polya.params.Settings;

/** The parameters of dmr that every method has, and those of its variational start. */
final class DmrParameters extends DirichletParameters {
  static final Parameter<Double> COVARIATE_VARIANCE =
      Parameter.real(
          "covariateVariance",
          0.5,
          true,
          0,
          1e6,
          "Prior variance of the effect that a value has on the logarithm of a topic's α: less"
              + " pools values more.");

  /** Those that every method has first. */
  static final List<Parameter<?>> OF_COVARIATES =
      List.of(K, CovariateParameters.COLUMNS, COVARIATE_VARIANCE);

  static final List<Parameter<?>> ALL = after(OF_COVARIATES);

  /** Numbers of all groups that the driver holds: 512 MB of them. */
  private static final double MOST = 1 << 26;

  private DmrParameters() {}

  /**
   * The features of a run's groups.
   *
   * @throws Failure (usage) if documents have no covariates, or these are too many for so many
   *     topics
   */
  static Design design(Settings settings, CorpusFacts facts) {
    Groups groups = facts.groups();
    if (groups.encoding().covariates().isEmpty()) {
      throw Failure.usage(
          "Cannot train dmr: its documents have no covariates; allowed is a corpus that keeps"
              + " some. Set covariateCols.");
    }
    Design design = Design.of(groups.encoding());
    double rows = Math.max(groups.size(), 1.0 + design.features());
    if (rows * settings.get(K) > MOST) {
      throw Failure.usage(
          String.format(
              "Cannot train dmr of %,d topics: documents have %,d distinct sets of covariates, and"
                  + " the driver would hold %,.0f numbers; allowed are at most %,.0f. Give coarser"
                  + " columns, or lower k.",
              settings.get(K), groups.size(), rows * settings.get(K), MOST));
    }
    return design;
  }
}
