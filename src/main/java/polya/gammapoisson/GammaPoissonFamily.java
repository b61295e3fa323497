package polya.gammapoisson;

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

/** Gamma-Poisson factorization, as the commands find it. */
public final class GammaPoissonFamily implements ModelFamily {
  @Override
  public String name() {
    return "gammapoisson";
  }

  @Override
  public List<String> inferences() {
    return List.of("svi");
  }

  @Override
  public List<Parameter<?>> parameters(String inference) {
    return GammaPoissonParameters.ALL;
  }

  @Override
  public List<String> startsFrom(String inference) {
    return List.of("svi");
  }

  @Override
  public Map<String, String> inherited(
      String inference, Map<String, String> given, ModelState earlier) {
    double[] shape = earlier.globals().vector(GammaPoissonState.SHAPE);
    Map<String, String> texts = new TreeMap<>(given);
    texts.putIfAbsent(GammaPoissonParameters.K.name(), Integer.toString(shape.length));
    Settings settings = Settings.of(parameters(inference), texts);
    if (settings.get(GammaPoissonParameters.K) != shape.length) {
      throw Failure.store(
          "Cannot start from the earlier model: it has "
              + shape.length
              + " topics, k is "
              + settings.get(GammaPoissonParameters.K)
              + "; they must be equal. Leave k out, or train without --warm-start.");
    }
    boolean vb = GammaPoissonParameters.vb(settings);
    boolean chosen = !vb && settings.get(GammaPoissonParameters.OPTIMIZE_SHAPE);
    if (settings.get(GammaPoissonParameters.SHAPE).isEmpty() && !chosen) {
      texts.put(GammaPoissonParameters.SHAPE.name(), text(shape));
    }
    boolean fixed = settings.get(GammaPoissonParameters.RATES).equals(GammaPoissonParameters.FIXED);
    if (settings.get(GammaPoissonParameters.RATE).isEmpty() && fixed) {
      double[] rate = earlier.globals().vector(GammaPoissonState.RATE);
      texts.put(GammaPoissonParameters.RATE.name(), text(rate));
    }
    if (settings.get(GammaPoissonParameters.TOPIC_CONCENTRATION).isEmpty()) {
      double eta = earlier.globals().scalar(TopicState.TOPIC_CONCENTRATION);
      texts.put(GammaPoissonParameters.TOPIC_CONCENTRATION.name(), Double.toString(eta));
    }
    if (settings.get(GammaPoissonParameters.LEARNING_OFFSET).isEmpty()) {
      texts.put(
          GammaPoissonParameters.LEARNING_OFFSET.name(),
          Double.toString(GammaPoissonParameters.WARM_OFFSET));
    }
    return texts;
  }

  /** One number where all are equal, else all of them. */
  private static String text(double[] values) {
    boolean symmetric = Arrays.stream(values).allMatch(a -> a == values[0]);
    return Arrays.stream(values)
        .limit(symmetric ? 1 : values.length)
        .mapToObj(Double::toString)
        .collect(Collectors.joining(","));
  }

  @Override
  public Training training(String inference, Settings settings, CorpusFacts facts) {
    MiniBatches schedule =
        MiniBatches.of(
            facts.documents(),
            GammaPoissonParameters.batchDocuments(settings, facts),
            GammaPoissonParameters.laneTiles(settings, facts),
            GammaPoissonParameters.passes(settings, facts),
            settings.get(GammaPoissonParameters.STOCHASTIC_PASSES),
            settings.get(GammaPoissonParameters.PARTS),
            settings.get(GammaPoissonParameters.MAX_ITER));
    GammaPoissonParameters.check(settings, schedule);
    return new Training(
        new GammaPoissonVariational(settings, facts),
        schedule,
        settings.get(GammaPoissonParameters.K),
        settings.get(GammaPoissonParameters.SEED),
        settings.get(GammaPoissonParameters.CHECKPOINT_INTERVAL));
  }

  @Override
  public Posterior posterior(ModelState parameters) {
    return new GammaPoissonPosterior(parameters);
  }

  @Override
  public Generator generator() {
    return new GammaPoissonGenerator();
  }
}
