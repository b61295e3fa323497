package polya.models.lda;

import polya.contract.ModelContract;
import polya.infer.ModelFamily;

/** What the contracts of LDA share. */
interface LdaContracts extends ModelContract {
  @Override
  default ModelFamily family() {
    return new LdaFamily();
  }
}
