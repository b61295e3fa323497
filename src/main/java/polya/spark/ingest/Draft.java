package polya.spark.ingest;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import polya.corpus.Bag;
import polya.spark.ingest.lines.Line;
import polya.text.Analysis;

/**
 * What was made of one record of the input: a document whose terms are still words or the input's
 * own indices; or a bad record; or a fault of its whole file, which ends the job whatever is
 * tolerated. A class and not a record, for Kryo.
 */
final class Draft implements Serializable {
  private static final long serialVersionUID = 1L;

  /** No fields are kept. */
  static final String[] NONE = {};

  /** What a draft stands for. */
  enum Kind {
    DOCUMENT,
    BAD,
    /** A good record that is not wanted, by a choice of the person. */
    ASIDE,
    FAULT
  }

  final Kind kind;
  final int file;

  /** The line it stands on, or begins on; 0 if it has none: a UCI document without a row. */
  final long position;

  /** Which document of its file it is, from 1: the line, but for UCI the docId. */
  final long number;

  final String id;
  final String[] words;
  final int[] terms;
  final int[] counts;
  final int outOfVocabulary;

  /** For every token of the text the index of its word, then its term, or −1; or null. */
  final int[] order;

  final String[] kept;
  final String reason;
  final String excerpt;

  /** How many lines it takes. */
  final int lines;

  private Draft(
      Kind kind,
      int file,
      long position,
      long number,
      String id,
      String[] words,
      int[] terms,
      int[] counts,
      int outOfVocabulary,
      int[] order,
      String[] kept,
      String reason,
      String excerpt,
      int lines) {
    this.kind = kind;
    this.file = file;
    this.position = position;
    this.number = number;
    this.id = id;
    this.words = words;
    this.terms = terms;
    this.counts = counts;
    this.outOfVocabulary = outOfVocabulary;
    this.order = order;
    this.kept = kept;
    this.reason = reason;
    this.excerpt = excerpt;
    this.lines = lines;
  }

  /** A document of distinct words. */
  static Draft ofWords(
      int file, long position, String id, Analysis.Ordered counted, String[] kept, String excerpt) {
    return new Draft(
        Kind.DOCUMENT,
        file,
        position,
        position,
        id,
        counted.words(),
        null,
        counted.counts(),
        0,
        counted.order(),
        kept,
        null,
        excerpt,
        1);
  }

  /** A document of term indices of the input's vocabulary. */
  static Draft ofTerms(
      int file, long position, long number, String id, Bag bag, String[] kept, String excerpt) {
    return new Draft(
        Kind.DOCUMENT,
        file,
        position,
        number,
        id,
        null,
        bag.terms(),
        bag.counts(),
        0,
        null,
        kept,
        null,
        excerpt,
        1);
  }

  /** A bad record. */
  static Draft bad(int file, long position, String reason, String excerpt) {
    return new Draft(
        Kind.BAD, file, position, 0, null, null, null, null, 0, null, NONE, reason, excerpt, 1);
  }

  /** A good record that goes to quarantine by choice, and so is not counted as bad. */
  static Draft aside(int file, long position, String reason, String excerpt) {
    return new Draft(
        Kind.ASIDE, file, position, 0, null, null, null, null, 0, null, NONE, reason, excerpt, 1);
  }

  /** What is wrong with the whole file. */
  static Draft fault(int file, long position, String reason) {
    return new Draft(
        Kind.FAULT, file, position, 0, null, null, null, null, 0, null, NONE, reason, null, 1);
  }

  /** A line that cannot be read: a bad record or a fault. */
  static Draft unreadable(Line line) {
    return line.kind == Line.Kind.BAD
        ? bad(line.file, line.number, line.reason, line.excerpt)
        : fault(line.file, line.number, line.reason);
  }

  /** The same record, but for these. */
  private Draft with(long itsNumber, String itsId, String[] itsKept, int itsLines) {
    return new Draft(
        kind,
        file,
        position,
        itsNumber,
        itsId,
        words,
        terms,
        counts,
        outOfVocabulary,
        order,
        itsKept,
        reason,
        excerpt,
        itsLines);
  }

  /** The same document with an id of its own. */
  Draft withId(String newId) {
    return with(number, newId, kept, lines);
  }

  /** The same document with one more value to be kept. */
  Draft keeping(String value) {
    String[] more = Arrays.copyOf(kept, kept.length + 1);
    more[kept.length] = value;
    return with(number, id, more, lines);
  }

  /** The same record, which takes this many lines. */
  Draft ofLines(int n) {
    return with(number, id, kept, n);
  }

  /** The same document, as which it counts in its file. */
  Draft withNumber(long newNumber) {
    return with(newNumber, id, kept, lines);
  }

  /** The same document with some of its entries. */
  Draft only(IntPredicate entry) {
    int[] chosen = IntStream.range(0, counts.length).filter(entry).toArray();
    return new Draft(
        kind,
        file,
        position,
        number,
        id,
        words == null ? null : Arrays.stream(chosen).mapToObj(i -> words[i]).toArray(String[]::new),
        terms == null ? null : Arrays.stream(chosen).map(i -> terms[i]).toArray(),
        Arrays.stream(chosen).map(i -> counts[i]).toArray(),
        outOfVocabulary,
        order == null ? null : orderOf(chosen),
        kept,
        reason,
        excerpt,
        lines);
  }

  /** The order with −1 for tokens of other entries than these. */
  private int[] orderOf(int[] chosen) {
    Map<Integer, Integer> next = new HashMap<>();
    for (int i = 0; i < chosen.length; i++) {
      next.put(words == null ? terms[chosen[i]] : chosen[i], words == null ? terms[chosen[i]] : i);
    }
    return Arrays.stream(order).map(i -> next.getOrDefault(i, -1)).toArray();
  }

  /** The same document of other words; its order stays where that is wanted. */
  Draft withWords(Analysis.Ordered counted, boolean keepOrder) {
    return new Draft(
        kind,
        file,
        position,
        number,
        id,
        counted.words(),
        null,
        counted.counts(),
        outOfVocabulary,
        keepOrder ? counted.order() : null,
        kept,
        reason,
        excerpt,
        lines);
  }

  /** The same document over other terms. */
  Draft withTerms(Bag bag, int newOutOfVocabulary, int[] newOrder) {
    return new Draft(
        kind,
        file,
        position,
        number,
        id,
        null,
        bag.terms(),
        bag.counts(),
        newOutOfVocabulary,
        newOrder,
        kept,
        reason,
        excerpt,
        lines);
  }

  /** The same record; set aside if it is a document of more tokens than this. */
  Draft ofAtMost(long tokens) {
    long has = isDocument() ? Arrays.stream(counts).asLongStream().sum() : 0;
    if (has <= tokens) {
      return this;
    }
    String which = position == 0 ? "the document with id " + id : "it";
    return asBad(
        which + " has " + has + " tokens, more than " + tokens + " (--max-document-tokens)");
  }

  /** The same record, set aside; the reason names the document where its line does not. */
  Draft asBad(String why) {
    String reason = number == position ? why : "document " + number + ": " + why;
    return bad(file, position, reason, excerpt).ofLines(lines);
  }

  boolean isDocument() {
    return kind == Kind.DOCUMENT;
  }
}
