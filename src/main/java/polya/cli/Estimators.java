package polya.cli;

import java.util.List;
import java.util.Optional;
import polya.Failure;
import polya.heldout.Estimator;
import polya.heldout.completion.DocumentCompletion;
import polya.heldout.completion.InSample;
import polya.heldout.marginal.Annealing;
import polya.heldout.marginal.Bound;
import polya.heldout.marginal.Chib;
import polya.heldout.marginal.Exact;
import polya.heldout.marginal.Importance;
import polya.heldout.marginal.LeftToRight;
import polya.mixing.DocumentPrior;
import polya.params.Nearest;
import polya.spark.store.ModelStore;

/** The estimators by name. */
public final class Estimators {
  /** The names, the default first. */
  public static final List<String> NAMES =
      List.of(
          DocumentCompletion.NAME,
          LeftToRight.NAME,
          Importance.NAME,
          Annealing.NAME,
          Chib.NAME,
          Bound.NAME,
          Exact.NAME,
          InSample.NAME);

  private Estimators() {}

  /**
   * The estimator of this name.
   *
   * @param options how much it may sample, and its seed
   * @throws Failure (usage) if there is none, with the names there are
   */
  public static Estimator named(String name, SamplingOptions options) {
    return switch (name) {
      case DocumentCompletion.NAME -> new DocumentCompletion(options.seed());
      case LeftToRight.NAME -> leftToRight(options);
      case Importance.NAME ->
          new Importance(options.seed(), options.samples(), leftToRight(options));
      case Annealing.NAME ->
          new Annealing(options.seed(), options.temperatures(), options.chains());
      case Chib.NAME -> new Chib(options.seed(), options.samples());
      case Bound.NAME -> new Bound();
      case Exact.NAME -> new Exact();
      case InSample.NAME -> new InSample();
      default ->
          throw Failure.usage(
              "Cannot use estimator "
                  + name
                  + ": there are "
                  + String.join(", ", NAMES)
                  + ". Did you mean "
                  + Nearest.to(name, NAMES)
                  + "?");
    };
  }

  /**
   * Checks that these estimators can score the documents of a model.
   *
   * @throws Failure (usage) if one cannot, with the names of those that can
   */
  static void check(List<Estimator> estimators, ModelStore model) {
    DocumentPrior documents = model.posterior().documents();
    for (Estimator estimator : estimators) {
      Optional<String> lack = estimator.lacks(documents);
      if (lack.isPresent()) {
        throw Failure.usage(
            "Cannot use estimator "
                + estimator.name()
                + " with model at "
                + model.path()
                + ": its family is "
                + model.info().model()
                + ", and "
                + lack.get()
                + "; there are "
                + String.join(", ", scoring(documents))
                + ". Choose one of them.");
      }
    }
  }

  /** The names of the estimators that can score such documents. */
  public static List<String> scoring(DocumentPrior documents) {
    SamplingOptions options = SamplingOptions.of(0);
    return NAMES.stream().filter(name -> named(name, options).lacks(documents).isEmpty()).toList();
  }

  private static LeftToRight leftToRight(SamplingOptions options) {
    return new LeftToRight(options.seed(), options.particles(), options.moves());
  }
}
