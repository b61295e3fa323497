package polya.corpus;

/**
 * What a codec made of a line: a value, or the reason why there is none.
 *
 * @param value the value, or null
 * @param reason why the line is a bad record, or null; it never repeats the text of the line
 */
public record Parsed<T>(T value, String reason) {
  /** A line that was understood. */
  public static <T> Parsed<T> of(T value) {
    return new Parsed<>(value, null);
  }

  /** A line that is a bad record. */
  public static <T> Parsed<T> bad(String reason) {
    return new Parsed<>(null, reason);
  }

  /** Whether the line was understood. */
  public boolean isGood() {
    return reason == null;
  }
}
