package polya.models.lda;

import java.util.Map;
import java.util.stream.Stream;
import polya.contract.InferenceContract;
import polya.infer.Keywords;
import polya.spark.PlantedCorpus;

/** LDA with keywords by stochastic variational inference keeps what every model promises. */
public class LdaKeywordsSviContractTest extends InferenceContract implements LdaContracts {
  @Override
  protected String inference() {
    return "svi";
  }

  @Override
  public Keywords keywords() {
    return PlantedKeywords.all(PlantedCorpus.TERMS / PlantedCorpus.TOPICS);
  }

  @Override
  protected Stream<Map<String, String>> configurations() {
    return Stream.of(
        Map.of("variational", "cvb0", "seedModel", "mixture", "laneSteps", "1"),
        Map.of("variational", "vb", "seedModel", "mixture", "passes", "12"));
  }
}
