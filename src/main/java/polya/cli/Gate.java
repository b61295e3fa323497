package polya.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What one gate found of a new model.
 *
 * @param option that set it
 * @param what is limited, for people
 * @param value found; NaN where there is nothing to hold it against
 * @param limit that it has
 * @param passed whether the model may be published
 * @param found the value for people, with what it is made of
 */
record Gate(String option, String what, double value, double limit, boolean passed, String found) {
  /** A gate that a value below the limit fails; so does one that is not known. */
  static Gate atLeast(String option, String what, double value, double limit, String found) {
    return new Gate(option, what, value, limit, value >= limit, found);
  }

  /** A gate that a value above the limit fails; so does one that is not known. */
  static Gate atMost(String option, String what, double value, double limit, String found) {
    return new Gate(option, what, value, limit, value <= limit, found);
  }

  /** As run.json has it. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("gate", option.substring(2));
    json.put("value", Double.isFinite(value) ? value : null);
    json.put("limit", limit);
    json.put("passed", passed);
    json.put("found", found);
    return json;
  }

  /** A line for people. */
  String line() {
    return String.format(
        Locale.ROOT,
        "gate %s %s  %s: %s",
        option,
        number(limit),
        passed ? "passed" : "failed",
        found);
  }

  /** Why the model is not published: {@code mean NPMI is 0.02 (--min-npmi 0.05)}. */
  String refusal() {
    return what + " is " + found + " (" + option + " " + number(limit) + ")";
  }

  private static String number(double limit) {
    return limit == Math.rint(limit) && Math.abs(limit) < 1e15
        ? Long.toString((long) limit)
        : Double.toString(limit);
  }
}
