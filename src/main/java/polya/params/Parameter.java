package polya.params;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import polya.Failure;

/**
 * The one declaration of a parameter: its name, meaning, default and range. Configuration files,
 * {@code -p} options, {@code params} and the manual's tables all come from it.
 *
 * @param <T> the type of its value
 */
public final class Parameter<T> {
  /** What a value is, whether it may be {@code auto} or not. */
  public enum Kind {
    /** A whole number of 32 bits. */
    INTEGER,
    /** A whole number of 64 bits. */
    LONG,
    /** A number. */
    REAL,
    /** One number or several. */
    REALS,
    /** One of some words. */
    WORD,
    /** Any text: the name of a column, a separator. */
    TEXT,
    /** True or false. */
    FLAG
  }

  private final Kind kind;
  private final boolean automatic;
  private final String name;
  private final String meaning;
  private final String range;
  private final T defaultValue;
  private final Function<String, T> parse;
  private final Predicate<T> allowed;
  private final Function<T, String> show;
  private final boolean operational;
  private final List<String> otherNames;

  private Parameter(
      Kind kind,
      boolean automatic,
      String name,
      String meaning,
      String range,
      T defaultValue,
      Function<String, T> parse,
      Predicate<T> allowed,
      Function<T, String> show,
      boolean operational,
      List<String> otherNames) {
    this.kind = kind;
    this.automatic = automatic;
    this.name = name;
    this.meaning = meaning;
    this.range = range;
    this.defaultValue = defaultValue;
    this.parse = parse;
    this.allowed = allowed;
    this.show = show;
    this.operational = operational;
    this.otherNames = otherNames;
  }

  private Parameter(
      Kind kind,
      boolean automatic,
      String name,
      String meaning,
      String range,
      T defaultValue,
      Function<String, T> parse,
      Predicate<T> allowed,
      Function<T, String> show) {
    this(
        kind,
        automatic,
        name,
        meaning,
        range,
        defaultValue,
        parse,
        allowed,
        show,
        false,
        List.of());
  }

  /** A whole number in [least, most]. */
  public static Parameter<Integer> integer(
      String name, int defaultValue, int least, int most, String meaning) {
    String range =
        "a whole number " + (most == Integer.MAX_VALUE ? "≥ " + least : least + " … " + most);
    return new Parameter<>(
        Kind.INTEGER,
        false,
        name,
        meaning,
        range,
        defaultValue,
        Integer::valueOf,
        v -> v >= least && v <= most,
        String::valueOf);
  }

  /** A whole number of 64 bits. */
  public static Parameter<Long> longInteger(String name, long defaultValue, String meaning) {
    return new Parameter<>(
        Kind.LONG,
        false,
        name,
        meaning,
        "a whole number",
        defaultValue,
        Long::valueOf,
        v -> true,
        String::valueOf);
  }

  /** A finite number in [least, most], or in (least, most] if {@code open}. */
  public static Parameter<Double> real(
      String name, double defaultValue, boolean open, double least, double most, String meaning) {
    String low = (open ? "> " : "≥ ") + show(least);
    String range = "a number " + low + (most == Double.MAX_VALUE ? "" : ", ≤ " + show(most));
    return new Parameter<>(
        Kind.REAL,
        false,
        name,
        meaning,
        range,
        defaultValue,
        Double::valueOf,
        v -> (open ? v > least : v >= least) && v <= most,
        Parameter::show);
  }

  /** One number in [least, most], or several with commas between them. */
  public static Parameter<List<Double>> reals(
      String name, double least, double most, String meaning) {
    return new Parameter<>(
        Kind.REALS,
        false,
        name,
        meaning,
        "a number ≥ " + show(least) + ", ≤ " + show(most) + ", or k of them with commas",
        List.of(),
        text -> Arrays.stream(text.split(",")).map(s -> Double.valueOf(s.trim())).toList(),
        v -> !v.isEmpty() && v.stream().allMatch(x -> x >= least && x <= most),
        v -> v.stream().map(Parameter::show).collect(Collectors.joining(",")));
  }

  /** One of the words given. */
  public static Parameter<String> choice(
      String name, String defaultValue, List<String> words, String meaning) {
    return new Parameter<>(
        Kind.WORD,
        false,
        name,
        meaning,
        String.join(" | ", words),
        defaultValue,
        s -> s,
        words::contains,
        s -> s);
  }

  /**
   * Any text, taken as it stands, blanks at its ends included: the name of a column, a separator.
   *
   * @param defaultValue empty if nothing may be given; else no value is empty
   */
  public static Parameter<String> text(String name, String defaultValue, String meaning) {
    boolean optional = defaultValue.isEmpty();
    return new Parameter<>(
        Kind.TEXT,
        false,
        name,
        meaning,
        optional ? "any text, or none" : "any text but none",
        defaultValue,
        s -> s,
        s -> optional || !s.isEmpty(),
        s -> s);
  }

  /** True or false. */
  public static Parameter<Boolean> flag(String name, boolean defaultValue, String meaning) {
    return new Parameter<>(
        Kind.FLAG,
        false,
        name,
        meaning,
        "true | false",
        defaultValue,
        s -> s.equals("true") ? Boolean.TRUE : s.equals("false") ? Boolean.FALSE : null,
        v -> true,
        String::valueOf);
  }

  /**
   * This parameter with {@code auto} as its default and as one more allowed value: nothing given,
   * so that the model works it out.
   */
  public Parameter<Optional<T>> orAuto() {
    return new Parameter<>(
        kind,
        true,
        name,
        meaning,
        "auto | " + range,
        Optional.empty(),
        s ->
            s.equals("auto")
                ? Optional.empty()
                : Optional.ofNullable(parse.apply(s)).map(Optional::of).orElse(null),
        v -> v.isEmpty() || allowed.test(v.get()),
        v -> v.map(show).orElse("auto"),
        operational,
        otherNames);
  }

  /**
   * This parameter as one that no model depends on: it says how a run is carried out, so a run that
   * was interrupted may be resumed with another value.
   */
  public Parameter<T> asOperational() {
    return new Parameter<>(
        kind,
        automatic,
        name,
        meaning,
        range,
        defaultValue,
        parse,
        allowed,
        show,
        true,
        otherNames);
  }

  /**
   * This parameter with names that other tools have for it, or for what is nearest to it: whoever
   * gives one of them is told this one's.
   */
  public Parameter<T> alsoKnownAs(String... names) {
    return new Parameter<>(
        kind,
        automatic,
        name,
        meaning,
        range,
        defaultValue,
        parse,
        allowed,
        show,
        operational,
        List.of(names));
  }

  /** This parameter with the other names of one that means the same elsewhere. */
  public Parameter<T> alsoKnownAs(Parameter<?> same) {
    return alsoKnownAs(same.otherNames.toArray(String[]::new));
  }

  private static String show(double v) {
    return v == Math.rint(v) && Math.abs(v) < 1e15 ? Long.toString((long) v) : Double.toString(v);
  }

  /** What its value is. */
  public Kind kind() {
    return kind;
  }

  /** Whether its default is {@code auto}; its value is an {@link Optional} then, empty for auto. */
  public boolean automatic() {
    return automatic;
  }

  /** Its name, as in MLlib where MLlib has it. */
  public String name() {
    return name;
  }

  /** What other tools call it; no setting goes by these. */
  public List<String> otherNames() {
    return otherNames;
  }

  /** What it does, in one sentence. */
  public String meaning() {
    return meaning;
  }

  /** The allowed values, in words. */
  public String range() {
    return range;
  }

  /** Its default. */
  public T defaultValue() {
    return defaultValue;
  }

  /** Its default as it would be typed. */
  public String defaultText() {
    return show.apply(defaultValue);
  }

  /** Whether no model depends on it. */
  public boolean operational() {
    return operational;
  }

  /** A value as it would be typed. */
  String text(T value) {
    return show.apply(value);
  }

  /** Whether a text stands for a value in the range. */
  public boolean allows(String text) {
    T value = parsed(text);
    return value != null && allowed.test(value);
  }

  private T parsed(String text) {
    try {
      return parse.apply(kind == Kind.TEXT ? text : text.trim());
    } catch (NumberFormatException e) {
      return null; // Whoever asked says it better than the parser.
    }
  }

  /**
   * The value that a text stands for.
   *
   * @throws Failure (usage) if it is no such value or out of range
   */
  public T value(String text) {
    T value = parsed(text);
    if (value == null || !allowed.test(value)) {
      throw Failure.usage(
          "Cannot set "
              + name
              + " to "
              + text
              + ": allowed is "
              + range
              + ". Change -p "
              + name
              + "=… or the key "
              + name
              + " in the configuration file.");
    }
    return value;
  }
}
