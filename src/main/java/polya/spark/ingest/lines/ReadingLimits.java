package polya.spark.ingest.lines;

import java.io.Serializable;

/**
 * How much is read of what a file holds before it is taken for one that would do harm.
 *
 * @param lineLength the longest line that is read, in bytes, ≥ 1
 * @param expansion how many times as large as the file what it holds may be, where it is
 *     compressed, ≥ 1
 */
public record ReadingLimits(int lineLength, int expansion) implements Serializable {
  /** What texts of people do not come near: a hundredth of it is usual. */
  public static final int EXPANSION = 200;

  /** Of a file beside the input: lines up to this length. */
  public static ReadingLimits beside(int lineLength) {
    return new ReadingLimits(lineLength, EXPANSION);
  }
}
