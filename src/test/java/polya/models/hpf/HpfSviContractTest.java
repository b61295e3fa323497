package polya.models.hpf;

import java.util.Map;
import java.util.stream.Stream;
import polya.contract.InferenceContract;

/** Hierarchical Poisson factorization keeps what every model promises. */
public class HpfSviContractTest extends InferenceContract implements HpfContracts {
  @Override
  protected String inference() {
    return "svi";
  }

  @Override
  protected Stream<Map<String, String>> configurations() {
    return Stream.of(Map.of("passes", "12"));
  }
}
