package polya.lda;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import polya.Failure;
import polya.infer.CorpusFacts;
import polya.infer.Generator;
import polya.infer.MiniBatches;
import polya.infer.ModelFamily;
import polya.infer.ModelState;
import polya.infer.Parameter;
import polya.infer.Posterior;
import polya.infer.Settings;
import polya.infer.TopicState;

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
  public List<String> startsFrom(String inference) {
    return List.of("svi");
  }

  @Override
  public Map<String, String> inherited(
      String inference, Map<String, String> given, ModelState earlier) {
    double[] alpha = earlier.globals().vector(LdaState.DOC_CONCENTRATION);
    Map<String, String> texts = new TreeMap<>(given);
    texts.putIfAbsent(LdaParameters.K.name(), Integer.toString(alpha.length));
    Settings settings = Settings.of(parameters(inference), texts);
    if (settings.get(LdaParameters.K) != alpha.length) {
      throw Failure.store(
          "Cannot start from the earlier model: it has "
              + alpha.length
              + " topics, k is "
              + settings.get(LdaParameters.K)
              + "; they must be equal. Leave k out, or train without --warm-start.");
    }
    boolean chosen =
        !LdaParameters.vb(settings) && settings.get(LdaParameters.OPTIMIZE_DOC_CONCENTRATION);
    if (settings.get(LdaParameters.DOC_CONCENTRATION).isEmpty() && !chosen) {
      texts.put(LdaParameters.DOC_CONCENTRATION.name(), text(alpha));
    }
    if (settings.get(LdaParameters.TOPIC_CONCENTRATION).isEmpty()) {
      double eta = earlier.globals().scalar(TopicState.TOPIC_CONCENTRATION);
      texts.put(LdaParameters.TOPIC_CONCENTRATION.name(), Double.toString(eta));
    }
    if (settings.get(LdaParameters.LEARNING_OFFSET).isEmpty()) {
      texts.put(LdaParameters.LEARNING_OFFSET.name(), Double.toString(LdaParameters.WARM_OFFSET));
    }
    return texts;
  }

  /** One number where all are equal, else all of them. */
  private static String text(double[] alpha) {
    boolean symmetric = Arrays.stream(alpha).allMatch(a -> a == alpha[0]);
    return Arrays.stream(alpha)
        .limit(symmetric ? 1 : alpha.length)
        .mapToObj(Double::toString)
        .collect(Collectors.joining(","));
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
    LdaParameters.check(settings, schedule);
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
