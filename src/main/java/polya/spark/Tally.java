package polya.spark;

import java.io.Serializable;
import org.apache.spark.api.java.JavaRDD;

/** How many records there are of each kind, and the first that is bad or a fault. */
final class Tally implements Serializable {
  private static final long serialVersionUID = 1L;

  long documents;
  long bad;
  Draft firstBad;
  Draft firstFault;

  /** Tallies all drafts in one pass. */
  static Tally of(JavaRDD<Draft> drafts) {
    return drafts.aggregate(new Tally(), Tally::add, Tally::merge);
  }

  private static Tally add(Tally tally, Draft draft) {
    switch (draft.kind) {
      case DOCUMENT -> tally.documents++;
      case BAD -> tally.addBad(1, draft);
      case FAULT -> tally.firstFault = earlier(tally.firstFault, draft);
      default -> throw new IllegalStateException("unknown kind " + draft.kind);
    }
    return tally;
  }

  /** Adds this many bad records, of which this is the first. */
  void addBad(long n, Draft first) {
    bad += n;
    firstBad = earlier(firstBad, first);
  }

  private static Tally merge(Tally a, Tally b) {
    a.documents += b.documents;
    a.bad += b.bad;
    a.firstBad = earlier(a.firstBad, b.firstBad);
    a.firstFault = earlier(a.firstFault, b.firstFault);
    return a;
  }

  /** Whichever stands first in the input; null is no draft. */
  static Draft earlier(Draft a, Draft b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    int order = Integer.compare(a.file, b.file);
    return (order != 0 ? order : Long.compare(a.position, b.position)) <= 0 ? a : b;
  }

  /** All records: documents and bad ones. */
  long records() {
    return documents + bad;
  }
}
