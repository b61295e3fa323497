package polya.models.hdp;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import polya.contract.InferenceContract;

/** The process by Gibbs sampling keeps what every model promises. */
public class HdpGibbsContractTest extends InferenceContract implements HdpContracts {
  @Override
  protected String inference() {
    return "gibbs";
  }

  @Override
  protected Map<String, String> cold(Map<String, String> warm) {
    Map<String, String> cold = new HashMap<>(warm);
    cold.put("start", "variational");
    return cold;
  }

  /** Of six tiles one, two and four, three times each. */
  @Override
  protected int partialPasses(Map<String, String> configuration) {
    return "prefix".equals(configuration.get("start")) ? 9 : 0;
  }

  @Override
  protected Stream<Map<String, String>> configurations() {
    return Stream.of(
        Map.of("burnIn", "12", "samples", "0", "startPasses", "4"),
        Map.of(
            "burnIn",
            "14",
            "samples",
            "6",
            "thinning",
            "2",
            "start",
            "prefix",
            "startPasses",
            "3",
            "hyperparameterInterval",
            "2",
            "optimizeTopicConcentration",
            "true",
            "checkpointInterval",
            "4"));
  }
}
