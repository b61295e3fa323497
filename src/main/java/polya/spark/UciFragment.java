package polya.spark;

import java.io.Serializable;

/**
 * Consecutive rows of one document of a UCI file; or a bad line that belongs to no document; or a
 * fault of the file.
 */
final class UciFragment implements Serializable {
  private static final long serialVersionUID = 1L;

  final Draft.Kind kind;
  final int file;

  /** Where its first row stands; where its bad line stands if it has one. */
  final long position;

  final int[] terms;
  final int[] counts;
  final String reason;
  final String excerpt;

  private UciFragment(
      Draft.Kind kind,
      int file,
      long position,
      int[] terms,
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

  /** Rows of a document, all good. */
  static UciFragment good(int file, long position, int[] terms, int[] counts) {
    return new UciFragment(Draft.Kind.DOCUMENT, file, position, terms, counts, null, null);
  }

  /** Rows of a document with a bad one among them, or a bad line of no document. */
  static UciFragment bad(int file, long position, String reason, String excerpt) {
    return new UciFragment(Draft.Kind.BAD, file, position, null, null, reason, excerpt);
  }

  /** What is wrong with the file. */
  static UciFragment fault(int file, long position, String reason) {
    return new UciFragment(Draft.Kind.FAULT, file, position, null, null, reason, null);
  }
}
