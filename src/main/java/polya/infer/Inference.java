package polya.infer;

import java.io.Serializable;
import java.util.List;
import java.util.SortedMap;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.TermBlock;
import polya.topics.TermRows;
import polya.topics.TermStatisticsBuilder;

/**
 * What the training loop asks of a model under one method. Implementations are immutable; {@link
 * #seat}, {@link #open} and {@link #statistics} run on executors, the rest where the blocks live.
 * The global step is written per block plus K-vector totals, so that no model can see where blocks
 * live.
 */
public interface Inference extends Serializable {
  /** A stepped block and what it adds to the totals that {@link #fold} gets. */
  record BlockStep(TermBlock block, double[] totals) {}

  /** How many documents, drawn at random, {@link #start} wants to see. */
  int seedDocuments();

  /**
   * The model before the first round.
   *
   * @param seeds documents in the order of a keyed hash: a random sample that depends on the seed
   *     and the ids alone; fewer than asked for if the corpus has fewer
   */
  ModelState start(List<Document> seeds);

  /**
   * The model before the first round of a run that starts from an earlier model, whose topics keep
   * their places.
   *
   * @param earlier {@link #parameters} of a model with the same K, its rows put in the order of
   *     this corpus's terms; a row of zeros for a term that the earlier model does not have
   */
  ModelState restart(ModelState earlier);

  /**
   * Whether a visit of this round starts from the tile's state and leaves another. A tile keeps its
   * state through the rounds that do not visit it.
   */
  boolean keepsState(Round round);

  /** A tile's state before its first visit; asked for only if some round keeps states. */
  TileState seat(Tile tile);

  /**
   * A tile's state as a checkpoint kept it.
   *
   * @param bytes {@link TileState#bytes} of a state of this tile under this inference
   * @throws IllegalArgumentException if they cannot be
   */
  TileState reseat(Tile tile, byte[] bytes);

  /** The model as a round of this kind needs it; most rounds take it as it is. */
  default ModelState enter(ModelState state, Round round) {
    return state;
  }

  /** The weights that the round's local steps see. */
  Phi publish(ModelState state, Round round);

  /** Opens the local step for one task of a round. */
  TilePass open(Phi phi, Globals globals, Round round);

  /** An empty collection of statistics for one task of a round. */
  TermStatisticsBuilder statistics(Round round);

  /**
   * Steps one block.
   *
   * @param rows the block's statistics of this round, less those of the part's last visit if the
   *     round is incremental; touches the rows of these terms only
   */
  BlockStep step(TermBlock block, TermRows rows, Globals globals, Batch batch, Round round);

  /**
   * Whether {@link #step} leaves a block as it is, and adds nothing to the totals, where the round
   * has no rows of it: such blocks are then not stepped at all, so that the model side of a round
   * costs what its batch touches.
   */
  default boolean stepsTouchedBlocksOnly(Globals globals, Batch batch, Round round) {
    return false;
  }

  /**
   * Folds the round into the next globals.
   *
   * @param totals the blocks' totals, see {@link polya.topics.Sums#of}
   */
  Globals fold(Globals globals, double[] totals, Batch batch, Round round);

  /**
   * What the round tells of itself, by the names of {@code metrics.jsonl}: {@code bound}, {@code
   * logLikelihood} (both a token), {@code activeTopics}, …
   *
   * @param before the model whose Φ was published
   */
  SortedMap<String, Double> observe(ModelState before, Batch batch, Round round);

  /**
   * Priors of documents' mixtures that are worth trying once training is over, the one in force
   * first; none where there is nothing to choose. The loop keeps the one under which training
   * documents are completed best.
   */
  default List<double[]> priors(ModelState state) {
    return List.of();
  }

  /** The model with another prior of documents' mixtures, one of {@link #priors}. */
  default ModelState withPrior(ModelState state, double[] prior) {
    return state;
  }

  /**
   * Whether the model after this round is a sample of the posterior that is to be kept with the
   * model, so that what is held out can be averaged over samples.
   */
  default boolean keepsSample(Round round) {
    return false;
  }

  /** A sample as a store keeps it, in the form of {@link #parameters}: of this state alone. */
  default ModelState sample(ModelState state) {
    return parameters(state);
  }

  /** The model's own parameters, as a store keeps them: rows and globals of {@link ModelFamily}. */
  ModelState parameters(ModelState state);
}
