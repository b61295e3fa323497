package polya.models.hpf;

import polya.contract.StageContract;
import polya.ml.TopicEstimator;

/** The stages of spark.ml. */
public class HpfStageContractTest extends StageContract implements HpfContracts {
  @Override
  protected TopicEstimator<?, ?> stage(String uid) {
    return new Hpf(uid);
  }
}
