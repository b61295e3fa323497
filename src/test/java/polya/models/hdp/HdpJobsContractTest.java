package polya.models.hdp;

import polya.contract.JobsContract;

/** All commands. */
public class HdpJobsContractTest extends JobsContract implements HdpContracts {}
