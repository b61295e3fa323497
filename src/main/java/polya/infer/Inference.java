package polya.infer;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.mixing.DocumentPrior;
import polya.topics.Blocks;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.StatisticsLayout;

/**
 * What the training loop asks of a model under one method. {@link PlainRun} is that loop on one
 * page. Implementations are immutable. {@link #open} and {@link #statistics}, and what {@link
 * #memory} gives, run where the documents are; what {@link #global} gives, and whatever {@link
 * Blocks} are asked, runs where the blocks are; the rest runs on the driver and costs O(K).
 */
public interface Inference extends Serializable {
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
   * The same model, whose tables lie where they are to as soon as they can be made: what is asked
   * of them is asked there.
   *
   * @param place gives the rows of a table where they are to lie
   */
  default ModelState start(List<Document> seeds, UnaryOperator<Blocks> place) {
    return start(seeds);
  }

  /**
   * The model before the first round of a run that starts from an earlier model, whose topics keep
   * their places.
   *
   * @param earlier {@link #parameters} of a model with the same K, its rows put in the order of
   *     this corpus's terms; a row of zeros for a term that the earlier model does not have
   */
  ModelState restart(ModelState earlier);

  /** What tiles remember; empty if they never do. */
  default Optional<TileMemory> memory() {
    return Optional.empty();
  }

  /** Whether tiles remember this round. */
  default boolean remembers(Round round) {
    return memory().filter(memory -> memory.isUsed(round)).isPresent();
  }

  /** The model as a round of this kind needs it; most rounds take it as it is. */
  default ModelState enter(ModelState state, Round round) {
    return state;
  }

  /**
   * Whether a part is visited again under the model without what it sent last, so that no document
   * is fitted to topics that hold its own words; else what it sent last is taken away afterwards.
   */
  default boolean withdraws(Round round) {
    return false;
  }

  /**
   * The model without what a part sent at its last visit.
   *
   * @param state what {@link #enter} gave
   */
  default ModelState withdrawn(ModelState state, Sent part, Round round) {
    throw new UnsupportedOperationException("parts are visited under the whole model");
  }

  /** The weights that the round's local steps see. */
  Phi publish(ModelState state, Round round);

  /** What one task of a round sends. */
  StatisticsLayout statistics(Round round);

  /** Opens the local step for one task of a round. */
  TilePass open(Phi phi, Globals globals, Round round);

  /**
   * How often the local step of a round goes over a document's terms in their order, where it may
   * stop at any of them and go on in another visit: then tasks need the rows of some terms at a
   * time. 0 where it needs all of a document's at once.
   */
  default int scans(Round round) {
    return 0;
  }

  /** Opens a part of the local step of a round that has {@link #scans}. */
  default TilePass open(Phi phi, Globals globals, Round round, Phase phase) {
    throw new UnsupportedOperationException("a document's rows are all needed at once");
  }

  /**
   * Opens the global step of a round.
   *
   * @param before the model whose Φ was published
   */
  BlockPass global(ModelState before, Batch batch, Round round);

  /**
   * The models to choose from once training is over, the one in force first: the loop keeps the one
   * under whose prior of documents training documents are completed best, all under the last
   * round's Φ. They share their tables with the last one.
   */
  default List<ModelState> candidates(ModelState last) {
    return List.of(last);
  }

  /**
   * The published weights of a tile's terms as they would be had its documents not been counted, so
   * that these may be completed honestly: of its terms alone, numbered as the tile has them. Empty
   * where the method cannot say. Runs where the documents are.
   *
   * @param phi what {@link #publish} gave for the last round
   */
  default Optional<Phi> withheld(Tile tile, Phi phi, Globals globals, Round last) {
    return Optional.empty();
  }

  /** What documents believe of their topics: the same object as {@link Posterior#documents}. */
  DocumentPrior documents(Globals globals);

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
