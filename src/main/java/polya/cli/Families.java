package polya.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import polya.Failure;
import polya.infer.MethodChoice;
import polya.infer.ModelFamily;
import polya.params.Nearest;
import polya.params.Parameter;

/** The model families that this build has. */
final class Families {
  /** What stands for a method where parameters are those of the generative story. */
  static final String SIMULATION = "simulation";

  private Families() {}

  /** The names of all families, for what options say of themselves. */
  static final class Names extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Names() {
      super(ModelFamily.all().stream().map(ModelFamily::name).toList());
    }
  }

  /** The names of all methods of all families, for what options say of themselves. */
  static final class Methods extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Methods() {
      super(
          ModelFamily.all().stream()
              .flatMap(family -> family.inferences().stream())
              .distinct()
              .toList());
    }
  }

  /** The same, and auto, of which one comes of itself. */
  static final class Choices extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Choices() {
      super(new Methods());
      add(0, MethodChoice.AUTO);
    }
  }

  /**
   * The family of this name.
   *
   * @throws Failure (usage) with the names there are
   */
  static ModelFamily named(String name) {
    List<String> known = ModelFamily.all().stream().map(ModelFamily::name).toList();
    return ModelFamily.all().stream()
        .filter(family -> family.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown("model", name, known));
  }

  /**
   * A family's method of this name; empty for null and auto, where it is to be chosen.
   *
   * @throws Failure (usage) with the names there are
   */
  static Optional<String> inference(ModelFamily family, String name) {
    if (name == null || name.equals(MethodChoice.AUTO)) {
      return Optional.empty();
    }
    if (!family.inferences().contains(name)) {
      List<String> known = new ArrayList<>(List.of(MethodChoice.AUTO));
      known.addAll(family.inferences());
      throw unknown("inference", name, known);
    }
    return Optional.of(name);
  }

  /** What parameters may be asked for: the methods, then {@link #SIMULATION}. */
  static List<String> methods(ModelFamily family) {
    List<String> methods = new ArrayList<>(family.inferences());
    methods.add(SIMULATION);
    return methods;
  }

  /**
   * The parameters of one of a family's {@link #methods}.
   *
   * @throws Failure (usage) with the names there are
   */
  static List<Parameter<?>> parameters(ModelFamily family, String method) {
    if (method.equals(SIMULATION)) {
      return family.generator().parameters();
    }
    if (!family.inferences().contains(method)) {
      throw unknown("inference", method, methods(family));
    }
    return family.parameters(method);
  }

  private static Failure unknown(String what, String name, List<String> known) {
    return Failure.usage(
        "Cannot use "
            + what
            + " "
            + name
            + ": there are "
            + String.join(", ", known)
            + ". Did you mean "
            + Nearest.to(name, known)
            + "?");
  }
}
