package polya.spark.ingest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How many rows were read of each UCI file, and whether its header says as many. */
final class UciRows {
  private final Map<Integer, Long> rows = new TreeMap<>();
  private final Map<Integer, Long> lastLines = new TreeMap<>();
  private final Set<Integer> broken = new HashSet<>();

  /**
   * Reads a fragment of no document.
   *
   * @return whether it is a count of rows, and so nothing else
   */
  boolean takes(Fragment<int[]> fragment) {
    if (fragment.kind == Draft.Kind.FAULT) {
      broken.add(fragment.file);
    }
    if (fragment.kind != Draft.Kind.DOCUMENT) {
      return false;
    }
    rows.merge(fragment.file, (long) fragment.counts[0], Long::sum);
    lastLines.merge(fragment.file, fragment.position, Math::max);
    return true;
  }

  /** The faults of files that were read to their ends and have more rows, or fewer. */
  List<Draft> faults(UciInput input) {
    List<Draft> faults = new ArrayList<>();
    rows.forEach(
        (file, n) -> {
          if (n != input.rows(file) && !broken.contains(file)) {
            String reason = "it has " + n + " rows but its header says NNZ = " + input.rows(file);
            faults.add(Draft.fault(file, lastLines.get(file), reason));
          }
        });
    return faults;
  }
}
