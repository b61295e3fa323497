package polya.models.mixture;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import polya.contract.InferenceContract;
import polya.corpus.Document;
import polya.infer.ModelFamily;
import polya.spark.PlantedCorpus;

/** The mixture by variational inference keeps what every model promises. */
public class MixtureSviContractTest extends InferenceContract {
  @Override
  public ModelFamily family() {
    return new MixtureFamily();
  }

  @Override
  protected String inference() {
    return "svi";
  }

  @Override
  protected List<Document> documents() {
    return PlantedCorpus.ofOneTopic(DOCUMENTS);
  }

  @Override
  protected Stream<Map<String, String>> configurations() {
    return Stream.of(
        Map.of("variational", "cvb0", "optimizeTopicConcentration", "true"),
        Map.of("variational", "vb", "passes", "20", "topicConcentration", "0.3"));
  }
}
