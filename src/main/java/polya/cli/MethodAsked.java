package polya.cli;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import polya.infer.CorpusFacts;
import polya.infer.MethodChoice;
import polya.infer.ModelFamily;
import polya.spark.train.RunIdentity;

/**
 * How a training comes to its method of inference: the one that is named; else the one whose
 * parameters are given, or that the earlier model has; else the family chooses. A run that goes on
 * has the method and the lengths that it was begun with, whatever would be chosen today.
 *
 * @param decided what needs no choice
 * @param isNamed whether it was named
 * @param begun the run to go on with, if there is one
 * @param budget seconds by calculation
 */
record MethodAsked(
    ModelFamily family,
    Optional<MethodChoice> decided,
    boolean isNamed,
    Optional<RunIdentity> begun,
    OptionalDouble budget) {
  /** The method that keeps the topics of tokens. */
  private static final String ASSIGNING = "gibbs";

  /**
   * What options and parameters say.
   *
   * @param name the method's, null or {@link MethodChoice#AUTO} to have it chosen
   * @param parameters names of those given
   * @param assignments whether topics of tokens are asked for
   * @throws polya.Failure (usage) if there is no such method, or parameters of several are given
   */
  static MethodAsked of(
      ModelFamily family,
      String name,
      Collection<String> parameters,
      boolean assignments,
      OptionalDouble budget) {
    Optional<MethodChoice> named =
        Families.inference(family, name).map(method -> new MethodChoice(method, "it is named"));
    Optional<MethodChoice> decided = named.or(() -> MethodChoice.by(family, parameters));
    if (decided.isEmpty() && assignments && family.inferences().contains(ASSIGNING)) {
      decided = Optional.of(new MethodChoice(ASSIGNING, "it alone keeps --assignments"));
    }
    return new MethodAsked(family, decided, named.isPresent(), Optional.empty(), budget);
  }

  /** With the run that is to go on; what was asked for is stronger, and it will be refused. */
  MethodAsked goingOn(Optional<RunIdentity> run) {
    return new MethodAsked(family, decided, isNamed, run, budget);
  }

  /** With the earlier model that the run starts from. */
  MethodAsked from(Optional<WarmStart> earlier) {
    Optional<MethodChoice> its =
        earlier.map(
            e -> new MethodChoice(e.info().inference(), "the earlier model was trained by it"));
    return new MethodAsked(family, decided.or(() -> its), isNamed, begun, budget);
  }

  /** The method as far as it is decided before the corpus's facts are known, else the first. */
  String first() {
    return decided
        .map(MethodChoice::method)
        .or(() -> method(begun))
        .orElse(family.inferences().get(0));
  }

  private Optional<String> method(Optional<RunIdentity> run) {
    return run.map(RunIdentity::inference).filter(family.inferences()::contains);
  }

  /**
   * The method, its lengths, and why. It is a function of its arguments and of what was asked for
   * or begun.
   *
   * @param given parameters, texts by name
   */
  MethodChoice choice(Map<String, String> given, CorpusFacts facts) {
    Optional<String> method = decided.map(MethodChoice::method);
    if (method.isPresent()) {
      MethodChoice known = decided.get();
      return budget.isEmpty()
          ? known
          : asBegun(with(known.why(), family.choose(method, given, facts, budget)));
    }
    MethodChoice chosen = family.choose(Optional.empty(), given, facts, budget);
    Optional<String> other = method(begun).filter(name -> !name.equals(chosen.method()));
    return asBegun(
        other
            .map(
                name ->
                    with(
                        "the run that goes on was begun with it",
                        family.choose(Optional.of(name), given, facts, budget)))
            .orElse(chosen));
  }

  private static MethodChoice with(String why, MethodChoice lengths) {
    return new MethodChoice(lengths.method(), lengths.set(), why + "; " + lengths.why());
  }

  /** With the lengths of the run that goes on, if it has this method and budget. */
  private MethodChoice asBegun(MethodChoice choice) {
    if (begun.isEmpty()
        || !begun.get().inference().equals(choice.method())
        || !begun.get().budget().equals(text())) {
      return choice;
    }
    Map<String, String> set = new TreeMap<>(choice.set());
    set.replaceAll((name, text) -> begun.get().parameter(name).orElse(text));
    return new MethodChoice(choice.method(), set, choice.why());
  }

  /** The budget as the model's manifest has it; empty without. */
  Optional<String> text() {
    return budget.isPresent()
        ? Optional.of(Double.toString(budget.getAsDouble()))
        : Optional.empty();
  }

  /** Whether there is something to tell of the method beside its name. */
  boolean isChoice() {
    return !isNamed || budget.isPresent();
  }
}
