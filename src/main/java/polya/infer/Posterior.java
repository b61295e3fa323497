package polya.infer;

import java.util.List;
import polya.mixing.DocumentPrior;
import polya.topics.Phi;

/**
 * What a fitted model answers, whatever the family: its topics as distributions over terms, and its
 * documents. Everything held-out is computed from these two.
 */
public interface Posterior {
  /** Mean topics: the weights of each topic add up to 1 over the terms. */
  Phi topics();

  /** What documents believe of their topics, and how they are read. */
  DocumentPrior documents();

  /** What else it says of itself in numbers, for people and records. */
  default List<Figure> figures() {
    return List.of();
  }
}
