package polya.heldout;

import java.util.List;
import polya.Failure;
import polya.infer.Nearest;

/** The estimators by name. */
public final class Estimators {
  /** The names, the default first. */
  public static final List<String> NAMES =
      List.of(DocumentCompletion.NAME, LeftToRight.NAME, Bound.NAME);

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
      case LeftToRight.NAME ->
          new LeftToRight(options.seed(), options.particles(), options.moves());
      case Bound.NAME -> new Bound();
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
}
