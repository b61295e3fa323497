package polya.models.lda;

import java.util.Map;
import java.util.stream.Stream;
import polya.contract.InferenceContract;

/** LDA by stochastic variational inference keeps what every model promises. */
public class LdaSviContractTest extends InferenceContract implements LdaContracts {
  @Override
  protected String inference() {
    return "svi";
  }

  @Override
  protected Stream<Map<String, String>> configurations() {
    return Stream.of(
        Map.of("variational", "cvb0"),
        Map.of("variational", "cvb0", "laneSteps", "1"),
        Map.of("variational", "cvb0", "optimizeDocConcentration", "true", "subsamplingRate", "0.5"),
        Map.of("variational", "cvb0", "subsamplingRate", "1", "passes", "20"),
        Map.of("variational", "hybrid", "passes", "12"),
        Map.of("variational", "vb", "stochasticPasses", "1000", "passes", "10"),
        Map.of("variational", "vb", "optimizeDocConcentration", "true", "passes", "12"),
        Map.of("variational", "vb", "subsamplingRate", "1", "passes", "45", "seedDocuments", "15"));
  }
}
