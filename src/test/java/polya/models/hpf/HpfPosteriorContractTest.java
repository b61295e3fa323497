package polya.models.hpf;

import polya.contract.PosteriorContract;

/** What a fitted model answers. */
public class HpfPosteriorContractTest extends PosteriorContract implements HpfContracts {}
