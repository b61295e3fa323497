package polya.models.dmr;

import java.util.List;
import java.util.Map;
import polya.contract.ModelContract;
import polya.corpus.Document;
import polya.corpus.Groups;
import polya.infer.ModelFamily;
import polya.spark.Covaried;

/** What the contracts of dmr share: documents with their planted main topic as a category. */
interface DmrContracts extends ModelContract {
  @Override
  default ModelFamily family() {
    return new DmrFamily();
  }

  @Override
  default List<Document> documents(int howMany) {
    return Covaried.planted(howMany).documents;
  }

  @Override
  default Groups groups(int howMany) {
    return Covaried.planted(howMany).groups;
  }

  /** The column that corpora of contracts have. */
  @Override
  default Map<String, String> ofTopics(int k) {
    return Map.of("k", Integer.toString(k), "covariateCols", "label");
  }
}
