package polya.models.mixture;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import polya.contract.InferenceContract;

/** The mixture by Gibbs sampling keeps what every model promises. */
public class MixtureGibbsContractTest extends InferenceContract implements MixtureContracts {
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

  @Override
  protected Stream<Map<String, String>> configurations() {
    return Stream.of(
        Map.of("burnIn", "6", "samples", "4", "thinning", "2", "startPasses", "4"),
        Map.of(
            "burnIn",
            "6",
            "samples",
            "4",
            "startPasses",
            "3",
            "hyperparameterInterval",
            "2",
            "optimizeTopicConcentration",
            "true"));
  }
}
