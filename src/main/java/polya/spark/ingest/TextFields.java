package polya.spark.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import polya.text.Analysis;

/**
 * The fields of a record that are a document: its id, its text, and others that are kept.
 *
 * @param analysis from text to words
 * @param keepOrder whether the order of the words is kept
 * @param id the name of the field with the id
 * @param text of that with the text
 * @param keep of others
 */
record TextFields(Analysis analysis, boolean keepOrder, String id, String text, List<String> keep)
    implements Serializable {

  static TextFields of(IngestPlan plan) {
    return new TextFields(
        plan.analysis(), plan.keepOrder(), plan.idField(), plan.textField(), plan.keep());
  }

  /** The names of all fields: id, text, then those that are kept. */
  List<String> names() {
    List<String> names = new ArrayList<>(List.of(id, text));
    names.addAll(keep);
    return names;
  }

  /**
   * The draft of a row of a table.
   *
   * @param values of {@link #names}; null where there is none
   */
  Draft draft(int file, long position, String[] values, String excerpt) {
    if (values[0] == null || values[0].isEmpty()) {
      String found = values[0] == null ? " has no value" : " is empty";
      return Draft.bad(file, position, "column " + id + found, excerpt);
    }
    if (values[1] == null) {
      return Draft.bad(file, position, "column " + text + " has no value", excerpt);
    }
    String[] kept = Arrays.copyOfRange(values, 2, values.length);
    return Draft.ofWords(file, position, values[0], words(values[1]), kept, excerpt);
  }

  /** The words of a text; without their order where that is not kept. */
  Analysis.Ordered words(String of) {
    if (keepOrder) {
      return analysis.inOrder(of);
    }
    Map<String, Integer> counts = analysis.count(of);
    return new Analysis.Ordered(
        counts.keySet().toArray(String[]::new),
        counts.values().stream().mapToInt(c -> c).toArray(),
        null);
  }
}
