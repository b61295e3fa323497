package polya.mixing;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import polya.corpus.Encoding;
import polya.corpus.Groups;
import polya.topics.Phi;

/**
 * The documents' side of a model: what a document believes of its topics before it is read, and how
 * it is read. What is beyond a prior is asked for by name, and missing where a model has none:
 * whoever needs it says so in a sentence.
 *
 * <p>Immutable; it travels to the executors. Crossing it costs at most one call a document.
 */
public interface DocumentPrior extends Serializable {
  /** K. */
  int topics();

  /**
   * The same documents where their groups are known: numbers of groups are then those of this
   * table, whose encoding is the model's. Without it groups say nothing, and α is that of a
   * document without attributes.
   */
  default DocumentPrior in(Groups groups) {
    return this;
  }

  /** Whether all documents have one α, whatever their group. */
  default boolean isShared() {
    return true;
  }

  /**
   * The topics that a document of a group may use.
   *
   * @param topics output, ascending; at most K
   * @return how many, or −1 for all
   */
  default int support(int group, int[] topics) {
    return -1;
  }

  /** Whether documents of every group may use all topics, so that groups differ by α alone. */
  default boolean hasAll() {
    return isShared();
  }

  /**
   * ᾱ where groups differ by α alone: K numbers, none below α of a group that has documents. Draws
   * of a topic by ᾱ are kept by their share of it.
   */
  default double[] envelope() {
    return alpha();
  }

  /**
   * α of a document.
   *
   * @param group see {@link polya.corpus.Groups}
   * @param own numbers that the document remembers itself, where its model has such; else null
   * @param out output, K numbers; 0 outside the support
   */
  void alpha(int group, double[] own, double[] out);

  /**
   * α of a document over its support alone.
   *
   * @param support what {@link #support} gave of the group
   * @param size how many, ≥ 0
   * @param out output, by place in the support
   */
  default void alpha(int group, int[] support, int size, double[] out) {
    double[] all = new double[topics()];
    alpha(group, null, all);
    for (int j = 0; j < size; j++) {
      out[j] = all[support[j]];
    }
  }

  /** α of a document without attributes, K numbers &gt; 0; a new array. */
  default double[] alpha() {
    double[] alpha = new double[topics()];
    alpha(0, null, alpha);
    return alpha;
  }

  /** The same documents with another α, of a document without attributes. */
  DocumentPrior withAlpha(double[] alpha);

  /**
   * How θ is fitted to a document's tokens.
   *
   * @param sweeps by how many sweeps, where it takes any
   */
  FoldIn foldIn(Phi topics, FoldInSweeps sweeps);

  /**
   * What a document is expected to have of every topic once it was read: its mixture, or where
   * documents have intensities these, whose proportions then are its mixture.
   *
   * @param thetaK as {@link Mixtures} gives it
   * @param tokens N
   * @return K numbers; thetaK itself where it is that
   */
  default double[] expected(double[] thetaK, long tokens) {
    return thetaK;
  }

  /** The columns that {@code transform} adds beside the mixture, numbers all of them. */
  default List<String> columns() {
    return List.of();
  }

  /**
   * The values of {@link #columns}.
   *
   * @param expectedK as {@link #expected} gives it
   */
  default double[] values(double[] expectedK) {
    return new double[0];
  }

  /** What a document is expected to have of a topic before it is read, if that is no share. */
  default OptionalDouble intensity(int topic) {
    return OptionalDouble.empty();
  }

  /** Names of the topics, K of them, where the model's attributes give them such. */
  default Optional<List<String>> topicNames(Encoding attributes) {
    return Optional.empty();
  }

  /** What a document's mixture predicts beyond its words. */
  default Optional<Predictor> predictor() {
    return Optional.empty();
  }

  /**
   * Whether mixtures are Dirichlet(α), of the document's group, so that tokens one by one are
   * Pólya's urn: what estimators of whole documents that draw or bound take for granted.
   */
  default boolean hasUrn() {
    return true;
  }

  /** Why {@link #hasUrn} is false, as part of a sentence. */
  default String whyNoUrn() {
    return "mixtures of its documents are not Dirichlet";
  }

  /** The likelihood of whole documents in closed form, where there is one. */
  default Optional<ExactLikelihood> exact() {
    return Optional.empty();
  }

  /** Why {@link #exact} is missing, as part of a sentence. */
  default String whyNotExact() {
    return "its documents mix topics, over which no sum has a closed form";
  }

  /** How long documents are; empty where they have no distribution of lengths in closed form. */
  default Optional<Lengths> lengths() {
    return Optional.empty();
  }

  /** Why {@link #lengths} is missing, as part of a sentence. */
  default String whyNoLengths() {
    return "the lengths of its documents are given";
  }
}
