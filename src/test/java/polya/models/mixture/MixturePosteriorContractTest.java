package polya.models.mixture;

import polya.contract.PosteriorContract;

/** What a fitted model answers. */
public class MixturePosteriorContractTest extends PosteriorContract implements MixtureContracts {}
