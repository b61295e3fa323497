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
    if (inference.equals(GIBBS)) {
      texts.putIfAbsent(LdaGibbsParameters.START.name(), "model");
      if (settings.get(LdaGibbsParameters.DOC_CONCENTRATION).isEmpty()) {
        texts.put(LdaGibbsParameters.DOC_CONCENTRATION.name(), text(alpha));
      }
      return texts;
    }
    boolean chosen =
        !LdaParameters.vb(settings) && settings.get(LdaParameters.OPTIMIZE_DOC_CONCENTRATION);
    if (settings.get(LdaParameters.DOC_CONCENTRATION).isEmpty() && !chosen) {
      texts.put(LdaParameters.DOC_CONCENTRATION.name(), text(alpha));
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
    if (inference.equals(GIBBS)) {
      return gibbs(settings, facts);
    }
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

  /** First the batches of a variational start, then one part that is the whole corpus. */
  private static Training gibbs(Settings settings, CorpusFacts facts) {
    LdaGibbsMemory.require(settings, facts);
    Settings start = LdaGibbsParameters.ofStart(settings, facts);
    int passes = LdaGibbsParameters.startPasses(settings, facts);
    MiniBatches first =
        MiniBatches.of(
            facts.documents(),
            LdaParameters.batchDocuments(start, facts),
            LdaParameters.laneTiles(start, facts),
            passes,
            passes,
            1,
            0);
    long all = (long) first.batches() * passes + LdaGibbsParameters.sweeps(settings, facts);
    int most = settings.get(LdaGibbsParameters.MAX_ITER);
    int rounds = (int) Math.min(all, most > 0 ? most : Integer.MAX_VALUE);
    return new Training(
        new LdaGibbs(settings, facts),
        new MiniBatches(first.tiles(), first.batches(), first.laneTiles(), passes, 1, rounds),
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
