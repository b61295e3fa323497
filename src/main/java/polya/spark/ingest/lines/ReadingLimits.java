package polya.spark.ingest.lines;

import java.io.Serializable;

/**
 * How much is read of what a file holds before it is taken for one that would do harm.
 *
 * @param lineLength the longest line that is read, in bytes, ≥ 1
 * @param expansion how many times as large as the file what it holds may be, where it is
 *     compressed, ≥ 1
 * @param isAsked whether a person says how many: then it is told what says it
 */
public record ReadingLimits(int lineLength, int expansion, boolean isAsked)
    implements Serializable {
  /** What texts of people do not come near: a hundredth of it is usual. */
  public static final int EXPANSION = 200;

  /** As a person says. */
  public static ReadingLimits of(int lineLength, int expansion) {
    return new ReadingLimits(lineLength, expansion, true);
  }

  /** Of a file beside the input for which nobody says any: lines up to this length. */
  static ReadingLimits beside(int lineLength) {
    return new ReadingLimits(lineLength, EXPANSION, false);
  }

  /** The same for lines up to this length. */
  public ReadingLimits ofLines(int length) {
    return new ReadingLimits(length, expansion, isAsked);
  }
}
