package polya.models.dmr;

import polya.contract.JobsContract;

/** All commands. */
public class DmrJobsContractTest extends JobsContract implements DmrContracts {}
