package polya.models.dmr;

import polya.contract.PosteriorContract;

/** What a fitted model answers. */
public class DmrPosteriorContractTest extends PosteriorContract implements DmrContracts {}
