package polya.params;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import polya.Failure;

/** The parameters in force: every declared parameter with its value. Immutable. */
public final class Settings {
  private final Map<Parameter<?>, Object> values;

  private Settings(Map<Parameter<?>, Object> values) {
    this.values = values;
  }

  /**
   * The settings from texts; what is not given has its default.
   *
   * @param declared all parameters there are
   * @param given texts by name, the stronger source having been put last
   * @throws Failure (usage) for an unknown name, with the one that was meant, or a value out of
   *     range
   */
  public static Settings of(Collection<Parameter<?>> declared, Map<String, String> given) {
    Map<Parameter<?>, Object> values = new LinkedHashMap<>();
    Map<String, Parameter<?>> byName = new LinkedHashMap<>();
    for (Parameter<?> p : declared) {
      byName.put(p.name(), p);
      String text = given.get(p.name());
      values.put(p, text == null ? p.defaultValue() : p.value(text));
    }
    for (String name : given.keySet()) {
      if (!byName.containsKey(name)) {
        throw Failure.usage(
            "Cannot set "
                + name
                + ": there is no such parameter. "
                + Meant.parameter(name, byName.values())
                    .map(meant -> "Did you mean " + meant + "? ")
                    .orElse("")
                + "`polya params` lists them all.");
      }
    }
    return new Settings(values);
  }

  /** A parameter's value. */
  @SuppressWarnings("unchecked") // Values were parsed by the parameter that is their key.
  public <T> T get(Parameter<T> parameter) {
    if (!values.containsKey(parameter)) {
      throw new IllegalArgumentException(parameter.name() + " is not declared here");
    }
    return (T) values.get(parameter);
  }

  /** All values as they would be typed, by name. */
  public SortedMap<String, String> texts() {
    SortedMap<String, String> texts = new TreeMap<>();
    values.forEach((parameter, value) -> texts.put(parameter.name(), text(parameter, value)));
    return texts;
  }

  @SuppressWarnings("unchecked")
  private static <T> String text(Parameter<T> parameter, Object value) {
    return parameter.text((T) value);
  }
}
