package polya.infer;

import java.util.Arrays;
import java.util.List;
import polya.corpus.Sections;
import polya.mixing.DocumentPrior;
import polya.topics.Phi;

/**
 * What a fitted model answers, whatever the family: its topics as distributions over terms, and its
 * documents. Everything held-out is computed from these two.
 */
public interface Posterior {
  /** Mean topics: the weights of each topic add up to 1 over the terms of each section. */
  Phi topics();

  /**
   * Mean topics of Dirichlet parameters, λ_wk / Λ_k with Λ_k = Σ_w λ_wk over the terms of w's
   * section. Cost: one pass over the blocks.
   *
   * @param parameters as {@link Inference#parameters} leaves them: rows of λ
   * @param topics K
   */
  static Phi meanTopics(ModelState parameters, int topics) {
    Sections sections = TopicSections.of(parameters);
    double[] scale = parameters.topics().columnSums(topics, sections);
    Arrays.setAll(scale, i -> scale[i] > 0 ? 1 / scale[i] : 0);
    return Phi.of(parameters.topics(), Phi.Link.IDENTITY, 0, 1, scale, sections);
  }

  /** What documents believe of their topics, and how they are read. */
  DocumentPrior documents();

  /** What else it says of itself in numbers, for people and records. */
  default List<Figure> figures() {
    return List.of();
  }
}
