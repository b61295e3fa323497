package polya.lda;

import org.apache.spark.ml.util.MLReader;

/**
 * The name under which version 0.1 saved a {@link polya.models.lda.LdaModel}; Spark looks for its
 * reader here.
 */
public final class LdaModel {
  private LdaModel() {}

  /** The reader of today's class, which knows this name. */
  public static MLReader<polya.models.lda.LdaModel> read() {
    return polya.models.lda.LdaModel.read();
  }
}
