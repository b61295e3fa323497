package polya.models.lda;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import polya.contract.InferenceContract;
import polya.infer.Keywords;
import polya.spark.PlantedCorpus;

/** LDA with keywords by Gibbs sampling keeps what every model promises. */
public class LdaKeywordsGibbsContractTest extends InferenceContract implements LdaContracts {
  @Override
  protected String inference() {
    return "gibbs";
  }

  @Override
  public Keywords keywords() {
    return PlantedKeywords.all(PlantedCorpus.TERMS / PlantedCorpus.TOPICS);
  }

  @Override
  protected Map<String, String> cold(Map<String, String> warm) {
    Map<String, String> cold = new HashMap<>(warm);
    cold.put("start", "variational");
    return cold;
  }

  @Override
  protected Stream<Map<String, String>> configurations() {
    return Stream.of(
        Map.of("burnIn", "6", "samples", "6", "thinning", "2", "seedModel", "mixture"),
        Map.of(
            "burnIn",
            "30",
            "samples",
            "10",
            "start",
            "random",
            "hyperparameterInterval",
            "2",
            "optimizeTopicConcentration",
            "true",
            "seedModel",
            "prior",
            "seedWeight",
            "0.2"));
  }
}
