package polya.ml;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import polya.Failure;
import polya.corpus.Document;

/** Rows of one id, as one document. A class and not a record, for Kryo. */
final class CountedRow implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Document document;
  private final String labels;
  private final long times;

  /**
   * One row.
   *
   * @param labels the canonical text of its labels; null where they are not read
   */
  CountedRow(Document document, String labels) {
    this(document, labels, 1);
  }

  private CountedRow(Document document, String labels, long times) {
    this.document = document;
    this.labels = labels;
    this.times = times;
  }

  /** The rows of both. */
  CountedRow with(CountedRow other) {
    return new CountedRow(document, labels, times + other.times);
  }

  String id() {
    return document.id();
  }

  String labels() {
    return labels;
  }

  long times() {
    return times;
  }

  /**
   * A document a row, told apart by numbers where there are several.
   *
   * @param named whether ids are the rows' own
   * @param group of all of them
   * @throws Failure (input) if several rows have an id of their own
   */
  Iterator<Document> documents(boolean named, int group) {
    if (named && times > 1) {
      throw Failure.input(
          "Cannot fit a topic model: "
              + times
              + " rows have the id "
              + document.id()
              + "; allowed is a distinct one a row. Drop duplicates, or set no idCol.");
    }
    if (times == 1) {
      return List.of(document.in(group)).iterator();
    }
    return LongStream.range(0, times)
        .mapToObj(
            i -> new Document(document.id() + "-" + i, document.terms(), document.counts(), group))
        .iterator();
  }
}
