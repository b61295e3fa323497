package polya.models.labeled;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import polya.corpus.Document;
import polya.corpus.Groups;
import polya.infer.ModelFamily;
import polya.spark.Labelled;
import polya.spark.train.InferenceContract;

/** Labeled topics by Gibbs sampling keep what every model promises. */
class LabeledGibbsContractTest extends InferenceContract {
  @Override
  protected ModelFamily family() {
    return new LabeledFamily();
  }

  @Override
  protected String inference() {
    return "gibbs";
  }

  @Override
  protected Groups groups() {
    return Labelled.planted(DOCUMENTS).groups;
  }

  @Override
  protected List<Document> documents() {
    return Labelled.planted(DOCUMENTS).documents;
  }

  /** As many as there are labels. */
  @Override
  protected Map<String, String> ofTopics(int k) {
    return Map.of();
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
        Map.of("burnIn", "6", "samples", "6", "thinning", "2", "hyperparameterInterval", "2"),
        Map.of("burnIn", "12", "samples", "2", "start", "random", "unlabeled", "all"));
  }
}
