package polya.models.hpf;

import polya.contract.ModelContract;
import polya.infer.ModelFamily;

/** What the contracts of hierarchical Poisson factorization share. */
interface HpfContracts extends ModelContract {
  @Override
  default ModelFamily family() {
    return new HpfFamily();
  }
}
