package polya.cli;

import java.util.List;
import java.util.Map;
import polya.quality.labels.Measure;

/**
 * How predictions meet the truth.
 *
 * @param column of the corpus that has the truth; null if none is known
 * @param counts of what was judged, by name
 * @param measures of the model, each beside the baseline's
 * @param notes what a person should know of them
 */
record Judged(String column, Map<String, Object> counts, List<Line> measures, List<String> notes) {
  /**
   * A measure.
   *
   * @param name in JSON
   * @param words for a person
   * @param baseline that of predictions that know how common labels are, and no document
   */
  record Line(String name, String words, Measure model, Measure baseline) {}

  /** No truth is known. */
  static Judged not(String... notes) {
    return new Judged(null, Map.of(), List.of(), List.of(notes));
  }
}
