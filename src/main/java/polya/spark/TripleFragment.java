package polya.spark;

import java.io.Serializable;

/**
 * Consecutive lines of one user in a file of triples; or a line that belongs to no user; or a fault
 * of the file. A class and not a record, for Kryo.
 */
final class TripleFragment implements Serializable {
  private static final long serialVersionUID = 1L;

  final Draft.Kind kind;
  final int file;

  /** Where its first line stands; where its first bad line stands if it has one. */
  final long position;

  final String[] items;
  final int[] counts;
  final String reason;
  final String excerpt;

  private TripleFragment(
      Draft.Kind kind,
      int file,
      long position,
      String[] items,
      int[] counts,
      String reason,
      String excerpt) {
    this.kind = kind;
    this.file = file;
    this.position = position;
    this.items = items;
    this.counts = counts;
    this.reason = reason;
    this.excerpt = excerpt;
  }

  /** Lines of a user, all good; items may be listed more than once. */
  static TripleFragment good(int file, long position, String[] items, int[] counts) {
    return new TripleFragment(Draft.Kind.DOCUMENT, file, position, items, counts, null, null);
  }

  /** Lines of a user with a bad one among them, or a bad line of no user. */
  static TripleFragment bad(int file, long position, String reason, String excerpt) {
    return new TripleFragment(Draft.Kind.BAD, file, position, null, null, reason, excerpt);
  }

  /** What is wrong with the file. */
  static TripleFragment fault(int file, long position, String reason) {
    return new TripleFragment(Draft.Kind.FAULT, file, position, null, null, reason, null);
  }

  /** Whichever stands first in the input. */
  static TripleFragment earlier(TripleFragment a, TripleFragment b) {
    int order = Integer.compare(a.file, b.file);
    return (order != 0 ? order : Long.compare(a.position, b.position)) <= 0 ? a : b;
  }
}
