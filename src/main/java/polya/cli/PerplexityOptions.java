package polya.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import polya.Failure;
import polya.heldout.Estimator;
import polya.heldout.completion.DocumentCompletion;
import polya.heldout.marginal.Bound;
import polya.heldout.marginal.PosteriorCheck;
import polya.mixing.DocumentPrior;

/** The options of {@code perplexity}. */
final class PerplexityOptions {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "PATH",
      description = "Model to evaluate.")
  String model;

  @Option(
      names = "--estimator",
      split = ",",
      paramLabel = "NAME",
      description = {
        "completion: half of each document's tokens predict the other half (default).",
        "left-to-right: the likelihood of whole documents, by a particle filter.",
        "importance: the same, by importance sampling; left-to-right where that fails.",
        "ais, chib: the same, slowly, to check the others.",
        "bound: the evidence lower bound of whole documents; its perplexity is an upper bound.",
        "exact: the same without any error, of models that have it in closed form, as mixture.",
        "insample: optimistic, fitted to the tokens it scores; only to compare with other tools.",
        "Repeatable. Numbers of different estimators are not comparable."
      })
  List<String> estimators = new ArrayList<>();

  @Option(
      names = "--observed",
      paramLabel = "PATH",
      description =
          "Corpus with the observed tokens, by document id; then every token of --corpus is scored."
              + " Default: a fair coin a token.")
  String observed;

  @Option(
      names = "--sweeps",
      paramLabel = "N",
      description =
          "completion: also tell by how much its figure moves if documents are folded in by N"
              + " sweeps, as transform --sweeps does it, and not until they converge.")
  Integer sweeps;

  @Option(
      names = "--doc-concentration",
      paramLabel = "X",
      description = "Use α = X for every topic instead of the model's own.")
  Double docConcentration;

  @Mixin LikelihoodFlag likelihood;

  @Mixin TopicsFlag topics;

  @Mixin AttributesFlag attributes;

  @Option(
      names = "--posterior-check",
      description =
          "bound: also judge each document's mean-field posterior, by k of --samples draws from"
              + " it.")
  boolean posteriorCheck;

  @Mixin SamplingFlags sampling;

  @Option(
      names = "--trained-on",
      paramLabel = "PATH",
      description =
          "Corpus to look for the held-out documents in, to warn of them. Default: the one that the"
              + " model names.")
  String trainedOn;

  @Option(
      names = "--no-overlap-check",
      description = "Do not look for the held-out documents among those trained on.")
  boolean noOverlapCheck;

  @Option(names = "--document-rows", description = "Also write one Parquet row a document.")
  boolean documentRows;

  @Mixin ResultFlags result;

  /**
   * The estimators asked for, each once.
   *
   * @throws Failure (usage) if an option is out of its range or does not go with another
   */
  List<Estimator> check() {
    if (docConcentration != null
        && !(docConcentration > 0 && docConcentration <= Float.MAX_VALUE)) {
      throw Failure.usage(
          "Cannot use --doc-concentration "
              + docConcentration
              + ": allowed is a number > 0. Leave it out for the model's own.");
    }
    List<String> names =
        estimators.isEmpty()
            ? List.of(DocumentCompletion.NAME)
            : List.copyOf(new LinkedHashSet<>(estimators));
    topics.check();
    attributes.check();
    SamplingOptions options = sampling.check();
    Usage.demand(
        !posteriorCheck || names.contains(Bound.NAME),
        "--posterior-check",
        "given without the estimator bound",
        "with it");
    Usage.demand(sweeps == null || sweeps >= 1, "--sweeps", sweeps, "a whole number ≥ 1");
    Usage.demand(
        sweeps == null || names.contains(DocumentCompletion.NAME) && topics.isPlugIn(),
        "--sweeps",
        sweeps,
        "with the estimator completion and --topics plug-in");
    List<Estimator> found = names.stream().map(n -> named(n, options)).toList();
    if (docConcentration != null && likelihood.ofCounts()) {
      throw Failure.usage(
          "Cannot use --doc-concentration with --likelihood counts: how long documents are goes"
              + " with the model's own shapes. Leave one of the two out.");
    }
    for (Estimator estimator : found) {
      likelihood.check(estimator);
      if (observed != null && !estimator.takesObserved()) {
        throw Failure.usage(
            "Cannot use --observed with estimator "
                + estimator.name()
                + ": it takes whole documents; "
                + DocumentCompletion.NAME
                + " takes observed tokens. Leave one of the two out.");
      }
    }
    return found;
  }

  private Estimator named(String name, SamplingOptions options) {
    return posteriorCheck && name.equals(Bound.NAME)
        ? new PosteriorCheck(options.seed(), options.samples())
        : Estimators.named(name, options);
  }

  /** How documents are to be scored. */
  ScoredDocuments.Scoring scoring() {
    return new ScoredDocuments.Scoring(topics, likelihood, this::prior, sampling.seed);
  }

  /** The documents' prior in force. */
  private DocumentPrior prior(DocumentPrior own) {
    if (docConcentration == null) {
      return own;
    }
    double[] alpha = new double[own.topics()];
    Arrays.fill(alpha, docConcentration);
    return own.withAlpha(alpha);
  }
}
