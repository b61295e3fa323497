package polya.models.gammapoisson;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import polya.contract.InferenceContract;

/** Gamma-Poisson factorization by Gibbs sampling keeps what every model promises. */
public class GammaPoissonGibbsContractTest extends InferenceContract
    implements GammaPoissonContracts {
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

  /** All draws of priors, both kinds of topics, and the switch from mean topics to samples. */
  @Override
  protected Stream<Map<String, String>> configurations() {
    return Stream.of(
        Map.of(
            "burnIn",
            "10",
            "samples",
            "4",
            "rates",
            "topic",
            "hyperparameterInterval",
            "2",
            "checkpointInterval",
            "4"),
        Map.of(
            "burnIn",
            "14",
            "samples",
            "6",
            "start",
            "prefix",
            "startPasses",
            "3",
            "topics",
            "gamma",
            "hyperparameterInterval",
            "2",
            "checkpointInterval",
            "4"));
  }
}
