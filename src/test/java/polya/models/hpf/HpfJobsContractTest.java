package polya.models.hpf;

import polya.contract.JobsContract;

/** All commands. */
public class HpfJobsContractTest extends JobsContract implements HpfContracts {}
