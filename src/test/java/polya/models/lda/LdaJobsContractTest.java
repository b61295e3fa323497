package polya.models.lda;

import polya.contract.JobsContract;

/** All commands. */
public class LdaJobsContractTest extends JobsContract implements LdaContracts {}
