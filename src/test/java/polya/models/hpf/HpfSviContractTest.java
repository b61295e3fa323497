package polya.models.hpf;

import java.util.Map;
import java.util.stream.Stream;
import polya.infer.ModelFamily;
import polya.spark.train.InferenceContract;

/** Hierarchical Poisson factorization keeps what every model promises. */
class HpfSviContractTest extends InferenceContract {
  @Override
  protected ModelFamily family() {
    return new HpfFamily();
  }

  @Override
  protected String inference() {
    return "svi";
  }

  @Override
  protected Stream<Map<String, String>> configurations() {
    return Stream.of(Map.of("passes", "12"));
  }
}
