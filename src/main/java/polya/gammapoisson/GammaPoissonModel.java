package polya.gammapoisson;

import java.util.Map;
import org.apache.spark.ml.util.MLReader;
import polya.ml.ModelOfFamily;
import polya.ml.TopicModel;
import polya.models.hpf.HpfModel;

/**
 * The name under which version 0.1 saved a {@link polya.models.gammapoisson.GammaPoissonModel} or a
 * {@link HpfModel}; Spark looks for its reader here.
 */
public final class GammaPoissonModel {
  private GammaPoissonModel() {}

  /** The reader of today's class, which knows this name. */
  public static MLReader<TopicModel<?>> read() {
    return new ModelOfFamily(
        Map.of(
            "gammapoisson",
            polya.models.gammapoisson.GammaPoissonModel.read(),
            "hpf",
            HpfModel.read()));
  }
}
