package polya.spark.train;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import polya.corpus.Tile;
import polya.infer.Inference;
import polya.infer.Phase;
import polya.infer.Round;
import polya.infer.Sent;
import polya.spark.Resident;
import polya.spark.exchange.Asked;
import polya.spark.exchange.Exchange;
import polya.topics.Globals;
import polya.topics.Phi;

/**
 * The documents' side of a round: publishes Φ, and has the tiles of the batch visited. Once, or
 * where tasks cannot have all rows at a time in {@link Phase}s, each under a part of them.
 *
 * @param states what tiles remember, if they do in any round so far; else null
 */
record RoundVisit(
    Inference inference,
    Resident<Inference> method,
    Exchange exchange,
    JavaRDD<Tile> tiles,
    BatchTerms batches,
    TileStates states) {

  /** What a round sent, and what was sent to each executor for it. */
  record Visited(Sent sent, long bytesDown) {}

  /** Visits the round's tiles. */
  Visited of(Round round, Phi phi, Globals globals) {
    boolean remembers = inference.remembers(round);
    List<Phase> phases =
        remembers ? Phase.of(inference.scans(round), exchange.cuts(phi.terms())) : List.of();
    if (phases.isEmpty()) {
      Exchange.Published published =
          exchange.publish(phi, globals, batches.asked(round, !remembers));
      TileTask task = new TileTask(method, published, round, null);
      Sent sent = remembers ? states.visit(task) : visit(task);
      return new Visited(sent, published.bytes());
    }
    List<Sent> sent = new ArrayList<>();
    long bytes = 0;
    for (Phase phase : phases) {
      Asked asked = batches.asked(round, false).within(phase.from(), phase.to());
      Exchange.Published published = exchange.publish(phi, globals, asked);
      sent.add(states.visit(new TileTask(method, published, round, phase)));
      bytes += published.bytes();
    }
    return new Visited(sent.get(0).and(sent.subList(1, sent.size())), bytes);
  }

  /** Visits the batch's tiles, which keep no state, on those partitions that hold any. */
  private Sent visit(TileTask task) {
    Exchange.Published published = task.published();
    try {
      return exchange.visit(
          published,
          exchange.reading(published, tiles),
          batches.partitions(task.round()),
          task::visit);
    } finally {
      exchange.retire(published);
    }
  }
}
