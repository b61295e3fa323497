package polya.cli;

import java.util.List;
import picocli.CommandLine.Option;
import polya.Failure;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.infer.gibbs.TopicDraw;
import polya.spark.store.ModelStore;

/** The option that says under which topics documents are evaluated. */
final class TopicsFlag {
  private static final String PLUG_IN = "plug-in";
  private static final String SAMPLES = "samples";
  private static final String DRAWS = "draws";

  @Option(
      names = "--topics",
      defaultValue = PLUG_IN,
      paramLabel = "NAME",
      description = {
        "plug-in: the model's topics.",
        "samples: probabilities are averaged over the kept samples of the posterior, each with the"
            + " mean topics of its assignments; for models trained with keepSamples.",
        "draws: the same with topics drawn once from each sample.",
        "Default: ${DEFAULT-VALUE}."
      })
  String topics;

  /**
   * Checks what can be checked without a model.
   *
   * @throws Failure (usage) if there is no such choice
   */
  void check() {
    List<String> all = List.of(PLUG_IN, SAMPLES, DRAWS);
    Usage.demand(all.contains(topics), "--topics", topics, String.join(", ", all));
  }

  /** Whether the model's own topics are taken. */
  boolean isPlugIn() {
    return topics.equals(PLUG_IN);
  }

  /**
   * How many samples there are to average over; 0 for the model's own topics.
   *
   * @throws Failure (usage) if the model has none, but they are asked for
   */
  int samples(ModelStore model) {
    if (isPlugIn()) {
      return 0;
    }
    if (model.samples() == 0) {
      throw Failure.usage(
          "Cannot evaluate model at "
              + model.path()
              + " with --topics "
              + topics
              + ": it has no samples of its posterior; allowed is plug-in. Train with --inference"
              + " gibbs -p keepSamples=10.");
    }
    return model.samples();
  }

  /** What a sample answers, or topics drawn from it. */
  Posterior posterior(ModelStore model, int sample, long seed) {
    ModelState state = model.sample(sample);
    return model
        .family()
        .posterior(
            topics.equals(DRAWS) ? TopicDraw.of(state, model.info().k(), seed, sample) : state);
  }
}
