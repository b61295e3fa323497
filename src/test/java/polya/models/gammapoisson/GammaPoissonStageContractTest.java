package polya.models.gammapoisson;

import polya.contract.StageContract;
import polya.ml.TopicEstimator;

/** The stages of spark.ml. */
public class GammaPoissonStageContractTest extends StageContract implements GammaPoissonContracts {
  @Override
  protected TopicEstimator<?, ?> stage(String uid) {
    return new GammaPoisson(uid);
  }
}
