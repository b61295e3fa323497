package polya.models.hdp;

import polya.contract.StageContract;
import polya.ml.TopicEstimator;

/** The stages of spark.ml. */
public class HdpStageContractTest extends StageContract implements HdpContracts {
  @Override
  protected TopicEstimator<?, ?> stage(String uid) {
    return new Hdp(uid);
  }
}
