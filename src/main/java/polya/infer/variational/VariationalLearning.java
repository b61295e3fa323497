package polya.infer.variational;

import java.util.List;
import polya.infer.Batch;
import polya.infer.DocumentLearning;
import polya.infer.ModelState;
import polya.infer.Round;
import polya.infer.Sent;
import polya.topics.Globals;

/** How a documents' side is learned by variational inference: its step, its part of the bound. */
public interface VariationalLearning extends DocumentLearning {
  /** Learning waits for topics to take shape. */
  double QUIET_PASSES = 0.3;

  /**
   * What is learned after a round.
   *
   * @param globals those after the round's step of the topics
   */
  default Globals learned(Globals globals, Batch batch, Round round) {
    return globals;
  }

  /**
   * The evidence lower bound of the corpus, in nats.
   *
   * @param before the model whose Φ was published
   * @param corpus what all documents sent at their last visits
   */
  double bound(ModelState before, Sent corpus);

  /** Models to choose from once training is over, see {@link polya.infer.Inference#candidates}. */
  default List<ModelState> candidates(ModelState last) {
    return List.of(last);
  }

  /**
   * Whether nothing is learned of documents while topics are trained, and all that they send are
   * expected counts. Then a part's counts may be {@linkplain polya.infer.Inference#withdraws
   * withdrawn} before it is visited again, and short documents may begin with one topic each.
   */
  default boolean isPlain() {
    return false;
  }

  /** Whether topics have taken enough shape after this round for priors to be learned. */
  static boolean haveShape(Round round) {
    return (round.number() + 1) * round.share() >= QUIET_PASSES;
  }
}
