package polya.models.mixture;

import java.util.List;
import polya.contract.ModelContract;
import polya.corpus.Document;
import polya.infer.ModelFamily;
import polya.spark.PlantedCorpus;

/** What the contracts of the mixture share: documents of one topic each. */
interface MixtureContracts extends ModelContract {
  @Override
  default ModelFamily family() {
    return new MixtureFamily();
  }

  @Override
  default List<Document> documents(int howMany) {
    return PlantedCorpus.ofOneTopic(howMany);
  }
}
