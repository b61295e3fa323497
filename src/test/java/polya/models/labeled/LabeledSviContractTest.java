package polya.models.labeled;

import java.util.Map;
import java.util.stream.Stream;
import polya.contract.InferenceContract;

/** Labeled topics by stochastic variational inference keep what every model promises. */
public class LabeledSviContractTest extends InferenceContract implements LabeledContracts {
  @Override
  protected String inference() {
    return "svi";
  }

  @Override
  protected Stream<Map<String, String>> configurations() {
    return Stream.of(Map.of("variational", "cvb0"), Map.of("variational", "vb", "passes", "12"));
  }
}
