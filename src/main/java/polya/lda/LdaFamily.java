package polya.lda;

import java.util.List;
import polya.infer.CorpusFacts;
import polya.infer.Generator;
import polya.infer.MiniBatches;
import polya.infer.ModelFamily;
import polya.infer.ModelState;
import polya.infer.Parameter;
import polya.infer.Posterior;
import polya.infer.Settings;

/** LDA, as the commands find it. */
public final class LdaFamily implements ModelFamily {
  @Override
  public String name() {
    return "lda";
  }

  @Override
  public List<String> inferences() {
    return List.of("svi");
  }

  @Override
  public List<Parameter<?>> parameters(String inference) {
    return LdaParameters.ALL;
  }

  @Override
  public Training training(String inference, Settings settings, CorpusFacts facts) {
    MiniBatches schedule =
        MiniBatches.of(
            facts.documents(),
            LdaParameters.batchDocuments(settings, facts),
            LdaParameters.laneTiles(settings, facts),
            LdaParameters.passes(settings, facts),
            settings.get(LdaParameters.STOCHASTIC_PASSES),
            settings.get(LdaParameters.PARTS),
            settings.get(LdaParameters.MAX_ITER));
    return new Training(
        new LdaVariational(settings, facts),
        schedule,
        settings.get(LdaParameters.K),
        settings.get(LdaParameters.SEED),
        settings.get(LdaParameters.CHECKPOINT_INTERVAL));
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
