package polya.models.gammapoisson;

import java.util.Map;
import java.util.stream.Stream;
import polya.contract.InferenceContract;

/** Gamma-Poisson factorization by SVI keeps what every model promises. */
public class GammaPoissonSviContractTest extends InferenceContract
    implements GammaPoissonContracts {
  @Override
  protected String inference() {
    return "svi";
  }

  @Override
  protected Stream<Map<String, String>> configurations() {
    return Stream.of(
        Map.of("variational", "cvb0"),
        Map.of("variational", "cvb0", "rates", "topic", "passes", "12"),
        Map.of("variational", "vb", "rates", "topic", "passes", "12"),
        Map.of("variational", "cvb0", "topics", "gamma", "passes", "12"),
        Map.of("variational", "vb", "topics", "gamma", "passes", "12"));
  }
}
