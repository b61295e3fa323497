package polya.models.dmr;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import polya.contract.InferenceContract;
import polya.corpus.Document;
import polya.corpus.Groups;
import polya.spark.Covaried;

/** Topics by several covariates by Gibbs sampling keep what every model promises. */
public class DmrGibbsContractTest extends InferenceContract implements DmrContracts {
  @Override
  protected String inference() {
    return "gibbs";
  }

  @Override
  public List<Document> documents(int howMany) {
    return Covaried.several(howMany).documents;
  }

  @Override
  public Groups groups(int howMany) {
    return Covaried.several(howMany).groups;
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
        Map.of("burnIn", "6", "samples", "4", "covariateVariance", "0.7"),
        Map.of("burnIn", "40", "samples", "2", "start", "random", "covariateVariance", "0.3"));
  }
}
