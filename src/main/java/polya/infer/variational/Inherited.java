package polya.infer.variational;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import polya.Failure;
import polya.infer.ModelState;
import polya.params.Parameter;
import polya.params.Settings;

/**
 * The parameters of a run that starts from an earlier model, in the making: what {@link
 * polya.infer.ModelFamily#inherited} gets, and what the run takes over.
 */
public final class Inherited {
  private final Map<String, String> texts;
  private final Settings settings;
  private final ModelState earlier;

  /**
   * What is given, and the earlier model's K.
   *
   * @param declared the run's parameters
   * @param given texts by name
   * @param prior the name of a global of the earlier model that has K numbers
   * @throws Failure (store) if another K is given
   */
  public Inherited(
      Collection<Parameter<?>> declared,
      Map<String, String> given,
      ModelState earlier,
      String prior) {
    this.earlier = earlier;
    int topics = earlier.globals().vector(prior).length;
    texts = new TreeMap<>(given);
    texts.putIfAbsent(VariationalParameters.K.name(), Integer.toString(topics));
    settings = Settings.of(declared, texts);
    if (settings.get(VariationalParameters.K) != topics) {
      throw Failure.store(
          "Cannot start from the earlier model: it has "
              + topics
              + " topics, k is "
              + settings.get(VariationalParameters.K)
              + "; they must be equal. Leave k out, or train without --warm-start.");
    }
  }

  /** What is given, and the defaults. */
  public Settings settings() {
    return settings;
  }

  /** What is given and was taken over, texts by name. */
  public Map<String, String> texts() {
    return new TreeMap<>(texts);
  }

  /** Takes a global of the earlier model over, if the parameter is auto. */
  public <T> Inherited take(Parameter<Optional<T>> parameter, String global) {
    return setAuto(parameter, text(earlier.globals().vector(global)));
  }

  /** Sets a parameter that is auto. */
  public <T> Inherited setAuto(Parameter<Optional<T>> parameter, String text) {
    if (settings.get(parameter).isEmpty()) {
      texts.put(parameter.name(), text);
    }
    return this;
  }

  /** Sets a parameter that is not given. */
  public Inherited setMissing(Parameter<?> parameter, String text) {
    texts.putIfAbsent(parameter.name(), text);
    return this;
  }

  /** One number where all are equal, else all of them. */
  private static String text(double[] values) {
    boolean symmetric = Arrays.stream(values).allMatch(a -> a == values[0]);
    return Arrays.stream(values)
        .limit(symmetric ? 1 : values.length)
        .mapToObj(Double::toString)
        .collect(Collectors.joining(","));
  }
}
