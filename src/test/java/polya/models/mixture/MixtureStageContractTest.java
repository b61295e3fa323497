package polya.models.mixture;

import polya.contract.StageContract;
import polya.ml.TopicEstimator;

/** The stages of spark.ml. */
public class MixtureStageContractTest extends StageContract implements MixtureContracts {
  @Override
  protected TopicEstimator<?, ?> stage(String uid) {
    return new Mixture(uid);
  }
}
