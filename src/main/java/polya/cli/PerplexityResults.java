package polya.cli;

import java.util.List;
import java.util.Optional;
import polya.heldout.error.HeldOutResult;

/**
 * What an evaluation found.
 *
 * @param estimates what each estimator says
 * @param swept how the number of sweeps moves completion, where that was asked
 */
record PerplexityResults(List<HeldOutResult> estimates, Optional<SweptCompletion> swept) {}
