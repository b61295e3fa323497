package polya.cli;

import java.util.Optional;
import polya.corpus.Groups;
import polya.infer.ModelFamily;
import polya.infer.ModelInfo;
import polya.spark.store.CorpusStore;
import polya.spark.train.RunIdentity;

/**
 * What is to be trained.
 *
 * @param corpus on which
 * @param groups of its documents
 * @param test scored after every pass, if any
 * @param testLabels what the model is told of the test's labels
 * @param early when to stop before the last round, by what the test scores; empty for never
 * @param earlier the model it starts from, if any
 * @param assignments whether the topics of all tokens are kept
 * @param info what the model's manifest will say, but for what only the rounds can tell
 */
record TrainingPlan(
    CorpusStore corpus,
    Groups groups,
    Optional<CorpusStore> test,
    KnownLabels testLabels,
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
