package polya.models.lda;

import polya.contract.StageContract;
import polya.ml.TopicEstimator;

/** The stages of spark.ml. */
public class LdaStageContractTest extends StageContract implements LdaContracts {
  @Override
  protected TopicEstimator<?, ?> stage(String uid) {
    return new Lda(uid);
  }
}
