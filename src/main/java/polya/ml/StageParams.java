package polya.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import polya.Failure;
import polya.infer.MethodChoice;
import polya.infer.ModelFamily;
import polya.params.Meant;
import polya.params.Nearest;
import polya.params.Parameter;
import polya.params.Settings;
import scala.Function1;

/**
 * The Params of a stage: those that its family declares, under all its methods of inference, and
 * what every stage has beside them: featuresCol, topicDistributionCol, heldOutCol, foldInSweeps,
 * inference. Name, meaning, range and default come from the one {@link Parameter}. Where its
 * default is {@code auto}, the Param has none: unset is auto, as in MLlib.
 */
final class StageParams {
  private static final Parameter<Optional<Integer>> FOLD_IN_SWEEPS =
      Parameter.integer(
              "foldInSweeps",
              3,
              1,
              1_000_000,
              "Most sweeps by which transform folds a row in, from a sharpened start; auto is until"
                  + " they converge, from an even one.")
          .orAuto();

  private final Params owner;
  private final ModelFamily family;
  private final Map<String, Parameter<?>> declared = new LinkedHashMap<>();
  private final TreeMap<String, Param<?>> byName = new TreeMap<>();
  private final Param<String> featuresCol;
  private final Param<String> topicDistributionCol;
  private final Param<String> heldOutCol;
  private final IntParam foldInSweeps;
  private final Param<String> inference;

  /** The Params of a stage that has its uid; {@link #setDefaults} comes next. */
  StageParams(Params owner, ModelFamily family) {
    this.owner = owner;
    this.family = family;
    featuresCol =
        add(new Param<>(owner.uid(), "featuresCol", "Column of count vectors.", String.class));
    topicDistributionCol =
        add(
            new Param<>(
                owner.uid(),
                "topicDistributionCol",
                "New column of documents' mixtures.",
                String.class));
    heldOutCol =
        add(
            new Param<>(
                owner.uid(),
                "heldOutCol",
                "New column of what document completion says of each row, for a"
                    + " PerplexityEvaluator; unset is none.",
                String.class));
    foldInSweeps = (IntParam) add(param(FOLD_IN_SWEEPS));
    List<String> methods = new ArrayList<>(List.of(MethodChoice.AUTO));
    methods.addAll(family.inferences());
    Function1<String, Object> known = isOneOf(List.copyOf(methods));
    inference =
        add(
            new Param<>(
                owner.uid(),
                "inference",
                "Method of inference; auto is chosen by the Params that are set, else by the rows."
                    + " Allowed: "
                    + String.join(" | ", methods)
                    + ".",
                known,
                String.class));
    for (String method : family.inferences()) {
      for (Parameter<?> parameter : family.parameters(method)) {
        if (declared.putIfAbsent(parameter.name(), parameter) == null) {
          add(param(parameter));
        }
      }
    }
  }

  /** Registers one more Param of this stage. */
  <P extends Param<?>> P add(P param) {
    byName.put(param.name(), param);
    return param;
  }

  private Param<?> param(Parameter<?> parameter) {
    String name = parameter.name();
    String doc =
        parameter.meaning()
            + " Allowed: "
            + parameter.range()
            + (parameter.automatic() ? "; unset is auto." : ".");
    return switch (parameter.kind()) {
      case INTEGER -> new IntParam(owner, name, doc, allowed(parameter, Integer.class));
      case LONG -> new LongParam(owner, name, doc, allowed(parameter, Long.class));
      case REAL -> new DoubleParam(owner, name, doc, allowed(parameter, Double.class));
      case REALS -> new DoubleArrayParam(owner, name, doc, allowed(parameter, double[].class));
      case WORD, TEXT ->
          new Param<>(owner.uid(), name, doc, allowed(parameter, String.class), String.class);
      case FLAG -> new BooleanParam(owner, name, doc);
    };
  }

  /** Validators know the uid and the declaration alone, so that a Param holds on to no model. */
  private <V> Function1<V, Object> allowed(Parameter<?> parameter, Class<?> type) {
    String uid = owner.uid();
    return value -> {
      if (!type.isInstance(value) || !parameter.allows(text(value))) {
        throw refused(uid, parameter, text(value));
      }
      return true;
    };
  }

  private static Failure refused(String uid, Parameter<?> parameter, String text) {
    return Failure.usage(
        "Cannot set "
            + parameter.name()
            + " of "
            + uid
            + " to "
            + text
            + ": allowed is "
            + parameter.range()
            + ". Give it such a value.");
  }

  private static Function1<String, Object> isOneOf(List<String> methods) {
    return name -> {
      if (!methods.contains(name)) {
        throw Failure.usage(
            "Cannot use inference "
                + name
                + ": there are "
                + String.join(", ", methods)
                + ". Did you mean "
                + Nearest.to(name, methods)
                + "?");
      }
      return true;
    };
  }

  /** Gives Params their defaults; the owner must answer {@code params()} by now. */
  void setDefaults() {
    owner.setDefault(featuresCol, "features");
    owner.setDefault(topicDistributionCol, "topicDistribution");
    owner.setDefault(inference, MethodChoice.AUTO);
    for (Parameter<?> parameter : declared.values()) {
      if (!parameter.automatic()) {
        owner.setDefault(untyped(parameter.name()), value(parameter, parameter.defaultText()));
      }
    }
  }

  /** All Params by name. */
  Param<?>[] all() {
    return byName.values().toArray(Param<?>[]::new);
  }

  Param<String> featuresCol() {
    return featuresCol;
  }

  Param<String> topicDistributionCol() {
    return topicDistributionCol;
  }

  Param<String> heldOutCol() {
    return heldOutCol;
  }

  IntParam foldInSweeps() {
    return foldInSweeps;
  }

  Param<String> inference() {
    return inference;
  }

  /** The Param of this name. */
  <P extends Param<?>> P named(String name, Class<P> type) {
    return type.cast(byName.get(name));
  }

  /**
   * Sets a Param to what a text stands for, as {@code -p} does; {@code auto} clears it.
   *
   * @throws Failure (usage) for an unknown name, with the one that was meant, or a value out of
   *     range
   */
  void set(String name, String text) {
    family.demandOwn(List.of(name));
    Parameter<?> parameter =
        name.equals(FOLD_IN_SWEEPS.name()) ? FOLD_IN_SWEEPS : declared.get(name);
    if (parameter != null && !parameter.allows(text)) {
      throw refused(owner.uid(), parameter, text);
    }
    if (parameter != null && parameter.automatic() && text.trim().equals("auto")) {
      owner.clear(untyped(name));
    } else if (parameter != null) {
      owner.set(untyped(name), value(parameter, text));
    } else if (byName.containsKey(name) && byName.get(name).getClass() == Param.class) {
      owner.set(untyped(name), text);
    } else {
      Map<String, List<String>> known = new LinkedHashMap<>();
      declared.values().forEach(p -> known.put(p.name(), p.otherNames()));
      byName.keySet().forEach(other -> known.putIfAbsent(other, List.of()));
      throw Failure.usage(
          "Cannot set "
              + name
              + " of "
              + owner.uid()
              + " to a text: there is no such parameter. "
              + Meant.of(name, known).map(meant -> "Did you mean " + meant + "? ").orElse("")
              + "explainParams() lists them all.");
    }
  }

  @SuppressWarnings("unchecked") // Its values are of the type that it was made for.
  private Param<Object> untyped(String name) {
    return (Param<Object>) byName.get(name);
  }

  private static Object value(Parameter<?> parameter, String text) {
    Object value = parameter.value(text);
    if (value instanceof Optional<?> given) {
      value = given.orElseThrow();
    }
    return value instanceof List<?> numbers
        ? numbers.stream().mapToDouble(x -> (Double) x).toArray()
        : value;
  }

  private static String text(Object value) {
    return value instanceof double[] numbers
        ? Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(","))
        : String.valueOf(value);
  }

  /**
   * The method that is named, or that alone has Params which are set; empty if it is to be chosen.
   *
   * @throws Failure (usage) if Params of several methods are set
   */
  Optional<MethodChoice> method() {
    String name = owner.getOrDefault(inference);
    return name.equals(MethodChoice.AUTO)
        ? MethodChoice.by(family, given().keySet())
        : Optional.of(new MethodChoice(name, "it is named"));
  }

  /** Whether a method is named. */
  boolean namesMethod() {
    return !owner.getOrDefault(inference).equals(MethodChoice.AUTO);
  }

  /** The method as far as it is known before any row is read, else the first. */
  String firstMethod() {
    return method().map(MethodChoice::method).orElse(family.inferences().get(0));
  }

  /** What is set of the declared Params, texts by name. */
  Map<String, String> given() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : declared.keySet()) {
      Param<Object> param = untyped(name);
      if (owner.isSet(param)) {
        texts.put(name, text(owner.getOrDefault(param)));
      }
    }
    return texts;
  }

  /** The settings in force for {@link #firstMethod}. */
  Settings settings() {
    return settings(firstMethod());
  }

  /**
   * The settings in force for a method.
   *
   * @throws Failure (usage) if a Param is set that the method does not have
   */
  Settings settings(String method) {
    List<Parameter<?>> inForce = family.parameters(method);
    List<String> names = inForce.stream().<String>map(Parameter::name).toList();
    Map<String, String> texts = given();
    for (String name : declared.keySet()) {
      Param<Object> param = untyped(name);
      if (names.contains(name) && owner.isDefined(param)) {
        texts.put(name, text(owner.getOrDefault(param)));
      }
    }
    return Settings.of(inForce, texts);
  }
}
