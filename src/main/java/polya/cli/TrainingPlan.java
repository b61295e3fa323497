package polya.cli;

import java.util.Optional;
import polya.infer.ModelFamily;
import polya.infer.ModelInfo;
import polya.spark.store.CorpusStore;
import polya.spark.train.RunIdentity;

/**
 * What is to be trained.
 *
 * @param corpus on which
 * @param test scored after every pass, if any
 * @param early when to stop before the last round, by what the test scores; empty for never
 * @param earlier the model it starts from, if any
 * @param assignments whether the topics of all tokens are kept
 * @param info what the model's manifest will say, but for what only the rounds can tell
 */
record TrainingPlan(
    CorpusStore corpus,
    Optional<CorpusStore> test,
    Optional<EarlyStop.Rule> early,
    ModelFamily family,
    ModelFamily.Training training,
    Optional<WarmStart> earlier,
    boolean assignments,
    ModelInfo info) {
  /** Everything that the model depends on. */
  RunIdentity identity() {
    return identity(info);
  }

  /** Everything that a model of this family and method depends on. */
  RunIdentity identity(ModelInfo of) {
    return RunIdentity.of(of, family.parameters(info.inference()));
  }
}
