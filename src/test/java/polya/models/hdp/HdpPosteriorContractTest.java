package polya.models.hdp;

import polya.contract.PosteriorContract;

/** What a fitted model answers. */
public class HdpPosteriorContractTest extends PosteriorContract implements HdpContracts {}
