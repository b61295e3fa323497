package polya.infer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;
import polya.Failure;
import polya.params.Parameter;
import polya.params.Settings;
import polya.topics.Globals;

/**
 * A model family, found by {@link ServiceLoader}: its name, its methods of inference, and what a
 * saved model of it means.
 */
public interface ModelFamily {
  /**
   * A run to be.
   *
   * @param inference how the model is trained
   * @param schedule its rounds
   * @param topics K
   * @param seed of every random choice
   * @param checkpointInterval rounds between checkpoints of what tiles remember
   * @param placement where its blocks are to lie
   * @param phases in how many a scan of documents is to go over the terms; 0 for as many as need be
   * @param footprint what it takes
   */
  record Training(
      Inference inference,
      MiniBatches schedule,
      int topics,
      long seed,
      int checkpointInterval,
      ModelPlacement placement,
      int phases,
      Footprint footprint) {
    /** {@link Inference#scans} of the last round. */
    public int scans() {
      return inference.scans(schedule.round(Math.max(0, schedule.rounds() - 1)));
    }

    /** The same run of another inference. */
    public Training with(Inference other) {
      return new Training(
          other, schedule, topics, seed, checkpointInterval, placement, phases, footprint);
    }
  }

  /** All families of this build, found through the loader that this class came by. */
  static List<ModelFamily> all() {
    List<ModelFamily> families = new ArrayList<>();
    ServiceLoader.load(ModelFamily.class, ModelFamily.class.getClassLoader())
        .forEach(families::add);
    return families;
  }

  /** The family that reads a saved model, if this build has it. */
  static Optional<ModelFamily> of(ModelInfo info) {
    return all().stream().filter(family -> family.reads(info)).findFirst();
  }

  /** The name used by {@code --model}: lda, gammapoisson, … */
  String name();

  /** The methods used by {@code --inference}; the first is the default. */
  List<Method> methods();

  /** Whether a saved model is one of this family. */
  default boolean reads(ModelInfo info) {
    return info.model().equals(name());
  }

  /**
   * Parameters that this family had in an earlier version, and that were for what another family is
   * now: their names, each with that family's.
   */
  default Map<String, String> elsewhere() {
    return Map.of();
  }

  /**
   * Demands that no parameter is asked for that is {@link #elsewhere}.
   *
   * @param names of the parameters that were given
   * @throws Failure (usage) that names the family to use
   */
  default void demandOwn(Collection<String> names) {
    for (String name : names) {
      String other = elsewhere().get(name);
      if (other != null) {
        throw Failure.usage(
            "Cannot set "
                + name
                + " of "
                + name()
                + ": what it was for is a family of its own now, "
                + other
                + ". Use --model "
                + other
                + ", or leave "
                + name
                + " out.");
      }
    }
  }

  /**
   * Whether its models predict more of a document than its words, see {@link
   * polya.mixing.DocumentPrior#predictor}: by default those that are trained with labels or
   * covariates.
   */
  default boolean predicts() {
    return methods().stream()
        .anyMatch(
            method ->
                method.parameters().contains(LabelParameters.COLUMN)
                    || method.parameters().contains(CovariateParameters.COLUMNS));
  }

  /**
   * What is small of a saved model some topics of which were merged, so that their rows were added
   * up: concentrations are added up as well, and what documents expect of a new topic is what they
   * expected of the old ones together. Empty where rows or documents of this family do not add up.
   *
   * @param globals of the saved model
   * @param add turns K numbers of the old topics into sums by the new ones
   */
  default Optional<Globals> merged(Globals globals, UnaryOperator<double[]> add) {
    return Optional.empty();
  }

  /** Why {@link #merged} is empty, as part of a sentence. */
  default String whyNotMerged() {
    return "what its topics have beside their weights does not add up";
  }

  /** What a saved model ({@link Inference#parameters}) answers. */
  Posterior posterior(ModelState parameters);

  /** Its generative story run forwards, for corpora whose truth is known. */
  Generator generator();

  /** The method of this name, which is one of {@link #inferences}. */
  default Method method(String inference) {
    return methods().stream().filter(m -> m.name().equals(inference)).findAny().orElseThrow();
  }

  /** The names of the methods. */
  default List<String> inferences() {
    return methods().stream().map(Method::name).toList();
  }

  /** All parameters of a method, in the order of documentation. */
  default List<Parameter<?>> parameters(String inference) {
    return method(inference).parameters();
  }

  /** The methods whose saved models a run by this method may start from. */
  default List<String> startsFrom(String inference) {
    return inferences();
  }

  /**
   * The parameters of a run that starts from an earlier model: those given, and for what is not
   * given, or {@code auto}, what the earlier model has or a start from a model wants.
   *
   * @param given texts by name
   * @param earlier as {@link Inference#restart} gets it
   * @return texts by name
   * @throws polya.Failure (store) if the earlier model cannot have what is given
   */
  default Map<String, String> inherited(
      String inference, Map<String, String> given, ModelState earlier) {
    return method(inference).inheritance().of(given, earlier);
  }

  /**
   * An earlier model with topics for labels that it did not know; its own keep their rows.
   *
   * @param earlier as {@link Inference#restart} gets it
   * @param labels how many there are now, its own first
   */
  default ModelState withLabels(ModelState earlier, int labels) {
    return earlier;
  }

  /**
   * The method for a run, where none was asked for, and how long it is to take, where there is a
   * budget. A function of its arguments alone: no clock is read, and no machine looked at. By
   * default the first method is chosen, and there is no room for a budget, since nothing was
   * measured.
   *
   * @param method the one that was asked for, or otherwise decided; empty to have it chosen
   * @param given texts by name, of parameters that the method has, or all methods where it is empty
   * @param budget seconds, of the machine that costs were measured on
   * @throws Failure (usage) if a parameter is out of its range, or a budget is given and nothing
   *     was measured
   */
  default MethodChoice choose(
      Optional<String> method,
      Map<String, String> given,
      CorpusFacts facts,
      OptionalDouble budget) {
    if (budget.isPresent()) {
      throw Failure.usage(
          "Cannot keep a budget of "
              + budget.getAsDouble()
              + " s: what training "
              + name()
              + " costs was not measured; allowed is lda. Leave the budget out.");
    }
    String first = inferences().get(0);
    return new MethodChoice(
        method.orElse(first),
        inferences().size() == 1
            ? name() + " has no other"
            : "it is the first of "
                + name()
                + ", of whose methods nothing was measured to choose by");
  }

  /** Prepares a run; checks what depends on the corpus. */
  default Training training(String inference, Settings settings, CorpusFacts facts) {
    return method(inference).preparation().of(settings, facts);
  }
}
