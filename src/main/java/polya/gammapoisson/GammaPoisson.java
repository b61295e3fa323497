package polya.gammapoisson;

import org.apache.spark.ml.util.MLReader;

/**
 * The name under which version 0.1 saved a {@link polya.models.gammapoisson.GammaPoisson}; Spark
 * looks for its reader here.
 */
public final class GammaPoisson {
  private GammaPoisson() {}

  /** The reader of today's class, which knows this name. */
  public static MLReader<polya.models.gammapoisson.GammaPoisson> read() {
    return polya.models.gammapoisson.GammaPoisson.read();
  }
}
