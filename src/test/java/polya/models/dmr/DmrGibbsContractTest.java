package polya.models.dmr;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import polya.contract.InferenceContract;

/** Topics by one category by Gibbs sampling keep what every model promises. */
public class DmrGibbsContractTest extends InferenceContract implements DmrContracts {
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
        Map.of("burnIn", "6", "samples", "6", "thinning", "2", "hyperparameterInterval", "2"),
        Map.of("burnIn", "12", "samples", "2", "start", "random", "covariateVariance", "2"));
  }
}
