package polya.models.mixture;

import polya.contract.JobsContract;

/** All commands. */
public class MixtureJobsContractTest extends JobsContract implements MixtureContracts {}
