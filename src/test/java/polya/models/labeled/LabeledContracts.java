package polya.models.labeled;

import java.util.List;
import java.util.Map;
import polya.contract.ModelContract;
import polya.corpus.Document;
import polya.corpus.Groups;
import polya.infer.ModelFamily;
import polya.spark.Labelled;

/**
 * What the contracts of topics of labels share: documents with the labels of their planted topics.
 */
interface LabeledContracts extends ModelContract {
  @Override
  default ModelFamily family() {
    return new LabeledFamily();
  }

  @Override
  default List<Document> documents(int howMany) {
    return Labelled.planted(howMany).documents;
  }

  @Override
  default Groups groups(int howMany) {
    return Labelled.planted(howMany).groups;
  }

  /** As many as there are labels. */
  @Override
  default Map<String, String> ofTopics(int k) {
    return Map.of();
  }
}
