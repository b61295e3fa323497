package polya.models.labeled;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import polya.corpus.Document;
import polya.corpus.Groups;
import polya.infer.ModelFamily;
import polya.spark.Labelled;
import polya.spark.train.InferenceContract;

/** Labeled topics by stochastic variational inference keep what every model promises. */
class LabeledSviContractTest extends InferenceContract {
  @Override
  protected ModelFamily family() {
    return new LabeledFamily();
  }

  @Override
  protected String inference() {
    return "svi";
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
  protected Stream<Map<String, String>> configurations() {
    return Stream.of(Map.of("variational", "cvb0"), Map.of("variational", "vb", "passes", "12"));
  }
}
