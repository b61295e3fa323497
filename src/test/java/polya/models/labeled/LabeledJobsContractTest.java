package polya.models.labeled;

import polya.contract.JobsContract;

/** All commands. */
public class LabeledJobsContractTest extends JobsContract implements LabeledContracts {}
