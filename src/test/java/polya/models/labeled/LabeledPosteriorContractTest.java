package polya.models.labeled;

import polya.contract.PosteriorContract;

/** What a fitted model answers. */
public class LabeledPosteriorContractTest extends PosteriorContract implements LabeledContracts {}
