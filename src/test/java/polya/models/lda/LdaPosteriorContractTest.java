package polya.models.lda;

import polya.contract.PosteriorContract;

/** What a fitted model answers. */
public class LdaPosteriorContractTest extends PosteriorContract implements LdaContracts {}
