package polya.models.gammapoisson;

import polya.contract.JobsContract;

/** All commands. */
public class GammaPoissonJobsContractTest extends JobsContract implements GammaPoissonContracts {}
