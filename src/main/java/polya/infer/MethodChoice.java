package polya.infer;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import polya.Failure;
import polya.params.Parameter;

/**
 * The method of inference that trains a run where none was asked for, or how long the one that was
 * is to take.
 *
 * @param method one of the family's
 * @param set parameters that were set with it, texts by name; none that was given
 * @param why a sentence without its full stop
 */
public record MethodChoice(String method, Map<String, String> set, String why) {
  /** What asks for a choice, where a method's name could stand. */
  public static final String AUTO = "auto";

  /** A choice of the method alone. */
  public MethodChoice(String method, String why) {
    this(method, Map.of(), why);
  }

  /**
   * The choice that parameters make which one method alone has.
   *
   * @param given their names; names that no method has decide nothing
   * @return empty if all that are given are of all methods
   * @throws Failure (usage) if some are of one method alone, and some of another
   */
  public static Optional<MethodChoice> by(ModelFamily family, Collection<String> given) {
    Optional<MethodChoice> choice = Optional.empty();
    String first = null;
    for (String name : given) {
      List<String> those = having(family, name);
      if (those.size() != 1 || family.methods().size() == 1) {
        continue;
      }
      String method = those.get(0);
      if (choice.isEmpty()) {
        first = name;
        choice = Optional.of(new MethodChoice(method, name + " is a parameter of it alone"));
      } else if (!choice.get().method().equals(method)) {
        throw Failure.usage(
            String.format(
                "Cannot choose a method of inference by %s and %s: %1$s is a parameter of %s alone,"
                    + " and %2$s of %s; allowed are those of one method. Leave one of them out.",
                first, name, choice.get().method(), method));
      }
    }
    return choice;
  }

  private static List<String> having(ModelFamily family, String name) {
    return family.inferences().stream()
        .filter(
            method ->
                family.parameters(method).stream().map(Parameter::name).anyMatch(name::equals))
        .toList();
  }
}
