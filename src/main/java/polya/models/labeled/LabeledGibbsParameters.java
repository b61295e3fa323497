package polya.models.labeled;

import java.util.List;
import polya.infer.CorpusFacts;
import polya.infer.gibbs.DirichletGibbsParameters;
import polya.params.Parameter;
import polya.params.Settings;

/**
 * The parameters of labeled topics by Gibbs sampling, each declared once; some are those of svi.
 */
final class LabeledGibbsParameters extends DirichletGibbsParameters {
  static final List<Parameter<?>> ALL = after(LabeledParameters.OF_LABELS);

  private LabeledGibbsParameters() {}

  /** The settings of the variational start, with k. */
  static Settings ofStart(Settings settings, CorpusFacts facts, LabelTopics layout) {
    return ofStart(
        settings,
        facts,
        LabeledParameters.withTopics(ALL),
        LabeledParameters.withTopics(LabeledParameters.ALL),
        LabeledParameters.meanSupport(layout, facts.groups()));
  }
}
