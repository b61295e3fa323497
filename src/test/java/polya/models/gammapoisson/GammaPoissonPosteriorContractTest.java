package polya.models.gammapoisson;

import polya.contract.PosteriorContract;

/** What a fitted model answers. */
public class GammaPoissonPosteriorContractTest extends PosteriorContract
    implements GammaPoissonContracts {}
