package polya.spark.ingest.lines;

import java.io.Serializable;

/** A line of an input file, or the reason why it cannot be read. */
public final class Line implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What can be said of a line. */
  public enum Kind {
    /** It has text. */
    TEXT,
    /** It is a bad record. */
    BAD,
    /** The file cannot be read on from here. */
    DAMAGED
  }

  /** What can be said of it. */
  public final Kind kind;

  /** Its file, by number. */
  public final int file;

  /** Its number in the file, from 1. */
  public final long number;

  /** Its text; null where it has none. */
  public final String text;

  /** What is wrong with it; null where nothing is. */
  public final String reason;

  /** The hash of what it holds; null where nothing is wrong. */
  public final String excerpt;

  private Line(Kind kind, int file, long number, String text, String reason, String excerpt) {
    this.kind = kind;
    this.file = file;
    this.number = number;
    this.text = text;
    this.reason = reason;
    this.excerpt = excerpt;
  }

  /** A line with its text; numbers count from 1 in each file. */
  public static Line of(int file, long number, String text) {
    return new Line(Kind.TEXT, file, number, text, null, null);
  }

  /** A line that is a bad record whatever the format. */
  public static Line bad(int file, long number, String reason, String excerpt) {
    return new Line(Kind.BAD, file, number, null, reason, excerpt);
  }

  /** Where the file stopped making sense. */
  static Line damaged(int file, long number, String reason) {
    return new Line(Kind.DAMAGED, file, number, null, reason, null);
  }

  /** Whether the reason why a file cannot be read on is that it holds too much. */
  public static boolean isTooMuch(String reason) {
    return reason.endsWith(Expanded.OPTION);
  }
}
