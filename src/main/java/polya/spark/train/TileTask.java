package polya.spark.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import polya.corpus.Tile;
import polya.infer.Inference;
import polya.infer.Phase;
import polya.infer.Round;
import polya.infer.TileMemory;
import polya.infer.TilePass;
import polya.infer.TileState;
import polya.spark.Aligned;
import polya.spark.Resident;
import polya.spark.exchange.Exchange;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.TermStatistics;
import polya.topics.TermStatisticsBuilder;
import scala.Tuple2;

/**
 * One task of a round: visits those tiles of its partition that belong to the batch. It depends on
 * its arguments alone, so a retried or speculative copy returns the same bits.
 *
 * @param phase the part of the round that it takes; null for all of it
 */
record TileTask(Resident<Inference> method, Exchange.Published published, Round round, Phase phase)
    implements Aligned.Making<TileTask.Visited> {

  /**
   * What a task leaves: statistics, or null if it visited nothing, and the states of all tiles of
   * its partition, in their order.
   */
  static final class Visited implements Serializable {
    private static final long serialVersionUID = 1L;

    private final TermStatistics statistics;
    private final ArrayList<TileState> states;

    private Visited(TermStatistics statistics, ArrayList<TileState> states) {
      this.statistics = statistics;
      this.states = states;
    }

    TermStatistics statistics() {
      return statistics;
    }

    List<TileState> states() {
      return Collections.unmodifiableList(states);
    }
  }

  /** Visits the tiles of a partition, the first parent, with their states, the second. */
  @Override
  @SuppressWarnings("unchecked") // As TileStates puts them together.
  public Visited of(List<Iterator<?>> tilesAndStates) {
    return visit((Iterator<Tile>) tilesAndStates.get(0), (Iterator<Visited>) tilesAndStates.get(1));
  }

  private TilePass open(Inference inference) {
    Phi phi = published.phi();
    Globals globals = published.globals();
    return phase == null
        ? inference.open(phi, globals, round)
        : inference.open(phi, globals, round, phase);
  }

  /** Whether its round has no visit after it. */
  boolean endsRound() {
    return phase == null || phase.ends();
  }

  /** Visits tiles that keep no state. */
  TermStatistics visit(Iterator<Tile> tiles) {
    Inference inference = method.value();
    TilePass pass = open(inference);
    TermStatisticsBuilder out = inference.statistics(round).open();
    while (tiles.hasNext()) {
      Tile tile = tiles.next();
      if (round.contains(tile.index())) {
        pass.visit(tile, null, out);
      } else if (round.isOver(tile.index())) {
        break; // Tiles ascend; what follows may lie on disk.
      }
    }
    pass.finish(out);
    return out.build();
  }

  /**
   * Visits those tiles of a partition that belong to the batch, with their states; the others keep
   * theirs.
   */
  Visited visit(Iterator<Tile> tiles, Iterator<Visited> before) {
    Inference inference = method.value();
    TilePass pass = open(inference);
    TermStatisticsBuilder out = inference.statistics(round).open();
    ArrayList<TileState> next = new ArrayList<>();
    Iterator<TileState> states = before.next().states.iterator();
    while (tiles.hasNext()) {
      Tile tile = tiles.next();
      TileState state = states.next();
      next.add(round.contains(tile.index()) ? pass.visit(tile, state, out) : state);
    }
    pass.finish(out);
    return new Visited(out.build(), next);
  }

  /**
   * The states of a partition's tiles as a checkpoint kept them.
   *
   * @param saved tiles and their states' bytes, ascending
   * @throws IllegalArgumentException if a tile's state is missing or cannot be its own
   */
  static Visited reseat(
      TileMemory memory, Iterator<Tile> tiles, Iterator<Tuple2<Integer, byte[]>> saved) {
    ArrayList<TileState> states = new ArrayList<>();
    while (tiles.hasNext()) {
      Tile tile = tiles.next();
      Tuple2<Integer, byte[]> own = saved.hasNext() ? saved.next() : null;
      if (own == null || own._1() != tile.index()) {
        throw new IllegalArgumentException("the state of tile " + tile.index() + " is missing");
      }
      states.add(memory.reseat(tile, own._2()));
    }
    if (saved.hasNext()) {
      throw new IllegalArgumentException("tile " + saved.next()._1() + " has a state too many");
    }
    return new Visited(null, states);
  }

  /** The states of a partition's tiles before the first round. */
  static Visited seat(TileMemory memory, Iterator<Tile> tiles) {
    ArrayList<TileState> states = new ArrayList<>();
    while (tiles.hasNext()) {
      states.add(memory.seat(tiles.next()));
    }
    return new Visited(null, states);
  }
}
