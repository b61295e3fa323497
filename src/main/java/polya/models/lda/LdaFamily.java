package polya.models.lda;

import java.util.List;
import java.util.Map;
import polya.infer.CorpusFacts;
import polya.infer.Generator;
import polya.infer.ModelFamily;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.infer.gibbs.GibbsParameters;
import polya.infer.gibbs.GibbsSchedule;
import polya.infer.variational.Inherited;
import polya.infer.variational.VariationalParameters;
import polya.infer.variational.VariationalSchedule;
import polya.params.Parameter;
import polya.params.Settings;

/** LDA, as the commands find it. */
public final class LdaFamily implements ModelFamily {
  private static final String GIBBS = "gibbs";

  @Override
  public String name() {
    return "lda";
  }

  @Override
  public List<String> inferences() {
    return List.of("svi", GIBBS);
  }

  @Override
  public List<Parameter<?>> parameters(String inference) {
    return inference.equals(GIBBS) ? LdaGibbsParameters.ALL : LdaParameters.ALL;
  }

  @Override
  public List<String> startsFrom(String inference) {
    return inferences();
  }

  @Override
  public Map<String, String> inherited(
      String inference, Map<String, String> given, ModelState earlier) {
    Inherited inherited =
        new Inherited(parameters(inference), given, earlier, LdaState.DOC_CONCENTRATION);
    if (inference.equals(GIBBS)) {
      GibbsParameters.inherit(inherited);
      return inherited
          .take(LdaGibbsParameters.DOC_CONCENTRATION, LdaState.DOC_CONCENTRATION)
          .texts();
    }
    VariationalParameters.inherit(inherited);
    Settings settings = inherited.settings();
    boolean chosen =
        !LdaParameters.vb(settings) && settings.get(LdaParameters.OPTIMIZE_DOC_CONCENTRATION);
    if (!chosen) {
      inherited.take(LdaParameters.DOC_CONCENTRATION, LdaState.DOC_CONCENTRATION);
    }
    return inherited.texts();
  }

  @Override
  public Training training(String inference, Settings settings, CorpusFacts facts) {
    return inference.equals(GIBBS)
        ? GibbsSchedule.training(
            new LdaGibbs(settings, facts),
            settings,
            LdaGibbsParameters.ofStart(settings, facts),
            facts)
        : VariationalSchedule.training(new LdaVariational(settings, facts), settings, facts);
  }

  @Override
  public Posterior posterior(ModelState parameters) {
    return new LdaPosterior(parameters);
  }

  @Override
  public Generator generator() {
    return new LdaGenerator();
  }
}
