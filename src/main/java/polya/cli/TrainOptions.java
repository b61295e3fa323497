package polya.cli;

import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import polya.Failure;
import polya.infer.MethodChoice;
import polya.infer.ModelFamily;

/** The options of {@code train}. */
final class TrainOptions {
  @Option(
      names = "--model",
      paramLabel = "FAMILY",
      defaultValue = "lda",
      completionCandidates = Families.Names.class,
      description = "Model family: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  String model;

  @Option(
      names = "--inference",
      paramLabel = "METHOD",
      defaultValue = MethodChoice.AUTO,
      completionCandidates = Families.Choices.class,
      description =
          "Method of inference: ${COMPLETION-CANDIDATES}. Default: auto, chosen by the corpus, k"
              + " and --budget.")
  String inference;

  @Option(
      names = "--budget",
      paramLabel = "SECONDS",
      description =
          "Seconds that training may take by a table of costs: chooses the method and cuts its"
              + " passes or sweeps. Default: as many as it needs.")
  Double budget;

  @Option(
      names = "--corpus",
      required = true,
      paramLabel = "PATH",
      description = "Corpus to train on.")
  String corpus;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description = "Folder of the new model.")
  String output;

  @Option(
      names = "--held-out",
      paramLabel = "PATH",
      description =
          "Corpus over the same vocabulary, scored by document completion after every pass.")
  String heldOut;

  @Option(
      names = "--early-stop",
      paramLabel = "N",
      description =
          "End training when N evaluations of --held-out in a row gain too little; the model is"
              + " that of the last round. Default: never.")
  Integer earlyStop;

  @Option(
      names = "--early-stop-gain",
      paramLabel = "SHARE",
      defaultValue = "0.001",
      description =
          "What --early-stop takes for a gain, as a share of the best perplexity. Default: 0.001.")
  double earlyStopGain;

  @Option(names = "--overwrite", description = "Replace a model that is there.")
  boolean overwrite;

  @Mixin LaterFlag later;

  @Mixin GateOptions gates;

  @Mixin AttributesFlag attributes;

  @Mixin LeaseFlag lease;

  @Option(
      names = "--resume",
      description =
          "Go on from the last checkpoint of the same run if it was interrupted; begin if there is"
              + " none; do nothing if it is finished.")
  boolean resume;

  @Option(
      names = "--checkpoint-seconds",
      paramLabel = "S",
      defaultValue = "60",
      description =
          "Least seconds between checkpoints for --resume; 0 for one every checkpointInterval"
              + " rounds. Default: 60.")
  double checkpointSeconds;

  @Mixin GraceFlag grace;

  @Option(
      names = "--warm-start",
      paramLabel = "MODEL",
      description =
          "Begin with the topics of this model, which may have another vocabulary; k and"
              + " docConcentration are its own unless given.")
  String warmStart;

  @Option(
      names = "--assignments",
      description =
          "Keep the topic of every token after the last round, as a table beside the topics: by"
              + " gibbs only.")
  boolean assignments;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description =
          "Partitions of the corpus; the model is the same for any. Default: Spark's parallelism.")
  Integer partitions;

  @Mixin MlflowOptions mlflow;

  @Mixin ParameterOptions parameters;

  /**
   * Checks what can be checked before anything is read.
   *
   * @throws Failure (usage) if an option is out of its range or does not go with another
   */
  void check(ModelFamily family) {
    if (partitions != null && partitions < 1) {
      throw Failure.usage("Cannot use --partitions " + partitions + ": allowed is 1 or more.");
    }
    if (!(checkpointSeconds >= 0)) {
      throw Failure.usage(
          "Cannot use --checkpoint-seconds " + checkpointSeconds + ": allowed is 0 or more.");
    }
    Usage.demand(
        budget == null || budget > 0 && budget <= Double.MAX_VALUE,
        "--budget",
        budget,
        "a number of seconds > 0");
    grace.check();
    if (earlyStop != null && heldOut == null) {
      throw Failure.usage(
          "Cannot use --early-stop "
              + earlyStop
              + " without held-out documents to go by. Give --held-out.");
    }
    early();
    gates.check(heldOut != null);
    attributes.check();
    mlflow.check();
    Usage.demand(
        attributes.attributes == null
            || heldOut != null
                && TrainingLabels.areReadBy(
                    family,
                    Families.inference(family, inference).orElse(family.inferences().get(0))),
        "--attributes",
        attributes.attributes,
        "only with --held-out and a model whose documents have labels");
  }

  /** How the method is to be found, by these parameters. */
  MethodAsked method(ModelFamily family, Collection<String> given) {
    OptionalDouble seconds = budget == null ? OptionalDouble.empty() : OptionalDouble.of(budget);
    return MethodAsked.of(family, inference, given, assignments, seconds);
  }

  /** When training ends before its last round, if it may. */
  Optional<EarlyStop.Rule> early() {
    return Optional.ofNullable(earlyStop).map(n -> EarlyStop.Rule.of(n, earlyStopGain));
  }
}
