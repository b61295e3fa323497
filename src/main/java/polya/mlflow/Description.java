package polya.mlflow;

import java.util.SortedMap;

/**
 * What a run is called in MLflow, and what is told of it when it begins.
 *
 * @param experiment the name of what it belongs to; made if there is none
 * @param name for people
 * @param key what makes a training known again when it goes on: letters and digits
 * @param parameters settings in force; values are cut to {@link #MOST_VALUE} characters
 * @param tags where it comes from, of which the same holds
 */
public record Description(
    String experiment,
    String name,
    String key,
    SortedMap<String, String> parameters,
    SortedMap<String, String> tags) {
  /** The tag that has the key. */
  static final String KEY = "polya.run";

  /** Longer values are refused by some servers. */
  static final int MOST_VALUE = 500;

  /** A value as every server takes it. */
  static String cut(String value) {
    if (value.length() <= MOST_VALUE) {
      return value;
    }
    int end = MOST_VALUE - 1;
    return value.substring(0, Character.isHighSurrogate(value.charAt(end - 1)) ? end - 1 : end)
        + "…";
  }
}
