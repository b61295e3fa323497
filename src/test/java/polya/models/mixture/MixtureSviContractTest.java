package polya.models.mixture;

import java.util.Map;
import java.util.stream.Stream;
import polya.contract.InferenceContract;

/** The mixture by variational inference keeps what every model promises. */
public class MixtureSviContractTest extends InferenceContract implements MixtureContracts {
  @Override
  protected String inference() {
    return "svi";
  }

  @Override
  protected Stream<Map<String, String>> configurations() {
    return Stream.of(
        Map.of("variational", "cvb0", "optimizeTopicConcentration", "true"),
        Map.of("variational", "vb", "passes", "20", "topicConcentration", "0.3"));
  }
}
