package polya.heldout;

import java.util.List;
import polya.Failure;
import polya.infer.Nearest;

/** The estimators by name. */
public final class Estimators {
  /** The names, the default first. */
  public static final List<String> NAMES = List.of(DocumentCompletion.NAME, Bound.NAME);

  private Estimators() {}

  /**
   * The estimator of this name.
   *
   * @param seed of whatever it draws
   * @throws Failure (usage) if there is none, with the names there are
   */
  public static Estimator named(String name, long seed) {
    return switch (name) {
      case DocumentCompletion.NAME -> new DocumentCompletion(seed);
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
