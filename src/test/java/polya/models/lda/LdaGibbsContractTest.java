package polya.models.lda;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import polya.contract.InferenceContract;

/** LDA by Gibbs sampling keeps what every model promises. */
public class LdaGibbsContractTest extends InferenceContract implements LdaContracts {
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

  /** Long enough for the switch, the averages and several changes of priors; short otherwise. */
  @Override
  protected Stream<Map<String, String>> configurations() {
    return Stream.of(
        Map.of("burnIn", "15", "samples", "0", "startPasses", "4"),
        Map.of("burnIn", "6", "samples", "4", "thinning", "2", "phiThreshold", "0"),
        Map.of(
            "burnIn",
            "12",
            "samples",
            "6",
            "checkpointInterval",
            "4",
            "start",
            "prefix",
            "startPasses",
            "3"),
        Map.of(
            "burnIn",
            "30",
            "samples",
            "10",
            "start",
            "random",
            "localSweeps",
            "2",
            "hyperparameterInterval",
            "2",
            "optimizeTopicConcentration",
            "true"));
  }
}
