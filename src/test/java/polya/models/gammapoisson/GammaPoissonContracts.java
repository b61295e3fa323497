package polya.models.gammapoisson;

import polya.contract.ModelContract;
import polya.infer.ModelFamily;

/** What the contracts of Gamma-Poisson factorization share. */
interface GammaPoissonContracts extends ModelContract {
  @Override
  default ModelFamily family() {
    return new GammaPoissonFamily();
  }
}
