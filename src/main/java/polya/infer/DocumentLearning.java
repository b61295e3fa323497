package polya.infer;

import java.io.Serializable;
import java.util.Arrays;
import polya.mixing.DocumentPrior;
import polya.topics.Globals;

/**
 * How the documents' side of a model is learned, whatever its topics: globals of its own, and what
 * documents believe given them. What a method asks beyond that is in its own room: {@link
 * polya.infer.variational.VariationalLearning}, {@link polya.infer.gibbs.GibbsLearning}. Immutable;
 * it travels with the method.
 */
public interface DocumentLearning extends Serializable {
  /** What documents believe under globals: a family's, handed to what learns for many. */
  interface Documents extends Serializable {
    /** Their prior. */
    DocumentPrior of(Globals globals);
  }

  /** Where its own globals begin; a store keeps them by these names. */
  Globals own();

  /** What documents believe of their topics under these globals. */
  DocumentPrior documents(Globals globals);

  /**
   * The topics' weights s in p(z_i = k) ∝ (n_dk + a_k) s_k φ_wk: K numbers &gt; 0, in any common
   * scale; ones leave every bit as it is. They are factors of Φ where it is published.
   */
  default double[] weights(Globals globals) {
    double[] evenly = new double[documents(globals).topics()];
    Arrays.fill(evenly, 1);
    return evenly;
  }
}
