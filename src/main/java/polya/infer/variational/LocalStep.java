package polya.infer.variational;

import java.io.Serializable;
import java.util.Optional;
import polya.infer.Round;
import polya.infer.TileMemory;
import polya.infer.TilePass;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.SumsLayout;

/**
 * How documents are fitted under one Φ by variational inference. {@link DirichletTopics} has one
 * for documents that mix topics ({@link TokenStep}); a family whose documents are of another kind
 * brings its own. Immutable; it travels to the executors.
 */
public interface LocalStep extends Serializable {
  /**
   * Opens the step for one task of a round.
   *
   * @param phi as {@link DirichletTopics} publishes it: mean topics, or for mean-field their
   *     geometric means
   */
  TilePass open(Phi phi, Globals globals, Round round);

  /** What tiles remember between visits, if anything. */
  default Optional<TileMemory> memory() {
    return Optional.empty();
  }

  /**
   * The sums that it sends.
   *
   * @param common those of {@link VariationalSums}, which are among them
   */
  default SumsLayout sums(SumsLayout common) {
    return common;
  }
}
