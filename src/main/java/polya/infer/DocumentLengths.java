package polya.infer;

import java.io.Serializable;
import polya.math.Draws;
import polya.math.RandomStream;

/**
 * How long simulated documents are: Poisson(mean) tokens, or with a dispersion δ &gt; 0 negative
 * binomial of the same mean, drawn as Poisson(mean · G) with G ~ Gamma(1/δ) · δ. The variance is
 * mean + δ · mean². A class and not a record, because Spark's Kryo cannot carry records.
 */
public final class DocumentLengths implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Beyond these, a length could leave what a document may count. */
  public static final double MOST_MEAN = 100_000;

  /** δ of lengths whose standard deviation is about three times their mean. */
  public static final double MOST_DISPERSION = 10;

  private final double mean;
  private final double dispersion;

  /**
   * Lengths of this kind.
   *
   * @param mean expected tokens a document, in (0, {@link #MOST_MEAN}]
   * @param dispersion δ, in [0, {@link #MOST_DISPERSION}]; 0 is Poisson
   */
  public DocumentLengths(double mean, double dispersion) {
    this.mean = mean;
    this.dispersion = dispersion;
  }

  /** Expected tokens a document. */
  public double mean() {
    return mean;
  }

  /** δ. */
  public double dispersion() {
    return dispersion;
  }

  /** One length, ≥ 0. */
  public int draw(RandomStream stream) {
    double rate = dispersion == 0 ? mean : mean * dispersion * Draws.gamma(stream, 1 / dispersion);
    return Draws.poisson(stream, rate);
  }
}
