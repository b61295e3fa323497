package polya.models.labeled;

import java.util.List;
import java.util.Map;
import polya.contract.InferenceContract;
import polya.corpus.Document;
import polya.corpus.Groups;
import polya.infer.ModelFamily;
import polya.spark.Labelled;

/** What every model promises, on documents with the labels of their planted topics. */
abstract class LabeledContract extends InferenceContract {
  @Override
  public final ModelFamily family() {
    return new LabeledFamily();
  }

  @Override
  protected final Groups groups() {
    return Labelled.planted(DOCUMENTS).groups;
  }

  @Override
  protected final List<Document> documents() {
    return Labelled.planted(DOCUMENTS).documents;
  }

  /** As many as there are labels. */
  @Override
  protected final Map<String, String> ofTopics(int k) {
    return Map.of();
  }
}
