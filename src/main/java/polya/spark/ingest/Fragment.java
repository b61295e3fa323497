package polya.spark.ingest;

import java.io.Serializable;

/**
 * Consecutive lines of one document in a file whose documents take many lines each; or a line that
 * belongs to no document; or a fault of the file. A class and not a record, for Kryo.
 *
 * @param <E> how its terms are written: {@code int[]} for indices, {@code String[]} for names
 */
final class Fragment<E extends Serializable> implements Serializable {
  private static final long serialVersionUID = 1L;

  final Draft.Kind kind;
  final int file;

  /** Where its first line stands; where its first bad line stands if it has one. */
  final long position;

  final E terms;
  final int[] counts;
  final String reason;
  final String excerpt;

  private Fragment(
      Draft.Kind kind,
      int file,
      long position,
      E terms,
      int[] counts,
      String reason,
      String excerpt) {
    this.kind = kind;
    this.file = file;
    this.position = position;
    this.terms = terms;
    this.counts = counts;
    this.reason = reason;
    this.excerpt = excerpt;
  }

  /** Lines of a document, all good; a term may be listed more than once. */
  static <E extends Serializable> Fragment<E> good(int file, long position, E terms, int[] counts) {
    return new Fragment<>(Draft.Kind.DOCUMENT, file, position, terms, counts, null, null);
  }

  /** Lines of a document with a bad one among them, or a bad line of no document. */
  static <E extends Serializable> Fragment<E> bad(
      int file, long position, String reason, String excerpt) {
    return new Fragment<>(Draft.Kind.BAD, file, position, null, null, reason, excerpt);
  }

  /** What is wrong with the file. */
  static <E extends Serializable> Fragment<E> fault(int file, long position, String reason) {
    return new Fragment<>(Draft.Kind.FAULT, file, position, null, null, reason, null);
  }

  /** Whichever stands first in the input. */
  static <E extends Serializable> Fragment<E> earlier(Fragment<E> a, Fragment<E> b) {
    int order = Integer.compare(a.file, b.file);
    return (order != 0 ? order : Long.compare(a.position, b.position)) <= 0 ? a : b;
  }

  /** The draft of lines that are bad, or of a fault. */
  Draft draft() {
    return kind == Draft.Kind.FAULT
        ? Draft.fault(file, position, reason)
        : Draft.bad(file, position, reason, excerpt);
  }
}
