package polya.spark.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/** How many records there are of each kind, and the first that is bad or a fault. */
final class RecordCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int REASONS = 3;
  private static final Comparator<Draft> IN_ORDER =
      Comparator.<Draft>comparingInt(d -> d.file)
          .thenComparingLong(d -> d.position)
          .thenComparing(d -> String.valueOf(d.reason));

  long documents;
  long bad;

  /** How many good records are set aside by choice. */
  long aside;

  /** How many lines the bad records take. */
  long badLines;

  Draft firstBad;

  /** The first records that are bad for reasons of their own. */
  private final List<Draft> reasons = new ArrayList<>();

  Draft firstFault;

  /** Counts all drafts in one pass. */
  static RecordCounts of(JavaRDD<Draft> drafts) {
    return drafts.aggregate(new RecordCounts(), RecordCounts::add, RecordCounts::merge);
  }

  private static RecordCounts add(RecordCounts counts, Draft draft) {
    switch (draft.kind) {
      case DOCUMENT -> counts.documents++;
      case ASIDE -> counts.aside++;
      case BAD -> counts.addBad(1, draft.lines, draft);
      case FAULT -> counts.firstFault = earlier(counts.firstFault, draft);
      default -> throw new IllegalStateException("unknown kind " + draft.kind);
    }
    return counts;
  }

  /** Adds this many bad records of so many lines, of which this is the first; null for none. */
  void addBad(long n, long lines, Draft first) {
    bad += n;
    badLines += lines;
    firstBad = earlier(firstBad, first);
    if (first != null) {
      addReason(first);
    }
  }

  /** Keeps the first few, whatever the order in which they come. */
  private void addReason(Draft draft) {
    for (int i = 0; i < reasons.size(); i++) {
      if (reasons.get(i).reason.equals(draft.reason)) {
        reasons.set(i, earlier(reasons.get(i), draft));
        reasons.sort(IN_ORDER);
        return;
      }
    }
    reasons.add(draft);
    reasons.sort(IN_ORDER);
    if (reasons.size() > REASONS) {
      reasons.remove(REASONS);
    }
  }

  private static RecordCounts merge(RecordCounts a, RecordCounts b) {
    a.documents += b.documents;
    a.aside += b.aside;
    a.addBad(b.bad, b.badLines, b.firstBad);
    b.reasons.forEach(a::addReason);
    a.firstFault = earlier(a.firstFault, b.firstFault);
    return a;
  }

  /** The first bad records with reasons of their own, in the order of the input. */
  List<Draft> reasons() {
    return List.copyOf(reasons);
  }

  /** Whichever stands first in the input; null is no draft. */
  static Draft earlier(Draft a, Draft b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return IN_ORDER.compare(a, b) <= 0 ? a : b;
  }

  /** All records: documents, bad ones and those set aside by choice. */
  long records() {
    return documents + bad + aside;
  }
}
