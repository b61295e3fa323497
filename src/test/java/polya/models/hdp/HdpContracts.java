package polya.models.hdp;

import polya.contract.ModelContract;
import polya.infer.ModelFamily;

/** What the contracts of the process share. */
interface HdpContracts extends ModelContract {
  @Override
  default ModelFamily family() {
    return new HdpFamily();
  }
}
